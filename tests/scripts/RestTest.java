package scripts;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.patchRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloudshell.simulator.Plan;
import cloudshell.simulator.Simulator;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import harness.Expect;
import harness.Program;
import harness.Run;
import harness.WireMocks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestTest {
    private static final String GROUPS = "/subscriptions/{subscriptionId}/resourceGroups?api-version=2021-04-01";

    private static Simulator simulator;

    @RegisterExtension
    private final WireMockExtension service = WireMocks.server();

    @BeforeAll
    static void start() {
        simulator = Simulator.start(Plan.USUAL.withPageSize(3));
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @Test
    void itPrintsWhatResourceManagerAnswers() {
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
    void anAddressOfResourceManagerItselfNeedsNoResource() {
        assertEquals(
                0,
                rest("GET", simulator.address() + "/subscriptions?api-version=2022-12-01")
                        .exit());
    }

    @Test
    void anotherServiceGetsATokenForTheResourceThatIsNamed() {
        var run = rest("GET", simulator.address() + "/v1.0/me", "--resource", "graph", "--query", "displayName");

        assertEquals("\"Simulated User\"\n", run.out(), run.err());
    }

    @ParameterizedTest
    @CsvSource({
        "GET subscriptions, is neither a path",
        "GET, it takes a method and a path or address",
        "FETCH /x, is none of GET",
        "GET /subscriptions/{id}, {id} in the path is to be filled in",
        "GET https://example.com/x, no audience is known for this host",
        "GET http://graph.microsoft.com/v1.0/me, over https or to loopback only",
        "GET /x --header Authorization=Basic, is not yours to set",
        "GET /x --header host=example.com, is not yours to set",
        "GET /x --header nonsense, takes NAME=VALUE",
        "GET /x --body {}, a GET has no body",
        "POST /x --paged, --paged reads a list",
        "POST /x --body @missing.json, there is no file to read at missing.json",
        "POST /x --body {\"a\":}, 'it is not JSON, from line 1, column 6'",
        "POST /x --body '', it is empty",
        "GET /x --query value[?, could not understand the query",
    })
    void badInputIsToldOnOneLineAndNothingIsSent(String words, String told) {
        int before = simulator.log().lines().size();

        var run = rest(words.split(" "));

        Expect.failure(run, 2, "rest", told);
        assertEquals(before, simulator.log().lines().size());
    }

    @Test
    void whatIsInABodyThatIsNotJsonIsNotRepeated() {
        var run = rest("POST", "/x", "--body", "hunter2");

        assertTrue(!run.err().contains("hunter2"), run.err());
    }

    @Test
    void aPatchSendsItsBodyAndHeaders(@TempDir Path folder) throws IOException {
        service.stubFor(any(anyUrl()).willReturn(okJson("{\"done\":true}")));
        var body = Files.writeString(folder.resolve("body.json"), "{\"tags\":{}}");

        var run = toService(
                "PATCH", "/x", "--body", "@" + body, "--header", "If-Match=*", "-o", "tsv", "--query", "done");

        assertEquals("true\n", run.out(), run.err());
        service.verify(patchRequestedFor(urlEqualTo("/x"))
                .withRequestBody(equalTo("{\"tags\":{}}"))
                .withHeader("Content-Type", equalTo("application/json"))
                .withHeader("If-Match", equalTo("*")));
    }

    @Test
    void anEmptyAnswerPrintsNothing() {
        assertEquals(new Run(0, "", ""), answered(aResponse().withStatus(204)));
        assertEquals(new Run(0, "", ""), answered(aResponse().withStatus(200)));
    }

    @Test
    void whatIsNotJsonComesOutAsItCame() {
        var run = answered(aResponse()
                .withHeader("Content-Type", "application/octet-stream")
                .withBody("\u0000\u0007a\r\n"));

        assertEquals("\u0000\u0007a\r\n", run.out(), run.err());
    }

    @Test
    void brokenJsonIsAFailure() {
        Expect.failure(answered(okJson("{\"a\":")), 1, "rest", "JSON that is broken or cut off");
    }

    @Test
    void aPageInPlaceOfTheServiceIsSaidAndNeverPrinted() {
        var page = "<!DOCTYPE html><html><head><title>Sign in to the proxy</title></head></html>";
        var answer = aResponse().withHeader("Content-Type", "text/html").withBody(page);

        Expect.failure(answered(answer), 1, "rest", "HTTP 200 with an HTML page, 'Sign in to the proxy'");
        service.stubFor(any(anyUrl()).willReturn(answer.withHeader("x-ms-version", "2021-12-02")));
        assertEquals(
                page,
                toService("GET", service.baseUrl() + "/c/index.html", "--resource", "storage")
                        .out());
    }

    @Test
    void theReasonOfAnyServiceIsToldOnOneLineAndTheWholeChainWithVerbose() {
        var body = """
                {"error":{"code":"Forbidden","message":"No.","innererror":{"code":"ForbiddenByRbac"}}}""";
        var answer = aResponse().withStatus(403).withHeader("request-id", "r-1").withBody(body);

        Expect.failure(answered(answer), 4, "rest", "HTTP 403 Forbidden: No. (ForbiddenByRbac) (request id r-1)");
        assertTrue(toService("GET", "/x", "--verbose", "-o", "json")
                .err()
                .contains("    Forbidden: No.\n    ForbiddenByRbac\n"));
    }

    @Test
    void aRedirectIsNeverFollowed() {
        var run = answered(aResponse().withStatus(302).withHeader("Location", simulator.address() + "/away"));

        Expect.failure(run, 1, "rest", "a redirect, which is never followed");
        assertTrue(simulator.log().lines().stream().noneMatch(line -> line.contains("/away")));
    }

    @Test
    void aNextLinkToAnotherHostIsRefusedAndNothingIsPrinted() {
        service.stubFor(get(anyUrl())
                .willReturn(okJson("{\"value\":[{\"a\":1}],\"nextLink\":\"" + simulator.address() + "/next\"}")));

        Expect.failure(toService("GET", "/x", "--paged"), 1, "rest", "the token is meant for");
    }

    @Test
    void graphsOwnNameForTheNextLinkIsFollowed() {
        service.stubFor(get("/x").willReturn(okJson("{\"value\":[1],\"@odata.nextLink\":\"/y\"}")));
        service.stubFor(get("/y").willReturn(okJson("{\"value\":[2]}")));

        assertEquals("1\n2\n", toService("GET", "/x", "--paged", "-o", "jsonl").out());
    }

    private Run answered(ResponseDefinitionBuilder answer) {
        service.stubFor(any(anyUrl()).willReturn(answer));
        return toService("GET", "/x");
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
