package cloudshell.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloudshell.arm.ArmErrors;
import harness.StallingServer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UrlConnectionTransportTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final UrlConnectionTransport transport = new UrlConnectionTransport(1024 * 1024);

    @Test
    void aHeaderThatCannotBeSentIsNotQuoted() {
        var request = get("http://localhost:1/", Map.of("Authorization", "Bearer s3cret\nX: y"));

        var failure = assertThrows(IOException.class, () -> transport.send(request, LONG));

        assertFalse(failure.toString().contains("s3cret"), failure.toString());
        assertEquals(null, failure.getCause());
    }

    @Test
    void aHostThatIsNotKnownIsSaidToBeUnknown() {
        var request = get("https://nowhere.invalid/", Map.of());

        var failure = assertThrows(UnknownHostException.class, () -> transport.send(request, LONG));

        assertEquals("the host is not known", ArmErrors.unanswered(failure));
    }

    @Test
    void whoeverIsInterruptedLeavesAtOnceAndStaysInterrupted() throws IOException {
        try (var server = new StallingServer("", false)) {
            Thread.currentThread().interrupt();

            assertThrows(InterruptedIOException.class, () -> transport.send(get(server.address(), Map.of()), LONG));
            assertTrue(Thread.interrupted());
        }
    }

    /** The server accepts the connection and never responds to TLS: the request was not sent, whatever its method. */
    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "POST", "PATCH"})
    void withoutATlsConnectionNothingWasSent(String method) throws IOException {
        var both = new NonIdempotentTransport(transport, 1024);
        try (var server = new StallingServer("", false)) {
            var url = URI.create(server.address().replace("http:", "https:") + "/x");
            var request =
                    new Transport.Request(method, url, Map.of(), method.equals("GET") ? null : new byte[] {'{', '}'});

            var failure = assertThrows(ConnectException.class, () -> both.send(request, Duration.ofMillis(1_200)));

            assertEquals("no connection within 1 s", ArmErrors.unanswered(failure));
        }
    }

    @Test
    void neitherRequestNorResponseShowsAHeaderOrABody() {
        var request = get("http://localhost/", Map.of("Authorization", "Bearer s3cret"));
        var response = new Transport.Response(200, Map.of("Set-Cookie", List.of("s3cret")), "s3cret".getBytes(UTF_8));

        assertEquals("GET http://localhost/", request.toString());
        assertEquals("HTTP 200", response.toString());
    }

    private static Transport.Request get(String url, Map<String, String> headers) {
        return new Transport.Request("GET", URI.create(url), headers, null);
    }
}
