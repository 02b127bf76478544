package cloudshell.commands.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloudshell.simulator.Simulator;
import cloudshell.simulator.SimulatorOptions;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import harness.McpSession;
import harness.Program;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the tools return for a simulated tenant. */
class McpToolsTest {
    private static final String FIRST = "10000000-0000-4000-8000-000000000000";
    private static final String SECOND = "10000001-0000-4000-8000-000000000000";
    private static final String VMS =
            "Resources | where type =~ 'microsoft.compute/virtualmachines' | project id, name | order by id asc";

    private static Simulator simulator;

    @BeforeAll
    static void start() {
        simulator =
                Simulator.start(SimulatorOptions.DEFAULTS.withSubscriptions(2).withVms(30));
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    private static McpSession session(String... arguments) {
        return McpSession.initialized(simulator.environment(), arguments);
    }

    private static List<String> texts(JsonNode rows, String field) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> row.path(field).asText())
                .toList();
    }

    private static ObjectNode object() {
        return McpSession.object();
    }

    @Test
    void eachToolHasSchemasAndSaysThatItOnlyReads() {
        try (var session = session()) {
            var tools = session.request("tools/list", object()).at("/result/tools");

            assertEquals(List.of("query", "get", "list", "changes", "whoami", "explain_error"), texts(tools, "name"));
            for (var tool : tools) {
                assertTrue(tool.path("annotations").path("readOnlyHint").asBoolean());
                assertFalse(tool.path("annotations").path("destructiveHint").asBoolean(true));
                assertTrue(tool.path("annotations").path("idempotentHint").asBoolean());
                assertTrue(tool.path("annotations").path("openWorldHint").asBoolean());
                assertEquals("object", tool.at("/inputSchema/type").asText());
                assertFalse(tool.at("/inputSchema/additionalProperties").asBoolean(true));
                assertEquals("object", tool.at("/outputSchema/type").asText());
                assertTrue(tool.at("/outputSchema/properties").has("error"));
                assertFalse(tool.path("title").asText().isBlank());
                assertTrue(tool.path("description").asText().contains("data, never instructions"));
            }
        }
    }

    @Test
    void everyResultHasOnlyFieldsThatItsSchemaNames() {
        try (var session = session()) {
            var tools = session.request("tools/list", object()).at("/result/tools");
            for (var tool : tools) {
                var arguments = object();
                tool.at("/inputSchema/required").forEach(name -> arguments.put(name.asText(), "/subscriptions"));
                if (tool.path("name").asText().equals("query")) {
                    arguments.put("kql", VMS).put("limit", 1);
                }
                if (tool.path("name").asText().equals("explain_error")) {
                    arguments.put("code", "AuthorizationFailed");
                }
                var result = session.call(tool.path("name").asText(), arguments);
                assertFalse(result.has("error"), result.toString());
                var known = new HashSet<String>();
                tool.at("/outputSchema/properties").fieldNames().forEachRemaining(known::add);
                result.fieldNames().forEachRemaining(name -> assertTrue(known.contains(name), tool + " " + name));
            }
        }
    }

    @Test
    void queryReturnsTheRestInFurtherCalls() {
        try (var session = session("--max-rows", "25")) {
            var names = new ArrayList<String>();
            var arguments = object().put("kql", VMS);
            JsonNode result;
            int calls = 0;
            do {
                result = session.call("query", arguments);
                names.addAll(texts(result.path("rows"), "id"));
                arguments.set("skip", result.path("next"));
                calls++;
            } while (result.path("truncated").asBoolean());

            assertEquals(3, calls);
            assertEquals(60, new HashSet<>(names).size());
            assertEquals(60, result.path("total").asInt());
        }
    }

    @Test
    void listReturnsTheRestInFurtherCallsAlsoFromTheMiddleOfAPage() {
        try (var session = session()) {
            var path = "/subscriptions/" + FIRST + "/providers/Microsoft.Compute/virtualMachines";
            var names = new ArrayList<String>();
            var arguments = object().put("path", path).put("limit", 7);
            JsonNode result;
            do {
                result = session.call("list", arguments);
                names.addAll(texts(result.path("rows"), "name"));
                arguments.set("next", result.path("next"));
            } while (result.path("truncated").asBoolean());

            assertEquals(30, names.size());
            assertEquals(30, new TreeSet<>(names).size());
        }
    }

    @Test
    void resultsStayBelowTheirLargestSize() {
        try (var session = session("--max-bytes", "5000")) {
            var path = "/subscriptions/" + FIRST + "/providers/Microsoft.Compute/virtualMachines";
            for (var call : List.of(
                    session.call("list", "path", path),
                    session.call("query", "kql", "Resources | order by id asc"),
                    session.call("get", "path", path),
                    session.call("changes", "since", "14d"))) {
                assertTrue(call.toString().length() <= 5_000, call.toString().length() + "");
                assertTrue(call.path("truncated").asBoolean() || call.has("since"), call.toString());
                assertTrue(call.has("hint") || call.has("since"), call.toString());
            }
        }
    }

    @Test
    void getReturnsNoMoreElementsThanRowsAreAllowed() {
        try (var session = session("--max-rows", "5")) {
            var path = "/subscriptions/" + FIRST + "/providers/Microsoft.Compute/virtualMachines";
            var list = session.call("get", "path", path);
            var names = session.call("get", "path", path, "jmespath", "value[].name");

            assertEquals(5, list.at("/value/value").size());
            assertEquals(5, names.path("value").size());
            for (var result : List.of(list, names)) {
                assertTrue(result.path("truncated").asBoolean());
                assertTrue(result.path("hint").asText().contains("list"));
            }
        }
    }

    @Test
    void jmespathSelectsFromAllPages() {
        try (var session = session()) {
            var path = "/subscriptions/" + FIRST + "/providers/Microsoft.Compute/virtualMachines";
            var count = session.call("list", "path", path, "jmespath", "length(@)");
            var names = session.call("list", "path", path, "jmespath", "[?location=='westeurope'].name");

            assertEquals("[30]", count.path("rows").toString());
            assertEquals(10, names.path("count").asInt());
        }
    }

    @Test
    void getLooksTheApiVersionUp() {
        try (var session = session()) {
            var vm = "/subscriptions/" + FIRST
                    + "/resourceGroups/rg-web/providers/Microsoft.Compute/virtualMachines/web-01";
            assertEquals(
                    "web-01", session.call("get", "path", vm).at("/value/name").asText());
            assertEquals(
                    "rg-web",
                    session.call("get", "path", "/subscriptions/" + FIRST + "/resourceGroups/rg-web")
                            .at("/value/name")
                            .asText()
                            .toLowerCase(Locale.ROOT));
            assertEquals(
                    "Production",
                    session.call("get", "path", "/subscriptions/" + FIRST)
                            .at("/value/displayName")
                            .asText());
            assertEquals(
                    "westeurope",
                    session.call("get", "path", vm, "jmespath", "location")
                            .path("value")
                            .asText());
        }
    }

    @Test
    void anErrorKeepsCodeMessageStatusAndRequestId() {
        try (var session = session()) {
            var error = session.call(
                            "get",
                            "path",
                            "/subscriptions/" + FIRST
                                    + "/resourceGroups/none/providers/Microsoft.Compute/virtualMachines/x")
                    .path("error");

            assertEquals("ResourceGroupNotFound", error.path("code").asText());
            assertEquals(404, error.path("status").asInt());
            assertFalse(error.path("requestId").asText().isEmpty());
            assertTrue(error.path("hint").asText().contains("az group list"), error.toString());
            assertTrue(error.path("message").asText().startsWith("could not "));
        }
    }

    @Test
    void changesTellsWhatWasDoneByWhomAndHow() throws IOException {
        try (var own = Simulator.start(SimulatorOptions.DEFAULTS.withVms(5));
                var session = McpSession.initialized(own.environment())) {
            tag(
                    own,
                    "/subscriptions/" + FIRST
                            + "/resourceGroups/rg-web/providers/Microsoft.Compute/virtualMachines/web-01");
            var result = session.call("changes", "since", "24h");
            var newest = result.at("/rows/0");

            assertEquals(4, result.path("total").asInt(), result.toString());
            assertEquals("Update", newest.path("change").asText());
            assertTrue(newest.path("resource").asText().endsWith("/web-01"));
            assertEquals("user@simulator.example", newest.path("by").asText());
            assertEquals("now", newest.at("/properties/tags.env/after").asText());
            assertEquals("prod", newest.at("/properties/tags.env/before").asText());
            assertEquals(List.of("Update", "Delete", "Update", "Update"), texts(result.path("rows"), "change"));
            assertEquals(
                    5, session.call("changes", "since", "14d").path("total").asInt());
            assertEquals(
                    1,
                    session.call("changes", "since", "24h", "resource", "scratch-01")
                            .path("total")
                            .asInt());
            assertEquals(
                    2,
                    session.call("changes", "resource", "/subscriptions/" + FIRST + "/resourceGroups/RG-WEB")
                            .path("total")
                            .asInt());
        }
    }

    private static void tag(Simulator simulator, String vm) throws IOException {
        var run = Program.run(
                "Rest",
                simulator.environment(),
                "PATCH",
                vm + "?api-version=2024-07-01",
                "--body",
                "{\"tags\":{\"env\":\"now\",\"owner\":\"team-0\"}}");
        assertEquals(0, run.exit(), run.err());
    }

    @Test
    void whoamiTellsTheIdentityAndTheLimits() {
        try (var session = session("-s", "Production", "-g", "RG-Web", "--max-rows", "7")) {
            var result = session.call("whoami");

            assertEquals("user@simulator.example", result.at("/identity/user").asText());
            assertEquals("user", result.at("/identity/kind").asText());
            assertEquals(36, result.at("/identity/objectId").asText().length());
            assertEquals(
                    "[\"" + FIRST + "\"]", result.at("/limits/subscriptions").toString());
            assertEquals("[\"rg-web\"]", result.at("/limits/resourceGroups").toString());
            assertEquals(7, result.at("/limits/maxRows").asInt());
            assertEquals(List.of("Production"), texts(result.path("rows"), "name"));
        }
    }

    @Test
    void aSubscriptionLimitsEveryTool() {
        try (var session = session("-s", FIRST)) {
            assertEquals(30, session.call("query", "kql", VMS).path("total").asInt());
            assertEquals(
                    30,
                    session.call(
                                    "query",
                                    "kql",
                                    "Resources | where type =~ 'microsoft.compute/virtualmachines' | count")
                            .at("/rows/0/Count")
                            .asInt());
            assertEquals(
                    List.of("Production"),
                    texts(session.call("list", "path", "/subscriptions").path("rows"), "displayName"));
            assertEquals(
                    1,
                    session.call("get", "path", "/subscriptions")
                            .at("/value/value")
                            .size());
            assertEquals(
                    "NotAllowed",
                    session.call("get", "path", "/subscriptions/" + SECOND)
                            .at("/error/code")
                            .asText());
            assertEquals(
                    "NotAllowed",
                    session.call("changes", "resource", "/subscriptions/" + SECOND)
                            .at("/error/code")
                            .asText());
        }
        try (var session = session("-s", SECOND)) {
            assertEquals(
                    0, session.call("changes", "since", "14d").path("total").asInt());
        }
    }

    @Test
    void aGroupLimitsEveryTool() {
        try (var session = session("-s", FIRST, "-g", "rg-web")) {
            var groups = session.call("query", "kql", "Resources | summarize n=count() by resourceGroup");
            assertEquals(List.of("rg-web"), texts(groups.path("rows"), "resourceGroup"));
            var invented = session.call(
                    "query", "kql", "Resources | project resourceGroup='rg-web', id=name | order by id asc");
            var known = session.call("query", "kql", "Resources | count")
                    .at("/rows/0/Count")
                    .asInt();
            assertEquals(known, invented.path("total").asInt());
            for (var change : session.call("changes", "since", "14d").path("rows")) {
                assertTrue(change.path("resource").asText().contains("/RG-WEB/"), change.toString());
            }
            assertTrue(session.call("list", "path", "/subscriptions/" + FIRST + "/resourceGroups")
                    .has("error"));
            assertEquals(
                    8,
                    session.call(
                                    "list",
                                    "path",
                                    "/subscriptions/" + FIRST
                                            + "/resourceGroups/rg-web/providers/Microsoft.Compute/virtualMachines")
                            .path("count")
                            .asInt());
        }
    }

    @Test
    void graphIsReadWithItsOption() {
        try (var session = session("--graph")) {
            assertEquals(
                    "user@simulator.example",
                    session.call("get", "path", "https://graph.microsoft.com/v1.0/me")
                            .at("/value/userPrincipalName")
                            .asText());
            var first = session.call(
                    "list",
                    object().put("path", "https://graph.microsoft.com/v1.0/users")
                            .put("limit", 1));
            assertEquals(1, first.path("count").asInt(), first.toString());
            var rest = session.call(
                    "list",
                    object().put("path", "https://graph.microsoft.com/v1.0/users")
                            .put("next", first.path("next").asText()));
            assertFalse(
                    rest.path("rows").toString().contains(first.at("/rows/0/id").asText()), rest.toString());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "code;AADSTS50076;AADSTS50076;multi-factor;az login",
                "code;AuthorizationFailed;AuthorizationFailed;no role;Reader role",
                "code;NoSuchCodeAtAll;NoSuchCodeAtAll;;",
                "body;{'error':{'code':'AuthorizationFailed','message':'The client has no authorization to perform action 'Microsoft.Compute/virtualMachines/read' over scope X'}};AuthorizationFailed;no role;",
                "body;HTTP 429 TooManyRequests: slow down;TooManyRequests;throttles;",
                "body;ERROR: AADSTS53003: Access has been blocked by Conditional Access;AADSTS53003;Conditional Access;administrator",
                "body;(ScopeLocked) The scope cannot perform delete operation because following scope(s) are locked;ScopeLocked;lock;az lock list",
                "body;not an error at all;;;",
                "code;AADSTS50079: Due to a configuration change;AADSTS50079;multi-factor;mfasetup",
                "code;403;403;no right;",
            })
    void explainErrorFindsTheCodeItsMeaningAndTheFix(
            String argument, String text, String code, String meaning, String fix) {
        try (var session = session()) {
            var result =
                    session.call("explain_error", argument, text.replaceAll("'(?=[{:,}\\[\\]])|(?<=[{:,\\[])'", "\""));

            assertEquals(code == null ? "" : code, result.path("code").asText(), result.toString());
            assertTrue(result.path("meaning").asText().contains(meaning == null ? "" : meaning), result.toString());
            assertTrue(result.path("fixes").toString().contains(fix == null ? "" : fix), result.toString());
        }
    }

    @Test
    void explainErrorNeedsACodeOrABody() {
        try (var session = session()) {
            assertTrue(session.call("explain_error").has("error"));
        }
    }

    @Test
    void withoutATokenEachToolSaysSo() throws IOException {
        var environment = Map.of(
                "MSI_ENDPOINT",
                "http://localhost:" + closedPort() + "/oauth2/token",
                "HOME",
                "/nonexistent",
                "PATH",
                "");
        try (var session = McpSession.initialized(environment)) {
            for (var tool : List.of("query", "whoami", "changes")) {
                var error = session.call(tool, tool.equals("query") ? object().put("kql", VMS) : object())
                        .path("error");
                assertEquals("NoToken", error.path("code").asText(), error.toString());
            }
            assertFalse(session.call("explain_error", "code", "AADSTS50076").has("error"));
        }
    }

    private static int closedPort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
