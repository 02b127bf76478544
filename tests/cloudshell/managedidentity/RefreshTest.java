package cloudshell.managedidentity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloudshell.token.Audience;
import cloudshell.token.Cloud;
import cloudshell.token.Failure;
import cloudshell.token.TokenException;
import cloudshell.token.Tokens;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import harness.MovingClock;
import java.io.IOException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A job that outlives its tokens, against a clock that a test moves. */
class RefreshTest {
    private static final Audience VAULT = new Audience("https://vault.azure.net");

    private final MovingClock clock = new MovingClock();
    private final FakeTokenSource source = new FakeTokenSource(clock);
    private final TokenIssuer issuer =
            new TokenIssuer(new Tokens(source, Cloud.PUBLIC, clock), EndpointOptions.DEFAULTS, clock);

    @ParameterizedTest
    @ValueSource(ints = {7, 61, 299, 600, 3541, 3599})
    void noCallOfTenHoursGetsATokenWithLessThanAMinuteLeft(int stepSeconds) throws IOException {
        for (int second = 0; second < 36_000; second += stepSeconds) {
            var left = ask("").path("expires_in").asInt();

            assertTrue(left >= 60, left + " s left after " + second + " s");
            clock.move(Duration.ofSeconds(stepSeconds));
        }
    }

    @Test
    void whileTheSourceFailsTheCachedTokenIsIssuedAndThenTheReasonIsReported() throws IOException {
        ask("");
        source.failing(new TokenException(Failure.FAILED, VAULT, "no network", "", new IOException()));

        clock.move(Duration.ofMinutes(59));
        assertEquals("secret-1", ask("").path("access_token").asText());
        clock.move(Duration.ofMinutes(2));
        assertTrue(ask("").path("message").asText().contains("no network"));
        source.failing(null);
        assertEquals("secret-2", ask("").path("access_token").asText());
    }

    @Test
    void aSourceThatReturnsTheSameTokenIsCalledEvery30SecondsAtMost() throws IOException {
        source.repeat(VAULT);
        ask("");
        clock.move(Duration.ofMinutes(58).plusSeconds(30));
        int before = source.requested().size();

        for (int second = 0; second < 85; second++) {
            assertEquals("secret-1", ask("").path("access_token").asText());
            clock.move(Duration.ofSeconds(1));
        }
        assertTrue(source.requested().size() - before <= 6, source.requested().size() - before + " requests");
        clock.move(Duration.ofSeconds(10));
        assertEquals("secret-2", ask("").path("access_token").asText());
    }

    @Test
    void tokensThatLiveForSecondsAreIssuedAndNotRequestedTwice() throws IOException {
        source.living(Duration.ofSeconds(20));

        for (int i = 1; i <= 50; i++) {
            assertEquals("secret-" + i, ask("").path("access_token").asText());
            ask("");
            assertEquals(i, source.requested().size());
            clock.move(Duration.ofSeconds(20));
        }
    }

    @Test
    void aTokenThatAServiceHasDeniedIsRefreshedOnce() throws Exception {
        ask("");
        var rejected = sha256("secret-1");

        assertEquals(
                "secret-2",
                ask("&token_sha256_to_refresh=" + rejected).path("access_token").asText());
        assertEquals(
                "secret-2",
                ask("&token_sha256_to_refresh=" + rejected).path("access_token").asText());
        assertEquals("secret-2", ask("&xms_cc=cp1").path("access_token").asText());
        assertEquals(2, source.requested().size());
    }

    @Test
    void sixtyFourThatAskAtOnceForANewAudienceMakeOneRequest() throws Exception {
        var start = new CountDownLatch(1);
        var threads = Executors.newFixedThreadPool(64);
        try {
            Callable<String> asker = () -> {
                start.await();
                return ask("").path("access_token").asText();
            };
            var responses =
                    IntStream.range(0, 64).mapToObj(i -> threads.submit(asker)).toList();
            start.countDown();
            var tokens = new ArrayList<String>();
            for (var response : responses) {
                tokens.add(response.get());
            }

            assertEquals("secret-1", tokens.stream().distinct().collect(Collectors.joining()));
            assertEquals(1, source.requested().size());
            assertEquals(64L, issuer.issued().get(VAULT.resource()));
        } finally {
            threads.shutdownNow();
        }
    }

    private JsonNode ask(String more) throws IOException {
        var response = issuer.respond(new Protocol.AppService(), "resource=" + VAULT.resource() + more, new byte[0]);
        return new JsonMapper().readTree(response.body());
    }

    private static String sha256(String secret) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(secret.getBytes()));
    }
}
