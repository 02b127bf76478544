package cloudshell.commands.mcp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloudshell.http.Transport;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an agent, or Azure itself, may try against the limits of the server. */
class ReadOnlyServerAttackTest {
    private static final String MINE = "11111111-0000-4000-8000-000000000001";
    private static final String OTHER = "22222222-0000-4000-8000-000000000002";
    private static final String ARM = "https://management.azure.com";
    private static final String IN_GROUP = "/subscriptions/" + MINE + "/resourceGroups/rg-web";
    private static final McpOptions LIMITED = FakeAzure.options(List.of(MINE), List.of("rg-web"), false);
    private static final McpOptions OPEN = FakeAzure.options(List.of(), List.of(), false);

    static Stream<String> pathsThatLeave() {
        return Stream.of(
                "https://evil.example/subscriptions/" + MINE,
                "https://management.azure.com.evil.example" + IN_GROUP,
                "https://management.azure.com@evil.example" + IN_GROUP,
                "https://user:pass@management.azure.com" + IN_GROUP,
                "http://management.azure.com" + IN_GROUP,
                "https://management.azure.com:8443" + IN_GROUP,
                "https://management.azure.com\\@evil.example" + IN_GROUP,
                "https:\\\\evil.example" + IN_GROUP,
                "https:evil.example",
                "https:///evil.example",
                "//evil.example" + IN_GROUP,
                "///evil.example",
                "/\\evil.example",
                "\\\\evil.example",
                "ftp://management.azure.com" + IN_GROUP,
                "file:///etc/passwd",
                "javascript:alert(1)",
                "data:,x",
                "gopher://127.0.0.1:1",
                "http://169.254.169.254/metadata/identity/oauth2/token",
                "http://localhost:50342/oauth2/token",
                "https://vault.azure.net/secrets/a",
                "https://graph.microsoft.com/v1.0/me",
                "https://management.azure.com" + IN_GROUP + "#x",
                "https://management.azure.com\r\nHost: evil" + IN_GROUP,
                " https://evil.example",
                "subscriptions/" + MINE);
    }

    @ParameterizedTest
    @MethodSource("pathsThatLeave")
    void noRequestLeavesForAnotherOrigin(String path) {
        var azure = FakeAzure.json("{\"value\":[]}");
        for (var options : List.of(OPEN, LIMITED)) {
            var server = azure.server(options);
            for (var tool : List.of("get", "list")) {
                var result = FakeAzure.call(server, tool, Map.of("path", path, "api-version", "2021-04-01"));
                assertTrue(result.has("error"), result.toString());
            }
            var next = FakeAzure.call(
                    server, "list", Map.of("path", IN_GROUP, "next", "0@" + path, "api-version", "2021-04-01"));
            assertTrue(next.has("error"), next.toString());
        }
        assertEquals(List.of(), azure.sent());
    }

    static Stream<String> pathsOutsideOfTheLimits() {
        return Stream.of(
                "/subscriptions",
                "/tenants",
                "/providers",
                "/providers/Microsoft.Management/managementGroups",
                "/subscriptions/" + MINE,
                "/subscriptions/" + MINE + "/resourceGroups",
                "/subscriptions/" + MINE + "/resourceGroups/rg-api",
                "/subscriptions/" + OTHER + "/resourceGroups/rg-web",
                IN_GROUP + "/../rg-api",
                IN_GROUP + "/%2e%2e/rg-api",
                IN_GROUP + "/%252e%252e/rg-api",
                IN_GROUP + "%2f..%2frg-api",
                IN_GROUP + "/..;/rg-api",
                IN_GROUP + "\\..\\rg-api",
                IN_GROUP + "/.%2e/rg-api",
                IN_GROUP + "//../rg-api",
                IN_GROUP + "/\uff0e\uff0e/rg-api",
                "//subscriptions/" + MINE + "/resourceGroups/rg-web",
                "/./subscriptions/" + MINE + "/resourceGroups/rg-web",
                "/subscriptions/" + OTHER + "/resourceGroups/rg-api?x=" + IN_GROUP,
                IN_GROUP + "/resources?scope=/subscriptions/" + OTHER,
                IN_GROUP + "/resources?$filter=id%20eq%20'%2FSubscriptions%2F" + OTHER + "'",
                IN_GROUP + "/resources?a=%252fsubscriptions%252f" + OTHER,
                IN_GROUP + "/resources?target=/subscriptions/" + MINE + "/resourcegroups/rg-api/providers/a/b/c",
                ARM + "/subscriptions/" + OTHER + "/resourceGroups/rg-web",
                ARM + "/" + IN_GROUP,
                ARM + IN_GROUP + "/../rg-api");
    }

    @ParameterizedTest
    @MethodSource("pathsOutsideOfTheLimits")
    void noRequestLeavesForAPathOutsideOfTheLimits(String path) {
        var azure = FakeAzure.json("{\"value\":[]}");
        var server = azure.server(LIMITED);
        for (var tool : List.of("get", "list")) {
            var result = FakeAzure.call(server, tool, Map.of("path", path, "api-version", "2021-04-01"));
            assertTrue(result.has("error"), result.toString());
        }
        var next = FakeAzure.call(
                server, "list", Map.of("path", IN_GROUP, "next", "0@" + path, "api-version", "2021-04-01"));
        assertTrue(next.has("error"), next.toString());
        if (path.startsWith("/")) {
            var changes = FakeAzure.call(server, "changes", Map.of("resource", path));
            assertTrue(changes.has("error"), changes.toString());
        }
        assertEquals(List.of(), azure.sent());
    }

    /** The logs of a workspace can be queried with a GET, and such a query can read all of Resource Graph. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/query?query=arg('').Resources",
                "/query?api-version=2017-10-01&QUERY=arg('').Resources",
                "/query?%71uery=x",
                "/query?a=1;query=x",
                "/query??query=x",
                "/query?%20query=x",
                "/providers/Microsoft.Insights/logs?api-version=1&query=workspace('x').T",
            })
    void noQueryIsSentInAPath(String rest) {
        var azure = FakeAzure.json("{\"value\":[]}");
        var path = IN_GROUP + "/providers/Microsoft.OperationalInsights/workspaces/w" + rest;
        for (var options : List.of(OPEN, LIMITED)) {
            var result = FakeAzure.call(azure.server(options), "get", Map.of("path", path, "api-version", "1"));
            assertEquals("NotAllowed", result.at("/error/code").asText(), result.toString());
        }
        assertEquals(List.of(), azure.sent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?$filter=resourceType eq 'a/b' and name eq 'query'",
                "?$expand=createdTime&$top=5",
                "?target=" + IN_GROUP + "/providers/a/b/c",
                "?$filter=id%20eq%20'%2FSubscriptions%2F" + MINE + "'",
                "?$skiptoken=eyJhIjoicXVlcnk9In0%3d",
            })
    void aQueryOfAPathMayNameWhatIsWithinTheLimits(String query) {
        var azure = FakeAzure.json("{\"value\":[]}");
        FakeAzure.call(
                azure.server(LIMITED), "list", Map.of("path", IN_GROUP + "/resources" + query, "api-version", "1"));
        assertEquals(1, azure.sent().size());
    }

    @Test
    void aPathIsSentAsItWasChecked() {
        var azure = FakeAzure.json("{\"value\":[]}");
        FakeAzure.call(
                azure.server(LIMITED),
                "get",
                Map.of("path", "/%73ubscriptions/" + MINE + "/resourceGroups/RG%2Dweb/", "api-version", "2021-04-01"));

        assertEquals(
                List.of("GET " + ARM + "/subscriptions/" + MINE + "/resourceGroups/RG-web?api-version=2021-04-01"),
                azure.sent());
    }

    @ParameterizedTest
    @CsvSource({
        "/subscriptions, 2022-12-01",
        "/subscriptions/a, 2022-12-01",
        "/subscriptions/a/locations, 2022-12-01",
        "/tenants, 2022-12-01",
        "/subscriptions/a/resourceGroups, 2021-04-01",
        "/subscriptions/a/resourceGroups/b, 2021-04-01",
        "/subscriptions/a/resources, 2021-04-01",
        "/subscriptions/a/providers, 2021-04-01",
        "/subscriptions/a/providers/B, 2021-04-01",
        "/providers, 2021-04-01",
        "/subscriptions/a/providers/B/c, 2024-03-01",
        "/subscriptions/a/providers/B/c/d/e, 2023-01-01",
        "/subscriptions/a/resourceGroups/g/providers/B/C/d/x/y, 2024-03-01",
        "/subscriptions/a/providers/Z/z/z/providers/B/only, 2025-01-01-preview",
        "/subscriptions/a?api-version=1, 1",
        "/subscriptions/a?API-VERSION=1, 1",
    })
    void anApiVersionIsLookedUpWithAGetOfTheProvider(String path, String version) {
        var azure = FakeAzure.json("""
                {"namespace":"B","resourceTypes":[
                  {"resourceType":"c","apiVersions":["2025-01-01-preview","2023-06-01","2024-03-01"]},
                  {"resourceType":"c/e","apiVersions":["2023-01-01"]},
                  {"resourceType":"only","apiVersions":["2024-01-01-preview","2025-01-01-preview"]}]}""");
        FakeAzure.call(azure.server(OPEN), "get", Map.of("path", path));

        var sent = azure.sent();
        assertTrue(
                sent.get(sent.size() - 1).toLowerCase(Locale.ROOT).endsWith("api-version=" + version), sent.toString());
        assertEquals(version.compareTo("2023") > 0 ? 2 : 1, sent.size(), sent.toString());
        assertTrue(sent.stream().allMatch(each -> each.startsWith("GET " + ARM + "/")), sent.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/subscriptions/" + MINE + "/resourceGroups/rg-web?api-version=1",
                "https://management.azure.com.evil.example/subscriptions/x",
                "http://management.azure.com/subscriptions/x",
                "https://management.azure.com@evil.example/subscriptions/x",
                "//evil.example/subscriptions/x",
                "/subscriptions/" + OTHER + "/resourceGroups/rg-web/resources?api-version=1",
                "https://management.azure.com/subscriptions/" + MINE + "/resourceGroups/rg-web/../rg-api?api-version=1",
                "https://graph.microsoft.com/v1.0/me",
            })
    void aNextLinkToElsewhereIsNotFollowedAndTheListIsAnError(String link) {
        for (var options : List.of(LIMITED, FakeAzure.options(List.of(MINE), List.of("rg-web"), true))) {
            var azure = FakeAzure.json("{\"value\":[{\"name\":\"a\"}],\"nextLink\":\"" + link + "\"}");
            var result = FakeAzure.call(
                    azure.server(options),
                    "list",
                    Map.of("path", IN_GROUP + "/resources", "api-version", "2021-04-01"));

            assertTrue(result.has("error"), result.toString());
            assertEquals(1, azure.sent().size(), azure.sent().toString());
        }
    }

    @Test
    void aRedirectIsAnErrorAndIsNotFollowed() {
        for (int status : List.of(301, 302, 303, 307, 308)) {
            var azure = new FakeAzure(request ->
                    new Transport.Response(status, Map.of("Location", List.of("https://evil.example/")), new byte[0]));
            var result = FakeAzure.call(
                    azure.server(OPEN), "get", Map.of("path", "/subscriptions/a", "api-version", "2021-04-01"));

            assertTrue(result.at("/error/message").asText().contains("redirect"), result.toString());
            assertEquals(1, azure.sent().size());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Resources; Resources",
                "union Resources",
                "Resources | join (UnknownTable) on id",
                "Resources | where id in (UnknownTable)",
                "Resources | extend x = toscalar(Resources | count)",
                "let x = Resources; x",
                "externaldata(a:string)['https://evil.example']",
            })
    void aQueryThatCouldEscapeIsNotSent(String kql) {
        var azure = FakeAzure.json("{\"totalRecords\":0,\"count\":0,\"data\":[]}");
        for (var options : List.of(LIMITED, FakeAzure.options(List.of(MINE), List.of(), false))) {
            var result = FakeAzure.call(azure.server(options), "query", Map.of("kql", kql));
            assertEquals("NotAllowed", result.at("/error/code").asText(), result.toString());
        }
        assertEquals(List.of(), azure.sent());
    }

    @Test
    void aQueryIsBoundByItsScopeAndNarrowedBeforeItsFirstOperator() throws IOException {
        var azure = FakeAzure.json("{\"totalRecords\":0,\"count\":0,\"data\":[]}");
        FakeAzure.call(
                azure.server(LIMITED),
                "query",
                Map.of("kql", "Resources // |\n| project subscriptionId='" + OTHER + "', resourceGroup='rg-api'"));

        var body = new JsonMapper().readTree(azure.requests().get(0).body());
        assertEquals("[\"" + MINE + "\"]", body.path("subscriptions").toString());
        assertEquals(
                "Resources | where subscriptionId in~ ('" + MINE + "') and resourceGroup in~ ('rg-web')"
                        + " | project subscriptionId='" + OTHER + "', resourceGroup='rg-api'",
                body.path("query").asText());
    }

    @Test
    void whatComesFromOutsideOfTheLimitsIsLeftOutInEveryTool() throws IOException {
        var inside = "{\"id\":\"" + IN_GROUP + "/providers/a/b/inside\",\"name\":\"inside\"}";
        var outside =
                "{\"id\":\"/subscriptions/" + OTHER + "/resourceGroups/rg-web/providers/a/b/c\",\"name\":\"outside\"}";
        var group = "{\"subscriptionId\":\"" + MINE + "\",\"resourceGroup\":\"rg-api\",\"name\":\"outside\"}";
        var rows = "[" + inside + "," + outside + "," + group + "]";
        var azure = FakeAzure.json("{\"value\":" + rows + ",\"data\":" + rows + ",\"totalRecords\":3}");
        var server = azure.server(LIMITED);
        var path = Map.<String, Object>of("path", IN_GROUP + "/resources", "api-version", "2021-04-01");

        for (var result : List.of(
                FakeAzure.call(server, "list", path),
                FakeAzure.call(server, "list", with(path, "jmespath", "[].{other: name}")),
                FakeAzure.call(server, "get", path),
                FakeAzure.call(server, "get", with(path, "jmespath", "value[].name")),
                FakeAzure.call(server, "query", Map.of("kql", "Resources")))) {
            assertTrue(result.toString().contains("inside"), result.toString());
            assertFalse(result.toString().contains("outside\""), result.toString());
        }
    }

    @Test
    void aResourceOutsideThatIsWithinAnotherIsShownByItsIdOnly() throws IOException {
        var azure = FakeAzure.json(
                "{\"id\":\"" + IN_GROUP + "/providers/a/b/c\",\"properties\":{\"nsg\":{\"id\":\"/subscriptions/"
                        + OTHER
                        + "/resourceGroups/x\",\"properties\":{\"rules\":\"outside\"}},\"ref\":{\"id\":\"/subscriptions/"
                        + OTHER + "/y\"},\"userAssignedIdentities\":{\"/subscriptions/" + OTHER
                        + "/resourceGroups/x/providers/a/b/c\":{\"principalId\":\"outside\"}}}}");
        for (var select : List.of(
                "@",
                "properties.userAssignedIdentities.*",
                "properties.nsg",
                "properties.nsg.properties",
                "{a: properties.nsg.properties.rules}")) {
            var result = FakeAzure.call(
                    azure.server(LIMITED),
                    "get",
                    Map.of("path", IN_GROUP + "/providers/a/b/c", "api-version", "1", "jmespath", select));
            assertFalse(result.toString().contains("\"outside\""), result.toString());
        }
    }

    @Test
    void aResponseForAnotherResourceIsNotShown() {
        var azure =
                FakeAzure.json("{\"id\":\"/subscriptions/" + OTHER + "/resourceGroups/x\",\"secretly\":\"outside\"}");
        for (var select : List.of("@", "secretly")) {
            var result = FakeAzure.call(
                    azure.server(LIMITED), "get", Map.of("path", IN_GROUP, "api-version", "1", "jmespath", select));
            assertFalse(result.toString().contains("outside\""), result.toString());
        }
    }

    @Test
    void jmespathCannotRenameASecret() {
        var azure = FakeAzure.json(
                "{\"value\":[{\"properties\":{\"adminPassword\":\"canary-secret\",\"protectedSettings\":{\"x\":\"canary-secret\"}}}],"
                        + "\"properties\":{\"adminPassword\":\"canary-secret\"}}");
        for (var select : List.of(
                "properties.adminPassword",
                "{a: properties.adminPassword}",
                "value[0].properties.*",
                "values(properties)",
                "to_string(properties)",
                "join('', [properties.adminPassword, 'x'])")) {
            var result = FakeAzure.call(
                    azure.server(OPEN),
                    "get",
                    Map.of("path", "/subscriptions/a", "api-version", "1", "jmespath", select));
            assertFalse(result.toString().contains("canary-secret"), result.toString());
        }
        for (var select : List.of(
                "[].properties.adminPassword", "[].{a: properties.protectedSettings.x}", "[].values(properties)")) {
            var result = FakeAzure.call(
                    azure.server(OPEN),
                    "list",
                    Map.of("path", "/subscriptions/a", "api-version", "1", "jmespath", select));
            assertTrue(result.has("rows"), result.toString());
            assertFalse(result.toString().contains("canary-secret"), result.toString());
        }
    }

    /** Each part doubles what it gets. */
    @ParameterizedTest
    @ValueSource(strings = {"[@,@]", "{a:@,b:@}"})
    @Timeout(60)
    void anExpressionCannotMakeAResultOfAnySize(String doubled) {
        var azure = FakeAzure.json("{\"value\":[{\"a\":1}]}");
        for (int times : List.of(24, 200)) {
            for (var tool : List.of("get", "list")) {
                var result = FakeAzure.call(
                        azure.server(LIMITED),
                        tool,
                        Map.of(
                                "path",
                                IN_GROUP,
                                "api-version",
                                "1",
                                "jmespath",
                                String.join("|", Collections.nCopies(times, doubled))));
                assertTrue(result.has("error"), tool);
            }
        }
    }

    @Test
    void aQueryCannotRenameASecret() {
        var azure = FakeAzure.json("{\"totalRecords\":1,\"data\":[{\"a\":\"canary-secret\"}]}");
        var result = FakeAzure.call(
                azure.server(OPEN), "query", Map.of("kql", "Resources | project a = properties.adminPassword"));

        assertTrue(result.has("error"), result.toString());
        assertEquals(List.of(), azure.sent());
    }

    @Test
    void theTokenIsInNoResultWhateverAzureEchoes() {
        var echoes = List.of(
                FakeAzure.response(400, "{\"error\":{\"code\":\"TOKEN\",\"message\":\"you sent Bearer TOKEN\"}}"),
                FakeAzure.response(403, "TOKEN"),
                FakeAzure.response(500, "<html><title>TOKEN</title></html>"),
                FakeAzure.response(
                        200, "{\"value\":[{\"TOKEN\":\"TOKEN\",\"x\":\"abcTOKENdef\"}],\"data\":[{\"x\":\"TOKEN\"}]}"),
                FakeAzure.response(200, "{\"value\":[],\"data\":[],\"nextLink\":\"https://evil.example/TOKEN\"}"),
                FakeAzure.response(200, "TOKEN"));
        for (var echo : echoes) {
            var body = new String(echo.body(), UTF_8).replace("TOKEN", FakeAzure.TOKEN);
            var headers = Map.of(
                    "x-ms-request-id",
                    List.of(FakeAzure.TOKEN),
                    "WWW-Authenticate",
                    List.of("Bearer " + FakeAzure.TOKEN));
            var azure = new FakeAzure(request -> new Transport.Response(echo.status(), headers, body.getBytes(UTF_8)));
            for (var call : calls()) {
                var server = azure.server(OPEN);
                var result = server.tools().run(call.getKey(), call.getValue());
                assertFalse(result.toString().contains("canary7Q4ZXWV"), result.toString());
            }
        }
    }

    private static List<Map.Entry<String, Map<String, Object>>> calls() {
        return List.of(
                Map.entry("whoami", Map.of()),
                Map.entry("query", Map.of("kql", "Resources")),
                Map.entry("get", Map.of("path", "/subscriptions/a")),
                Map.entry("get", Map.of("path", "/subscriptions/a/providers/B/c/d")),
                Map.entry("list", Map.of("path", "/subscriptions")),
                Map.entry("changes", Map.of()),
                Map.entry("explain_error", Map.of("body", "Bearer " + FakeAzure.TOKEN)));
    }

    @Test
    void theTokenIsNotInANextThatAzureMade() {
        var azure = FakeAzure.json("{\"value\":[{\"a\":1},{\"a\":2}],\"nextLink\":\"/subscriptions?api-version=1&t="
                + FakeAzure.TOKEN + "\"}");
        var pages = new AtomicInteger();
        var both = new FakeAzure(request -> pages.incrementAndGet() == 1
                ? azure.send(request, null)
                : FakeAzure.response(200, "{\"value\":[{\"a\":3}]}"));
        var result =
                FakeAzure.call(both.server(OPEN), "list", Map.of("path", "/subscriptions?api-version=1", "limit", 2));

        assertTrue(result.path("next").asText().contains("t=***"), result.toString());
        assertFalse(result.toString().contains("canary7Q4ZXWV"), result.toString());
    }

    @Test
    void graphIsReadWithTheOptionOnlyAndNothingElseIs() {
        var azure = FakeAzure.json("{\"displayName\":\"x\"}");
        var closed = FakeAzure.call(azure.server(OPEN), "get", Map.of("path", "https://graph.microsoft.com/v1.0/me"));
        assertTrue(closed.at("/error/hint").asText().contains("--graph"), closed.toString());
        assertEquals(List.of(), azure.sent());

        var open = azure.server(FakeAzure.options(List.of(MINE), List.of(), true));
        assertEquals(
                "x",
                FakeAzure.call(open, "get", Map.of("path", "https://graph.microsoft.com/v1.0/me"))
                        .at("/value/displayName")
                        .asText());
        for (var path : List.of(
                "https://graph.microsoft.com.evil.example/v1.0/me",
                "https://graph.microsoft.com:444/v1.0/me",
                "http://graph.microsoft.com/v1.0/me",
                "https://graph.microsoft.com/v1.0/../beta",
                "https://graph.windows.net/me")) {
            assertTrue(FakeAzure.call(open, "get", Map.of("path", path)).has("error"), path);
        }
        assertEquals(List.of("GET https://graph.microsoft.com/v1.0/me"), azure.sent());
    }

    @Test
    void argumentsOfAnyKindEndInAnError() {
        var azure = FakeAzure.json("{}");
        var server = azure.server(OPEN);
        for (var arguments : List.<Map<String, Object>>of(
                Map.of(),
                Map.of("path", 1),
                Map.of("path", List.of("/subscriptions")),
                Map.of("path", Map.of("a", "b")),
                Map.of("path", " "),
                Map.of("path", "/subscriptions", "method", "DELETE"),
                Map.of("path", "/subscriptions", "headers", Map.of("X", "Y")),
                Map.of("path", "/subscriptions", "limit", "1"),
                Map.of("path", "/subscriptions", "limit", 0),
                Map.of("path", "/subscriptions", "limit", 1.5),
                Map.of("path", "/subscriptions", "limit", Long.MAX_VALUE),
                Map.of("path", "/subscriptions", "next", "x"),
                Map.of("path", "/subscriptions", "jmespath", "[?"))) {
            var result = FakeAzure.call(server, "list", arguments);
            assertTrue(result.at("/error/message").asText().startsWith("could not "), result.toString());
        }
        assertEquals(List.of(), azure.sent());
    }

    private static Map<String, Object> with(Map<String, Object> arguments, String name, String value) {
        var more = new HashMap<>(arguments);
        more.put(name, value);
        return more;
    }
}
