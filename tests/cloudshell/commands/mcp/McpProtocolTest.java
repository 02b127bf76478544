package cloudshell.commands.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloudshell.simulator.Simulator;
import cloudshell.simulator.SimulatorOptions;
import cloudshell.token.AccessToken;
import cloudshell.token.Settings;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import harness.Expect;
import harness.McpSession;
import harness.MovingClock;
import harness.Program;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server does with the messages of a client, good ones and others. */
@Timeout(60)
class McpProtocolTest {
    private static final McpOptions OPEN = FakeAzure.options(List.of(), List.of(), false);

    private static McpSession session(FakeAzure azure) {
        var session = McpSession.with(
                (in, out, err) -> azure.server(OPEN).serve(in, out).ordinal());
        session.initialize();
        return session;
    }

    private static ObjectNode get(String path) {
        return McpSession.toolCall("get", McpSession.object().put("path", path).put("api-version", "2021-04-01"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "garbage",
                "{",
                "{}",
                "[]",
                "null",
                "1",
                "\"text\"",
                "{\"jsonrpc\":\"2.0\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":1}",
                "{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"ping\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":1.5,\"method\":\"ping\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"ping\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":7}",
                "{\"id\":1,\"method\":\"ping\"",
                "[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}]",
                "\u0000\u0001\u0002",
                "\ufffd\ufffe",
            })
    void aLineThatIsNoMessageIsReportedAndTheSessionGoesOn(String line) {
        try (var session = session(FakeAzure.json("{}"))) {
            session.sendText(line + "\n");
            int id = session.sendRequest("ping", McpSession.object());
            JsonNode message = session.read();
            if (message.path("id").asInt(-1) != id) {
                assertTrue(message.at("/error/message").isTextual(), message.toString());
                message = session.read();
            }
            assertEquals(id, message.path("id").asInt(), message.toString());
            assertEquals("", session.err());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/unknown\"}",
                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\"}",
                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":99}}",
                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":[1]}",
                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/roots/list_changed\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":77,\"result\":{}}",
                "{\"jsonrpc\":\"2.0\",\"id\":77,\"error\":{\"code\":1,\"message\":\"x\"}}",
                "",
                "   ",
            })
    void whatNeedsNoResponseGetsNone(String line) {
        try (var session = session(FakeAzure.json("{}"))) {
            session.sendText(line + "\n");
            int id = session.sendRequest("ping", McpSession.object());
            JsonNode message;
            do {
                message = session.read();
            } while (message.has("method"));
            assertEquals(id, message.path("id").asInt(), message.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"tools/none", "resources/list", "prompts/list", "completion/complete", "sampling/createMessage"})
    void anUnknownMethodIsAnError(String method) {
        try (var session = session(FakeAzure.json("{}"))) {
            assertEquals(
                    -32601,
                    session.request(method, McpSession.object())
                            .at("/error/code")
                            .asInt());
        }
    }

    @Test
    void parametersThatDoNotFitAreAnErrorWithoutNamesOfClasses() {
        try (var session = session(FakeAzure.json("{}"))) {
            for (var parameters : List.of(
                    McpSession.object().put("name", "none"),
                    McpSession.object().set("name", McpSession.object()),
                    McpSession.object().put("name", "get").put("arguments", "x"))) {
                var error = session.request("tools/call", parameters).path("error");
                assertEquals(-32602, error.path("code").asInt(), error.toString());
                assertFalse(error.toString().contains("modelcontextprotocol"), error.toString());
            }
        }
    }

    @Test
    void aRequestBeforeTheHandshakeIsRejectedAndTheHandshakeStillWorks() {
        try (var session = McpSession.with((in, out, err) ->
                FakeAzure.json("{}").server(OPEN).serve(in, out).ordinal())) {
            assertTrue(session.request("tools/list", McpSession.object()).has("error"));
            assertEquals(
                    "2025-06-18",
                    session.initialize().at("/result/protocolVersion").asText());
            assertTrue(session.request("tools/list", McpSession.object()).has("result"));
        }
    }

    @Test
    void aMessageOfAnySizeIsRejectedWithoutKeepingIt() {
        try (var session = session(FakeAzure.json("{}"))) {
            var part = "x".repeat(1 << 16);
            for (int i = 0; i < 100; i++) {
                session.sendText(part);
            }
            session.sendText("\n");
            assertTrue(session.read().at("/error/message").asText().contains("larger"));
            assertTrue(session.request("ping", McpSession.object()).has("result"));
        }
    }

    @Test
    void halfALineAtTheEndIsNoMessage() {
        var azure = FakeAzure.json("{}");
        var session = session(azure);
        session.sendText("{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"tools/call\",\"params\":{\"name\":\"whoami\"}}");

        assertEquals(0, session.end());
        assertEquals(List.of(), azure.sent());
        assertEquals("", session.err());
    }

    @Test
    void aResponseIsOnOneLineAndNothingElseIsWritten() {
        try (var session = session(FakeAzure.json("{\"a\":\"line\\nbreak\\u2028\"}"))) {
            session.request("tools/call", get("/subscriptions/a"));
            session.request("ping", McpSession.object());
            assertEquals(3, session.everything().lines().count(), session.everything());
        }
    }

    @Test
    void whatPrintsToStandardOutputDoesNotReachTheClient() {
        var environment = Map.of("HOME", "/nonexistent");
        try (var session = McpSession.initialized(environment)) {
            System.out.println("stray text");
            assertTrue(session.request("ping", McpSession.object()).has("result"));
            assertTrue(session.err().contains("stray text"), session.err());
        }
    }

    @Test
    void twoRequestsRunAtOnce() {
        var both = new CyclicBarrier(2);
        var azure = new FakeAzure(request -> {
            try {
                both.await(30, TimeUnit.SECONDS);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            return FakeAzure.response(200, "{}");
        });
        try (var session = session(azure)) {
            int first = session.sendRequest("tools/call", get("/subscriptions/a"));
            int second = session.sendRequest("tools/call", get("/subscriptions/b"));
            var ids = new ArrayList<Integer>();
            for (int i = 0; i < 2; i++) {
                var message = session.read();
                assertFalse(message.at("/result/isError").asBoolean(), message.toString());
                ids.add(message.path("id").asInt());
            }
            assertTrue(ids.containsAll(List.of(first, second)));
        }
    }

    @Test
    void anyNumberOfRequestsAtOnceHasABound() {
        var azure = new FakeAzure(request -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return FakeAzure.response(200, "{}");
        });
        var session = session(azure);
        for (int i = 0; i < 300; i++) {
            session.sendRequest("tools/call", get("/subscriptions/a"));
        }
        assertTrue(session.read().at("/error/message").asText().contains("too many"));
        assertEquals(0, session.end());
    }

    @Test
    void aCancelledRequestEndsItsWorkAndGetsNoResponse() throws InterruptedException {
        var started = new CountDownLatch(1);
        var interrupted = new CountDownLatch(1);
        var azure = new FakeAzure(request -> {
            if (request.uri().getPath().endsWith("/slow")) {
                started.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    interrupted.countDown();
                    Thread.currentThread().interrupt();
                }
            }
            return FakeAzure.response(200, "{}");
        });
        try (var session = session(azure)) {
            int slow = session.sendRequest("tools/call", get("/subscriptions/slow"));
            assertTrue(started.await(30, TimeUnit.SECONDS));
            var cancelled = McpSession.object().put("jsonrpc", "2.0").put("method", "notifications/cancelled");
            cancelled.putObject("params").put("requestId", slow).put("reason", "no longer needed");
            session.send(cancelled);
            assertTrue(interrupted.await(30, TimeUnit.SECONDS));

            var next = session.request("tools/call", get("/subscriptions/quick"));
            assertFalse(next.at("/result/isError").asBoolean(), next.toString());
            assertFalse(session.everything().contains("\"id\":" + slow + ","), session.everything());
        }
    }

    @Test
    void itEndsWithItsClientAlsoWhileARequestRuns() throws InterruptedException {
        var started = new CountDownLatch(1);
        var interrupted = new CountDownLatch(1);
        var azure = new FakeAzure(request -> {
            started.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
                Thread.currentThread().interrupt();
            }
            return FakeAzure.response(200, "{}");
        });
        var session = session(azure);
        session.sendRequest("tools/call", get("/subscriptions/a"));
        assertTrue(started.await(30, TimeUnit.SECONDS));

        assertEquals(0, session.end());
        assertTrue(interrupted.await(30, TimeUnit.SECONDS));
    }

    @Test
    void requestsBeforeTheEndOfTheInputGetTheirResponses() {
        var session = session(FakeAzure.json("{\"a\":1}"));
        int id = session.sendRequest("tools/call", get("/subscriptions/a"));

        assertEquals(0, session.end());
        assertEquals(id, session.read().path("id").asInt());
    }

    @Test
    void aClientThatNoLongerReadsEndsItWithOne() {
        var session = session(FakeAzure.json("{}"));
        session.stopReading();
        session.sendRequest("ping", McpSession.object());

        assertEquals(1, session.exitCode());
        assertEquals("", session.err());
    }

    @Test
    void progressOfALongListIsReportedToWhoAsksForIt() {
        var pages = new AtomicInteger();
        var azure = new FakeAzure(request -> FakeAzure.response(
                200,
                "{\"value\":[{\"n\":1},{\"n\":2}]"
                        + (pages.incrementAndGet() % 4 == 0
                                ? "}"
                                : ",\"nextLink\":\"https://management.azure.com/subscriptions?api-version=1&p=" + pages
                                        + "\"}")));
        try (var session = session(azure)) {
            var call = McpSession.toolCall("list", McpSession.object().put("path", "/subscriptions?api-version=1"));
            assertEquals(
                    8,
                    session.request("tools/call", call)
                            .at("/result/structuredContent/count")
                            .asInt());
            assertEquals(List.of(), session.notifications());

            call.putObject("_meta").put("progressToken", "token-1");
            session.request("tools/call", call);
            var reported = session.notifications().stream()
                    .map(each -> each.at("/params/progressToken").asText() + " "
                            + each.at("/params/progress").asInt())
                    .toList();
            assertEquals(List.of("token-1 2", "token-1 4", "token-1 6"), reported);
        }
    }

    @Test
    void aListThatGoesRoundIsAnError() {
        var azure = FakeAzure.json("{\"value\":[{\"n\":1}],\"nextLink\":\"/subscriptions?api-version=1\"}");
        var result = FakeAzure.call(azure.server(OPEN), "list", Map.of("path", "/subscriptions?api-version=1"));

        assertTrue(result.at("/error/message").asText().contains("twice"), result.toString());
    }

    @Test
    void aSessionLongerThanATokenGetsNewTokens() {
        var clock = new MovingClock();
        var issued = new AtomicInteger();
        var azure = FakeAzure.json("{}");
        var settings = Settings.of(Map.of());
        var server = new ReadOnlyServer(
                new Settings(
                        Map.of(),
                        settings.timeout(),
                        settings.maxWait(),
                        false,
                        settings.signIn(),
                        (wait, why) -> {},
                        clock),
                audience -> new AccessToken(
                        audience.resource(), clock.instant().plusSeconds(60), "token-" + issued.incrementAndGet()),
                OPEN,
                sender -> azure);
        try (var session =
                McpSession.with((in, out, err) -> server.serve(in, out).ordinal())) {
            session.initialize();
            for (int minute = 0; minute < 30; minute++) {
                var result = session.request("tools/call", get("/subscriptions/a"));
                assertFalse(result.at("/result/isError").asBoolean(), result.toString());
                clock.move(Duration.ofSeconds(61));
            }
        }
        assertEquals(30, azure.requests().size());
        assertEquals(
                30,
                azure.requests().stream()
                        .map(request -> request.headers().get("Authorization"))
                        .distinct()
                        .count());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-s=",
                "-g=",
                "-g=a/b",
                "-g=a'b",
                "-g=..",
                "-g=x.",
                "--max-rows=0",
                "--max-rows=1001",
                "--max-rows=x",
                "--max-bytes=1",
                "--max-bytes=99999999999",
                "--source=none",
                "--cloud=none",
                "argument",
                "--write",
                "-s=No such name"
            })
    void wrongOptionsAreReportedBeforeTheSessionBegins(String option) {
        try (var simulator = Simulator.start(SimulatorOptions.DEFAULTS)) {
            var run = Program.run(
                    "Mcp",
                    simulator.environment(),
                    option.startsWith("-") && option.charAt(1) != '-'
                            ? new String[] {option.substring(0, 2), option.substring(3)}
                            : new String[] {option});

            Expect.failure(run, 2, "mcp", "");
        }
    }

    @Test
    void anEmptyInputEndsItWithoutAWord() {
        var run = Program.run("Mcp", Map.of());

        assertEquals(0, run.exit());
        assertEquals("", run.out());
        assertEquals("", run.err());
    }
}
