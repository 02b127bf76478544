package cloudshell.http;

import static harness.Responses.response;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import harness.MovingClock;
import harness.ScriptedTransport;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryingTransportTest {
    private static final Duration HALF = Duration.ofMillis(500);
    private static final Duration THIRTY = Duration.ofSeconds(30);
    private static final Duration MINUTE = Duration.ofSeconds(60);
    private static final Transport.Request REQUEST =
            new Transport.Request("GET", URI.create("http://localhost/"), Map.of(), null);

    private final MovingClock clock = new MovingClock();
    private final List<Duration> waits = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504, 507, 599})
    void aTransientFailureIsRetriedWithFourRequestsInAll(int status) throws IOException {
        var network = new ScriptedTransport(response(status));

        assertEquals(status, send(network).status());
        assertEquals(4, network.requests());
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 204, 302, 400, 401, 403, 404, 409, 501, 505})
    void anyOtherResponseIsTheResponse(int status) throws IOException {
        var network = new ScriptedTransport(response(status));

        assertEquals(status, send(network).status());
        assertEquals(1, network.requests());
    }

    @Test
    void aSuccessAfterTwoFailuresIsTheResponse() throws IOException {
        var network = new ScriptedTransport(response(500), response(503), response(200));

        assertEquals(200, send(network).status());
        assertEquals(3, network.requests());
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 429, 500, 503})
    void anUnsupportedAudienceIsNeverRetried(int status) throws IOException {
        var network = new ScriptedTransport(response(status, "{\"error\":{\"code\":\"AudienceNotSupported\"}}"));

        send(network);

        assertEquals(1, network.requests());
    }

    static Stream<IOException> nobodyAnswers() {
        return Stream.of(
                new ConnectException("refused"),
                new NoRouteToHostException("no route"),
                new UnknownHostException("nowhere"),
                new SocketTimeoutException("slow"),
                new InterruptedIOException("stop"),
                new SSLHandshakeException("no trust"),
                new IOException("the response is not HTTP"));
    }

    @ParameterizedTest
    @MethodSource("nobodyAnswers")
    void withoutAResponseNothingIsRetried(IOException failure) {
        var network = new ScriptedTransport(failure);

        assertSame(failure, assertThrows(IOException.class, () -> send(network)));
        assertEquals(1, network.requests());
    }

    @Test
    void aBrokenConnectionIsTriedFourTimes() {
        var network =
                new ScriptedTransport(new Transport.BrokenConnection("broken", Transport.Phase.AWAIT_RESPONSE, 1));

        assertThrows(Transport.BrokenConnection.class, () -> send(network));
        assertEquals(4, network.requests());
    }

    @Test
    void whatTheJdkHasSentAgainByItselfCountsToo() {
        var network =
                new ScriptedTransport(new Transport.BrokenConnection("broken", Transport.Phase.AWAIT_RESPONSE, 2));

        assertThrows(Transport.BrokenConnection.class, () -> send(network));
        assertEquals(2, network.requests());
    }

    @Test
    void aConnectionThatIsLikelyToBreakTwiceMoreIsNotTriedForTheFourthRequest() {
        var network = new ScriptedTransport(
                response(500), new Transport.BrokenConnection("broken", Transport.Phase.AWAIT_RESPONSE, 2));

        assertThrows(Transport.BrokenConnection.class, () -> send(network));
        assertEquals(2, network.requests());
    }

    @Test
    void theWaitDoublesAndIsShortenedByAFifthAtMost() throws IOException {
        send(new ScriptedTransport(response(500)));

        assertEquals(3, waits.size());
        for (int i = 0; i < 3; i++) {
            var whole = HALF.multipliedBy(1L << i);
            assertTrue(waits.get(i).compareTo(whole) <= 0, waits.toString());
            assertTrue(waits.get(i).compareTo(whole.multipliedBy(4).dividedBy(5)) > 0, waits.toString());
        }
    }

    @Test
    void theWaitOfOnesOwnIsNeverLongerThanEightSeconds() throws IOException {
        transport(new ScriptedTransport(response(500)), Duration.ofSeconds(5), MINUTE)
                .send(REQUEST, THIRTY);

        assertTrue(waits.stream().allMatch(wait -> wait.toMillis() <= 8_000), waits.toString());
    }

    @Test
    void theServicesOwnWaitIsKept() throws IOException {
        send(new ScriptedTransport(response(429, "", "Retry-After", "7"), response(200)));

        assertEquals(List.of(Duration.ofSeconds(7)), waits);
    }

    @Test
    void aWaitBeyondTheDeadlineEndsItAtOnceWithTheResponse() throws IOException {
        var network = new ScriptedTransport(response(429, "", "Retry-After", "30"));

        assertEquals(429, send(network).status());
        assertEquals(1, network.requests());
        assertEquals(List.of(), waits);
    }

    @Test
    void waitsForTheTokenCountAgainstItsDeadline() throws IOException {
        var network = new ScriptedTransport(response(429, "", "Retry-After", "20"));

        send(network);

        assertEquals(List.of(THIRTY, Duration.ofSeconds(10)), network.deadlines());
    }

    @Test
    void aLongestWaitAllowsEachWaitByItselfAndLeavesTheDeadlineAlone() throws IOException {
        var network = new ScriptedTransport(response(429, "", "Retry-After", "60"));

        transport(network, HALF, MINUTE).send(REQUEST, THIRTY);

        assertEquals(List.of(MINUTE, MINUTE, MINUTE), waits);
        assertEquals(List.of(THIRTY, THIRTY, THIRTY, THIRTY), network.deadlines());
    }

    @Test
    void aWaitBeyondTheLongestEndsItAtOnce() throws IOException {
        var network = new ScriptedTransport(response(429, "", "Retry-After", "61"));

        assertEquals(429, transport(network, HALF, MINUTE).send(REQUEST, THIRTY).status());
        assertEquals(1, network.requests());
    }

    @Test
    void whoWaitsIsReportedWhy() throws IOException {
        var why = new ArrayList<Transport.Response>();
        var throttled = response(429, "", "Retry-After", "1");

        new RetryingTransport(
                        new ScriptedTransport(throttled, response(200)), clock, (wait, a) -> why.add(a), HALF, null)
                .send(REQUEST, THIRTY);

        assertEquals(List.of(throttled), why);
    }

    @Test
    void anInterruptedWaitStaysAnInterruption() {
        var network = new ScriptedTransport(response(500));
        var transport = new RetryingTransport(
                network,
                clock,
                (wait, why) -> {
                    throw new InterruptedException();
                },
                HALF,
                null);

        assertThrows(InterruptedIOException.class, () -> transport.send(REQUEST, THIRTY));
        assertTrue(Thread.interrupted());
        assertEquals(1, network.requests());
    }

    private Transport.Response send(Transport network) throws IOException {
        return transport(network, HALF, null).send(REQUEST, THIRTY);
    }

    private Transport transport(Transport network, Duration firstBackoff, Duration longestWait) {
        return new RetryingTransport(
                network,
                clock,
                (wait, why) -> {
                    waits.add(wait);
                    clock.move(wait);
                },
                firstBackoff,
                longestWait);
    }
}
