package scripts;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.patchRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloudshell.simulator.Simulator;
import cloudshell.simulator.SimulatorOptions;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import harness.Expect;
import harness.Program;
import harness.Run;
import harness.WireMocks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RestTest {
    private static final String GROUPS = "/subscriptions/{subscriptionId}/resourceGroups?api-version=2021-04-01";

    private static Simulator simulator;

    @RegisterExtension
    private final WireMockExtension service = WireMocks.server();

    @BeforeAll
    static void start() {
        simulator = Simulator.start(SimulatorOptions.DEFAULTS.withPageSize(3));
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @Test
    void printsTheResponseOfResourceManager() {
        var run = rest("GET", "/subscriptions?api-version=2022-12-01");

        assertEquals(0, run.exit(), run.err());
        assertTrue(run.out().startsWith("{\n  \"value\": [\n    {\n      \"id\": \"/subscriptions/"), run.out());
    }

    @Test
    void aQueryPicksFromAllPagesAndTheSubscriptionIsFilledIn() {
        assertEquals(
                "RG-WEB\nRG-API\nRG-DB\nRG-BATCH\n",
                rest("get", GROUPS, "--paged", "--query", "[].name", "-o", "tsv")
                        .out());
        assertEquals(
                "4\n", rest("GET", GROUPS, "--paged", "--query", "length(@)").out());
        assertEquals(
                4, rest("GET", GROUPS, "--paged", "-o", "jsonl").out().lines().count());
    }

    @Test
    void aUrlOfResourceManagerNeedsNoResource() {
        assertEquals(
                0,
                rest("GET", simulator.address() + "/subscriptions?api-version=2022-12-01")
                        .exit());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--method get --uri /subscriptions?api-version=2022-12-01",
                "-m GET -u /subscriptions?api-version=2022-12-01",
                "--url /subscriptions?api-version=2022-12-01",
                "get --uri /subscriptions --uri-parameters api-version=2022-12-01",
            })
    void optionNamesOfAzAreTaken(String arguments) {
        var run = rest((arguments + " --query value[0].displayName -o tsv").split(" "));

        assertEquals("Production\n", run.out(), run.err());
    }

    @Test
    void aQueryThatSelectsNothingFromAListNamesTheEnvelope() {
        var run = rest("/subscriptions?api-version=2022-12-01", "--query", "[].displayName", "-o", "tsv");

        assertEquals("", run.out());
        assertTrue(run.err().contains("--paged passes the elements to --query"), run.err());
    }

    @Test
    void quotesBelongToTheValueOfAnOption() {
        var run = rest("/subscriptions?api-version=2022-12-01", "--query", "\"value\"", "-o", "json");

        assertTrue(run.out().contains("Production"), run.err());
    }

    @Test
    void anotherServiceGetsATokenForTheResourceThatIsNamed() {
        var graph = simulator.environment().get("AZURE_MICROSOFT_GRAPH_ENDPOINT");
        var run = rest("GET", graph + "/v1.0/me", "--resource", "graph", "--query", "displayName");

        assertEquals("\"Simulated User\"\n", run.out(), run.err());
    }

    @ParameterizedTest
    @CsvSource({"AZURE_MICROSOFT_GRAPH_ENDPOINT, /v1.0/me", "AZURE_KEYVAULT_URL, /secrets?api-version=7.4"})
    void knowsTheSimulatorsOwnHosts(String variable, String path) {
        var environment = simulator.environment();

        var run = Program.run("Rest", environment, environment.get(variable) + path);

        assertEquals(0, run.exit(), run.err());
    }

    @ParameterizedTest
    @CsvSource({
        "GET subscriptions, is neither a path",
        "GET, expected a path or URL after GET",
        "'', is neither a path",
        "GET /x y, expected [METHOD] PATH|URL",
        "DELTE /x, did you mean 'DELETE'?",
        "GET /x --resource grpah, did you mean 'graph'?",
        "GET /x --output-file /nowhere/x, nothing can be written to",
        "GET /x --output-file /, it is a directory",
        "POST /x --output-file /proc/nothing, nothing can be written to",
        "GET /x --output-file x -o json, cannot be combined with --output",
        "GET /x --paged --wait, --paged reads several responses",
        "GET /x -s a -s b, expected one subscription",
        "FETCH /x, is not one of GET",
        "-X POST /x, there is no option -X; did you mean '--method'?",
        "--data {} /x, there is no option --data; did you mean '--body'?",
        "--header If-Match:* /x, '--header takes NAME=VALUE in ASCII, not NAME: VALUE'",
        "/v1.0/me, is a path of Microsoft Graph",
        "/beta/users?$top=1, is a path of Microsoft Graph",
        "/subscriptions/$SUB/resourceGroups?api-version=1, the shell did not replace the variable $SUB",
        "/subscriptions/${sub}/resourceGroups?api-version=1, the shell did not replace the variable ${sub}",
        "/subscriptions/$sub/resourceGroups?api-version=1, the shell did not replace the variable $sub",
        "/subscriptions/$env:SUB?api-version=1, the shell did not replace the variable $env:SUB",
        "/x -s $SUB, the shell did not replace the variable $SUB",
        "$URL, the shell did not replace the variable $URL",
        "subscriptions?api-version=1, did you mean /subscriptions?api-version=1?",
        "management.azure.com/subscriptions, did you mean https://management.azure.com/subscriptions?",
        "GET /subscriptions/{id}, replace {id} in the path",
        "GET https://example.com/x, no audience is known for this host",
        "GET http://graph.microsoft.com/v1.0/me, over https or to loopback only",
        "GET /x --header Authorization=Basic, --header cannot set Authorization",
        "GET /x --header host=example.com, --header cannot set host",
        "GET /x --header nonsense, takes NAME=VALUE",
        "GET /x --body {}, a GET has no body",
        "POST /x --paged, --paged works with GET only",
        "POST /x --body @missing.json, could not read missing.json",
        "POST /x --body {\"a\":}, 'it is not JSON, from line 1, column 6'",
        "POST /x --body '', --body needs a value",
        "GET /x --query value[?, could not understand the query",
    })
    void badInputIsReportedOnOneLineAndNothingIsSent(String words, String message) {
        int before = simulator.log().lines().size();

        var run = rest(words.split(" "));

        Expect.failure(run, 2, "rest", message);
        assertEquals(before, simulator.log().lines().size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "             | jbang rest@catalog \"/subscriptions?api-version=2022-12-01\"",
                "/v1.0/me     | /v1.0/me\"",
                "GET~/x       | jbang rest@catalog GET \"/x\"",
                "-s $SUB /x   | double quotes: \"$SUB\"",
            })
    void namesWhatToType(String words, String hint) {
        var run = rest(Stream.of(words == null ? new String[0] : words.split(" +"))
                .map(word -> word.replace('~', ' '))
                .toArray(String[]::new));

        assertEquals(2, run.exit());
        assertTrue(run.complaints().get(1).endsWith(hint), run.err());
    }

    @Test
    void saysThatASingleScopeCannotBeRequested() {
        var graph = simulator.environment().get("AZURE_MICROSOFT_GRAPH_ENDPOINT");

        var run = rest(graph + "/v1.0/me", "--resource", "https://graph.microsoft.com/User.Read");

        assertEquals(0, run.exit(), run.err());
        assertTrue(run.err().contains("rest: a single scope cannot be requested: "), run.err());
    }

    @Test
    void leavesTheDollarSignOfODataAlone() {
        var graph = simulator.environment().get("AZURE_MICROSOFT_GRAPH_ENDPOINT");

        var run = rest(graph + "/v1.0/users?$top=1", "--query", "value[].displayName", "-o", "tsv");

        assertEquals(0, run.exit(), run.err());
    }

    @Test
    void aBodyThatIsNotJsonIsNotQuoted() {
        var run = rest("POST", "/x", "--body", "hunter2");

        assertTrue(!run.err().contains("hunter2"), run.err());
    }

    @Test
    void aPatchSendsItsBodyAndHeaders(@TempDir Path directory) throws IOException {
        service.stubFor(any(anyUrl()).willReturn(okJson("{\"done\":true}")));
        var body = Files.writeString(directory.resolve("body.json"), "{\"tags\":{}}");

        var run = toService(
                "PATCH", "/x", "--body", "@" + body, "--header", "If-Match=*", "-o", "tsv", "--query", "done");

        assertEquals("true\n", run.out(), run.err());
        service.verify(patchRequestedFor(urlEqualTo("/x"))
                .withRequestBody(equalTo("{\"tags\":{}}"))
                .withHeader("Content-Type", equalTo("application/json"))
                .withHeader("If-Match", equalTo("*")));
    }

    @Test
    void anEmptyResponsePrintsNothing() {
        assertEquals(new Run(0, "", ""), responded(aResponse().withStatus(204)));
        assertEquals(new Run(0, "", ""), responded(aResponse().withStatus(200)));
    }

    @Test
    void aNonJsonResponseIsWrittenUnchanged() {
        var run = responded(aResponse()
                .withHeader("Content-Type", "application/octet-stream")
                .withBody("\u0000\u0007a\r\n"));

        assertEquals("\u0000\u0007a\r\n", run.out(), run.err());
    }

    @Test
    void brokenJsonIsAFailure() {
        Expect.failure(responded(okJson("{\"a\":")), 1, "rest", "JSON that is broken or cut off");
    }

    @Test
    void aPageInPlaceOfTheServiceIsReportedAndNeverPrinted() {
        var page = "<!DOCTYPE html><html><head><title>Sign in to the proxy</title></head></html>";
        var response = aResponse().withHeader("Content-Type", "text/html").withBody(page);

        Expect.failure(responded(response), 1, "rest", "HTTP 200 with an HTML page, 'Sign in to the proxy'");
        service.stubFor(any(anyUrl()).willReturn(response.withHeader("x-ms-version", "2021-12-02")));
        assertEquals(
                page,
                toService("GET", service.baseUrl() + "/c/index.html", "--resource", "storage")
                        .out());
    }

    @Test
    void theErrorOfAnyServiceIsOneLineAndWithVerboseAllDetails() {
        var body = """
                {"error":{"code":"Forbidden","message":"No.","innererror":{"code":"ForbiddenByRbac"}}}""";
        var response =
                aResponse().withStatus(403).withHeader("request-id", "r-1").withBody(body);

        Expect.failure(responded(response), 4, "rest", "HTTP 403 Forbidden: No. (ForbiddenByRbac) (request id r-1)");
        assertTrue(toService("GET", "/x", "--verbose", "-o", "json")
                .err()
                .contains("    Forbidden: No.\n    ForbiddenByRbac\n"));
    }

    @Test
    void aRedirectIsNeverFollowed() {
        var run = responded(aResponse().withStatus(302).withHeader("Location", simulator.address() + "/away"));

        Expect.failure(run, 1, "rest", "a redirect; redirects are not followed");
        assertTrue(simulator.log().lines().stream().noneMatch(line -> line.contains("/away")));
    }

    @Test
    void aNextLinkToAnotherHostIsRejectedAndNothingIsPrinted() {
        service.stubFor(get(anyUrl())
                .willReturn(okJson("{\"value\":[{\"a\":1}],\"nextLink\":\"" + simulator.address() + "/next\"}")));

        Expect.failure(toService("GET", "/x", "--paged"), 1, "rest", "the token is meant for");
    }

    @Test
    void microsoftGraphsNextLinkIsFollowed() {
        service.stubFor(get("/x").willReturn(okJson("{\"value\":[1],\"@odata.nextLink\":\"/y\"}")));
        service.stubFor(get("/y").willReturn(okJson("{\"value\":[2]}")));

        assertEquals("1\n2\n", toService("GET", "/x", "--paged", "-o", "jsonl").out());
    }

    @Test
    void withoutAMethodItSendsGetAndWithABodyPost() {
        service.stubFor(any(anyUrl()).willReturn(okJson("{}")));

        assertEquals(0, toService("/x").exit());
        assertEquals(0, toService("/x", "--body", "{}").exit());

        service.verify(1, getRequestedFor(urlEqualTo("/x")));
        service.verify(1, postRequestedFor(urlEqualTo("/x")));
    }

    @Test
    void theNamedSubscriptionIsFilledIn() {
        service.stubFor(any(anyUrl()).willReturn(okJson("{}")));
        var other = "20000000-0000-4000-8000-000000000000";

        toService("/subscriptions/{subscriptionId}?api-version=1", "-s", other);

        service.verify(1, getRequestedFor(urlEqualTo("/subscriptions/" + other + "?api-version=1")));
    }

    @Test
    void aListOfResourcesIsATableOfNameTypeLocationAndGroup() {
        var path = "/subscriptions/{subscriptionId}/resources?api-version=2021-04-01";
        var first = rest(path, "-o", "table").out().lines().toList();

        assertEquals("NAME TYPE LOCATION RESOURCE GROUP", first.get(0).replaceAll(" +", " "));
        assertTrue(first.get(1).matches("\\S+ +[Mm]icrosoft\\.\\S+ +\\S+ +\\S+"), first.get(1));
        assertTrue(rest(path, "-o", "table").err().contains("there are more pages; --paged reads all of them"));
        assertTrue(rest(path, "--paged", "-o", "table").out().lines().count() > first.size());
    }

    @Test
    void theSecretsOfAVaultAreATableOfTheirNamesAndEnds() {
        var vault = simulator.environment().get("AZURE_KEYVAULT_URL");
        var rows = rest(vault + "/secrets?api-version=7.4", "--resource", "vault", "-o", "table")
                .out()
                .lines()
                .toList();

        assertTrue(rows.get(0).matches("NAME +ENABLED +EXPIRES +CONTENT TYPE .*"), rows.get(0));
        assertTrue(
                rows.stream()
                        .anyMatch(row -> row.matches("db-password +true +\\d{4}-\\d\\d-\\d\\dT\\S+Z +password .*")),
                rows.toString());
    }

    @Test
    void elementsOfAnyOtherListComeWithTheirPlainFields() {
        var list = okJson(
                "{\"value\":[{\"id\":\"1\",\"subject\":\"Hello\",\"isRead\":true,\"from\":{\"a\":1}},{\"subject\":\"Bye\"}]}");

        assertEquals(
                "SUBJECT  IS READ\nHello    true\nBye\n",
                responded(list, "-o", "table").out());
        assertEquals(
                "1\tHello\tTrue\t\n",
                responded(list, "-o", "tsv").out().lines().findFirst().orElse("") + "\n");
    }

    @Test
    void noneLooksAtNoBody() {
        assertEquals(new Run(0, "", ""), responded(okJson("{\"a\":"), "-o", "none"));
    }

    @ParameterizedTest
    @CsvSource({
        "text/plain, hello, -o json, it is not JSON but text/plain",
        "application/json, '{\"a\":1}', '--query sum(a)', the query 'sum(a)'",
    })
    void whatCannotBePrintedAfterACallIsAFailureAndNoWrongUsage(
            String type, String body, String words, String message) {
        var run = responded(aResponse().withHeader("Content-Type", type).withBody(body), words.split(" "));

        assertEquals("", run.out());
        assertEquals(1, run.exit(), run.err());
        assertTrue(
                run.err().startsWith("rest: could not print the response: ")
                        && run.err().contains(message),
                run.err());
    }

    @Test
    void theHeadOfTheResponseIsShownWithoutItsSecrets() {
        var run = responded(
                okJson("{}")
                        .withHeader("X-Mine", "yes")
                        .withHeader("Set-Cookie", "session=hunter2")
                        .withHeader("Location", "https://example.com/a?api-version=1&sig=hunter2")
                        .withHeader("X-Token", "eyJhbGciOiJub25lIn0.e30.hunter2"),
                "--include");

        assertEquals("{}\n", run.out().replace(" ", ""), run.err());
        assertTrue(run.err().startsWith("HTTP 200\n"), run.err());
        assertTrue(run.err().contains("\nX-Mine: yes\n"), run.err());
        assertTrue(run.err().contains("\nLocation: https://example.com/a?api-version=1&sig=***\n"), run.err());
        assertTrue(!run.err().contains("hunter2"), run.err());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Auth-Token: hunter2",
                "x-ms-authorization-auxiliary: hunter2",
                "X-Api-Key: hunter2",
                "apikey: hunter2",
                "X-Session-Id: hunter2",
                "X-Client-Secret: hunter2",
                "x-ms-signature: hunter2",
                "X-Password: hunter2",
                "X-AWS-Credential: hunter2",
                "Cookie2: hunter2",
                "Location: https://example.com/a?x-goog-signature=hunter2",
                "Location: https://example.com/a?client_secret=hunter2&b=c",
                "Location: https://example.com/a#access_token=hunter2",
                "Location: https://example.com/login?to=https%3A%2F%2Fx%3Fsig%3Dhunter2",
                "Location: https://user:hunter2@example.com/a",
                "Link: <https://example.com/a?sig=hunter2>; rel=next",
            })
    void includeMasksHeadersAndParametersByPartOfTheirName(String header) {
        var parts = header.split(": ", 2);
        var run = responded(okJson("{}").withHeader(parts[0], parts[1]), "--include");

        assertTrue(run.err().contains("***"), run.err());
        assertTrue(!run.err().contains("hunter2"), run.err());
    }

    @Test
    void includeShowsChallengesAndRequestIds() {
        var run = responded(
                okJson("{}").withHeader("WWW-Authenticate", "Bearer realm=x").withHeader("x-ms-request-id", "r-1"),
                "--include");

        assertTrue(run.err().contains("WWW-Authenticate: Bearer realm=x"), run.err());
        assertTrue(run.err().contains("x-ms-request-id: r-1"), run.err());
    }

    @ParameterizedTest
    @CsvSource({"404, 1", "403, 4", "302, 1", "500, 1"})
    void theHeadOfAnErrorResponseIsShownBeforeItsReason(int status, int exit) {
        var run = responded(
                aResponse()
                        .withStatus(status)
                        .withHeader("X-Mine", "yes")
                        .withHeader("Set-Cookie", "session=hunter2")
                        .withHeader("x-ms-retry-after-ms", "1")
                        .withBody("{\"error\":{\"code\":\"No\",\"message\":\"Why.\"}}"),
                "--include");

        assertEquals(exit, run.exit());
        assertEquals("", run.out());
        assertTrue(run.err().startsWith("HTTP " + status + "\n"), run.err());
        assertTrue(run.err().contains("\nSet-Cookie: ***\n") && run.err().contains("\nX-Mine: yes\n"), run.err());
        assertTrue(run.err().contains("\n\nrest: could not GET "), run.err());
        assertEquals(
                1, run.err().lines().filter(line -> line.startsWith("HTTP ")).count());
    }

    @Test
    void aFileGetsTheBytesWholeOrNotAtAll(@TempDir Path directory) throws IOException {
        var bytes = new byte[] {0, 1, (byte) 0xff, '\n'};
        var file = directory.resolve("an 'response'.bin");

        var run = responded(aResponse().withBody(bytes), "--output-file", file.toString());
        assertEquals(new Run(0, "", ""), run);
        assertArrayEquals(bytes, Files.readAllBytes(file));

        responded(aResponse().withStatus(404), "--output-file", file.toString());
        assertArrayEquals(bytes, Files.readAllBytes(file));
        responded(
                aResponse().withStatus(404),
                "--output-file",
                directory.resolve("new").toString());
        try (var files = Files.list(directory)) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @Test
    void aFullDiskIsReportedOnOneLine() {
        var run = responded(aResponse().withBody("x"), "--output-file", "/dev/full");

        Expect.failure(run, 1, "rest", "its response received, but the file cannot be written");
    }

    @Test
    void anOperationIsFollowedToItsEndAndWhatItMadeIsPrinted() {
        var soon = "x-ms-retry-after-ms";
        service.stubFor(put("/vm")
                .willReturn(okJson("{\"state\":\"old\"}")
                        .withStatus(201)
                        .withHeader("Azure-AsyncOperation", WireMocks.address(service) + "/op")
                        .withHeader(soon, "1")));
        service.stubFor(get("/op")
                .inScenario("op")
                .whenScenarioStateIs(STARTED)
                .willSetStateTo("done")
                .willReturn(okJson("{\"status\":\"InProgress\"}").withHeader(soon, "1")));
        service.stubFor(get("/op")
                .inScenario("op")
                .whenScenarioStateIs("done")
                .willReturn(okJson("{\"status\":\"Succeeded\"}")));
        service.stubFor(get("/vm").willReturn(okJson("{\"state\":\"new\"}")));

        var run = toService(
                "PUT", "/vm", "--body", "{}", "--header", "If-Match=x", "--wait", "--query", "state", "-o", "tsv");

        assertEquals("new\n", run.out(), run.err());
        service.verify(2, getRequestedFor(urlEqualTo("/op")).withHeader("If-Match", absent()));
    }

    @Test
    void aLocationAloneIsPolledUntilTheResultIsThere() {
        service.stubFor(post("/go")
                .willReturn(aResponse()
                        .withStatus(202)
                        .withHeader("Location", WireMocks.address(service) + "/result")
                        .withHeader("Retry-After", "0")));
        service.stubFor(get("/result")
                .inScenario("r")
                .whenScenarioStateIs(STARTED)
                .willSetStateTo("done")
                .willReturn(aResponse().withStatus(202).withHeader("Retry-After", "0")));
        service.stubFor(
                get("/result").inScenario("r").whenScenarioStateIs("done").willReturn(okJson("{\"a\":1}")));

        assertEquals("1\n", toService("POST", "/go", "--wait", "--query", "a").out());
    }

    @Test
    void aProvisioningStateIsPolledUntilItIsFinal() {
        service.stubFor(put("/p")
                .willReturn(okJson("{\"properties\":{\"provisioningState\":\"Creating\"}}")
                        .withStatus(201)
                        .withHeader("Retry-After", "0")));
        service.stubFor(get("/p").willReturn(okJson("{\"properties\":{\"provisioningState\":\"Succeeded\"},\"a\":2}")));

        assertEquals(
                "2\n",
                toService("PUT", "/p", "--body", "{}", "--wait", "--query", "a").out());
    }

    @Test
    void anOperationThatFailsLaterIsAFailureWithItsReason() {
        service.stubFor(delete("/vm")
                .willReturn(aResponse()
                        .withStatus(202)
                        .withHeader("Azure-AsyncOperation", WireMocks.address(service) + "/op")
                        .withHeader("Retry-After", "0")));
        service.stubFor(get("/op")
                .willReturn(okJson(
                        "{\"status\":\"Failed\",\"error\":{\"code\":\"InUse\",\"message\":\"A disk needs it.\"}}")));

        Expect.failure(toService("DELETE", "/vm", "--wait"), 1, "rest", "ended as 'Failed': InUse: A disk needs it.");
    }

    private Run responded(ResponseDefinitionBuilder response, String... words) {
        service.stubFor(any(anyUrl()).willReturn(response));
        var all = new ArrayList<>(List.of("GET", "/x"));
        all.addAll(List.of(words));
        return toService(all.toArray(String[]::new));
    }

    private Run toService(String... arguments) {
        var environment = new HashMap<>(simulator.environment());
        environment.put("AZURE_RESOURCE_MANAGER_ENDPOINT", WireMocks.address(service));
        return Program.run("Rest", environment, arguments);
    }

    private static Run rest(String... arguments) {
        var words = List.of(arguments).stream().map(word -> word.equals("''") ? "" : word);
        return Program.run("Rest", simulator.environment(), words.toArray(String[]::new));
    }
}
