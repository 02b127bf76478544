package cloudshell.arm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloudshell.CloudShell;
import cloudshell.http.Transport;
import cloudshell.token.AccessToken;
import cloudshell.token.Settings;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import harness.RawServer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArmWritesTest {
    private static final String PATH = "/subscriptions/s/x/start?api-version=1";

    private final List<Duration> pauses = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(ints = {200, 202, 204})
    void anEmptySuccessIsAMissingNode(int status) {
        try (var server = RawServer.start(RawServer.Response.http(status, "", new byte[0]))) {
            assertTrue(arm(server).post(PATH, null).isMissingNode());
            assertTrue(arm(server).delete(PATH).isMissingNode());
        }
    }

    @Test
    void noBodyIsSentForNull() {
        try (var server = RawServer.start(RawServer.Response.http(202, "", new byte[0]))) {
            arm(server).post(PATH, null);

            assertEquals("", server.requests().get(0).body());
            assertEquals("", server.requests().get(0).header("Content-Type"));
        }
    }

    @Test
    void eachMethodSendsItsBodyAndReturnsTheResource() {
        try (var server = RawServer.start(RawServer.Response.json("{\"name\":\"x\"}"))) {
            var arm = arm(server);
            var body = JsonNodeFactory.instance.objectNode().put("a", 1);

            assertEquals("x", arm.put(PATH, body).path("name").asText());
            assertEquals("x", arm.patch(PATH, body).path("name").asText());
            assertEquals(
                    List.of("PUT", "PATCH"),
                    server.requests().stream()
                            .map(request -> request.line().replaceFirst(" .*", ""))
                            .toList());
            assertEquals("{\"a\":1}", server.requests().get(1).body());
        }
    }

    /** Retry-After of the first response, and the pause before the first poll. */
    @ParameterizedTest
    @CsvSource({"0, 1", "3, 3", "31536000, 60"})
    void awaitPausesBetweenOneSecondAndTheLongestWait(String retryAfter, int seconds) {
        try (var server = RawServer.start((request, connection) -> {
            var host = "http://" + request.header("Host");
            RawServer.send(
                    connection,
                    request.line().startsWith("POST")
                            ? RawServer.message(
                                    202,
                                    "Azure-AsyncOperation: " + host + "/operations/1\r\nRetry-After: " + retryAfter
                                            + "\r\n",
                                    new byte[0])
                            : RawServer.message(
                                    200,
                                    "Content-Type: application/json\r\n",
                                    "{\"status\":\"Succeeded\"}".getBytes()));
        })) {
            var result = arm(server).await("POST", PATH, null);

            assertEquals("Succeeded", result.path("status").asText());
            assertEquals(List.of(Duration.ofSeconds(seconds)), pauses);
        }
    }

    @Test
    void awaitResumesAnOperationByItsUrl() {
        try (var server = RawServer.start((request, connection) -> RawServer.send(
                connection,
                RawServer.message(
                        200,
                        "Content-Type: application/json\r\n",
                        (pauses.size() < 2 ? "{\"status\":\"InProgress\"}" : "{\"status\":\"Succeeded\"}")
                                .getBytes())))) {
            assertEquals(
                    "Succeeded",
                    arm(server)
                            .await(server.address() + "/operations/1")
                            .path("status")
                            .asText());
            assertEquals(2, pauses.size());
        }
    }

    @Test
    void aFailedOperationIsAnErrorWithItsReason() {
        try (var server = RawServer.start(RawServer.Response.json(
                "{\"status\":\"Failed\",\"error\":{\"code\":\"AllocationFailed\",\"message\":\"no capacity\"}}"))) {
            var failure = assertThrows(ArmException.class, () -> arm(server).await("/operations/1"));

            assertTrue(failure.getMessage().contains("ended as 'Failed': AllocationFailed: no capacity"));
        }
    }

    private Arm arm(RawServer server) {
        var settings = Settings.of(Map.of("AZURE_RESOURCE_MANAGER_ENDPOINT", server.address()))
                .withPause((Duration wait, Transport.Response why) -> pauses.add(wait));
        var token = new AccessToken("https://x", Instant.parse("2099-01-01T00:00:00Z"), "good-token");
        return CloudShell.connect(settings, audience -> token).arm();
    }
}
