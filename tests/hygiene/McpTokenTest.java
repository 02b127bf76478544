package hygiene;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import harness.McpSession;
import harness.RawServer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A canary for a token in a session of {@code mcp}: it is in nothing that the server writes, whatever Azure returns. */
class McpTokenTest {
    private static final String JSON = "Content-Type: application/json\r\n";

    /** What echoes a token in an error or a link, and what echoes it in a result. */
    static Stream<UnaryOperator<String>> echoes() {
        return Stream.concat(
                TokenStaysInsideTest.answersThatEchoTheToken(),
                Stream.of(
                        token -> Canary.message(
                                200,
                                JSON,
                                "{\"value\":[{\"id\":\"" + token + "\",\"" + token + "\":[\"" + token + "\"]}]}"),
                        token -> Canary.message(
                                200, JSON, "{\"data\":[{\"x\":\"a " + token + " b\"}],\"totalRecords\":1}"),
                        token -> Canary.message(
                                200, JSON, "{\"a\":\"Bearer " + token + "\",\"b\":\"" + split(token) + "\"}"),
                        token -> Canary.message(200, JSON, "\"" + token + "\"")));
    }

    /** With a character in it that nobody sees, so that it is another text until that is removed. */
    private static String split(String token) {
        return token.substring(0, 5) + "\\u200b" + token.substring(5);
    }

    @ParameterizedTest
    @MethodSource("echoes")
    void itIsInNothingThatTheServerWrites(UnaryOperator<String> echo) {
        for (var token : List.of(Canary.WEB_TOKEN, Canary.OPAQUE)) {
            try (var server = Canary.handedOut(token, (request, connection) -> {
                var sent = request.header("Authorization").replace("Bearer ", "");
                RawServer.send(connection, echo.apply(sent).getBytes(UTF_8));
            })) {
                try (var session = McpSession.initialized(environment(server), "--max-wait", "1", "--graph")) {
                    var calls = calls();
                    calls.forEach(call -> session.sendRequest("tools/call", call));
                    calls.forEach(call -> session.read());
                    session.request("tools/list", McpSession.object());

                    assertFalse(Canary.isIn(session.everything()), session.everything());
                    assertEquals("", session.err());
                }
                assertTrue(server.requests().stream().anyMatch(request -> Canary.isIn(request.headers())));
            }
        }
    }

    private static List<ObjectNode> calls() {
        return List.of(
                McpSession.toolCall("whoami", McpSession.object()),
                McpSession.toolCall("query", McpSession.object().put("kql", "Resources")),
                McpSession.toolCall("get", McpSession.object().put("path", "/subscriptions/a/providers/B/c/d")),
                McpSession.toolCall("get", McpSession.object().put("path", "/subscriptions/a")),
                McpSession.toolCall("list", McpSession.object().put("path", "/subscriptions")),
                McpSession.toolCall(
                        "list",
                        McpSession.object().put("path", "/subscriptions").put("jmespath", "[].to_string(@)")),
                McpSession.toolCall("changes", McpSession.object()));
    }

    @Test
    void aTokenEndpointThatEchoesItIsNotQuoted() {
        var body = "{\"error\":{\"code\":\"x\",\"message\":\"" + Canary.WEB_TOKEN + "\"}}";
        try (var server = RawServer.start(RawServer.Response.http(400, JSON, body.getBytes(UTF_8)));
                var session = McpSession.initialized(environment(server))) {
            assertTrue(session.call("whoami").has("error"));

            assertFalse(Canary.isIn(session.everything() + session.err()), session.everything());
        }
    }

    private static Map<String, String> environment(RawServer server) {
        var environment = new HashMap<>(server.environment());
        environment.put("HOME", "/nonexistent");
        environment.put("PATH", "");
        return environment;
    }
}
