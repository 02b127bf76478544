package scripts;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloudshell.simulator.Simulator;
import cloudshell.simulator.SimulatorOptions;
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
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryTest {
    private static final String SUBSCRIPTION = "10000000-0000-4000-8000-000000000000";

    private static Simulator simulator;

    @RegisterExtension
    private final WireMockExtension graph = WireMocks.server();

    @BeforeAll
    static void start() {
        simulator = Simulator.start(SimulatorOptions.DEFAULTS.withVms(3));
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @Test
    void columnsComeInTheQuerysOrderAndNestedValuesAsJson() {
        respond("""
                {"totalRecords":2,"count":2,"data":[
                  {"name":"a","location":"westeurope","id":"/1"},
                  {"name":"b","tags":{"env":"prod","n":[1,null]},"location":null,"id":"/2"}]}""");

        assertEquals(
                "name\ttags\tlocation\tid\n".replace("\t", "  "),
                query("q").out().lines().findFirst().orElseThrow().replaceAll(" {2,}", "  ") + "\n");
        assertEquals(
                "a\t\twesteurope\t/1\nb\t{\"env\":\"prod\",\"n\":[1,null]}\t\t/2\n",
                query("q", "-o", "tsv").out());
        assertEquals(
                "name,tags,location,id\r\na,,westeurope,/1\r\n\"b\",\"{\"\"env\"\":\"\"prod\"\",\"\"n\"\":[1,null]}\",,/2\r\n"
                        .replace("\"b\"", "b"),
                query("q", "-o", "csv").out());
        assertTrue(
                query("q", "-o", "jsonl")
                        .out()
                        .endsWith(
                                "\n{\"name\":\"b\",\"tags\":{\"env\":\"prod\",\"n\":[1,null]},\"location\":null,\"id\":\"/2\"}\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT * FROM resources         | this is SQL, and Resource Graph takes KQL",
                "select name from Resources      | this is SQL, and Resource Graph takes KQL",
                "[].name                         | this is JMESPath, and Resource Graph takes KQL",
                "[?location=='westeurope'].name  | this is JMESPath, and Resource Graph takes KQL",
                "vms.kql                         | 'vms.kql' is a file's name",
                "-q=Resources                    | a query is an argument, in quotes",
                "--graph-query=Resources         | a query is an argument, in quotes",
                "$QUERY                          | the shell did not replace the variable $QUERY",
            })
    void rejectsAnotherLanguageBeforeAnythingIsSent(String text, String cause) {
        int before = simulator.log().lines().size();

        var run = Program.run("QueryScript", simulator.environment(), text);

        Expect.failure(run, 2, "query", cause);
        assertEquals(before, simulator.log().lines().size());
    }

    @Test
    void aResponseWithoutRowsIsReportedAndPrintsNothing() {
        respond("{\"totalRecords\":0,\"count\":0,\"data\":[]}");

        for (var output : List.of("table", "csv")) {
            var run = query("q", "-o", output);
            assertEquals("", run.out());
            assertEquals("query: no rows\n", run.err());
            assertEquals(0, run.exit());
        }
        assertEquals("[]\n", query("q", "-o", "json").out());
    }

    @Test
    void allPagesAreReadAndNoMoreThanTheLimitWants() {
        page(absent(), "{\"totalRecords\":3,\"count\":2,\"data\":[{\"id\":1},{\"id\":2}],\"$skipToken\":\"t\"}");
        page(equalTo("t"), "{\"totalRecords\":3,\"count\":1,\"data\":[{\"id\":3}]}");

        assertEquals("1\n2\n3\n", query("q", "-o", "tsv").out());
        graph.resetRequests();
        assertEquals("1\n2\n", query("q", "-o", "tsv", "--limit", "2").out());
        graph.verify(1, postRequestedFor(anyUrl()));
    }

    @Test
    void aTruncatedResponseIsReportedAfterItsRows() {
        respond("{\"totalRecords\":5,\"count\":2,\"data\":[{\"a\":1},{\"a\":2}],\"resultTruncated\":\"true\"}");

        var run = query("q", "-o", "tsv");

        assertEquals("1\n2\n", run.out());
        Expect.failureAfterResponse(run, 1, "query", "ends after 2 of 5 rows");
    }

    @Test
    void withoutAScopeTheWholeTenantIsQueriedWhateverTheDefaultSubscriptionIs() {
        respond("{\"totalRecords\":0,\"count\":0,\"data\":[]}");

        query("q");
        query("q", "-s", SUBSCRIPTION);
        query("q", "--management-group", "mg1", "--management-group", "mg2");

        graph.verify(
                1,
                postRequestedFor(anyUrl())
                        .withRequestBody(matchingJsonPath("$.subscriptions", absent()))
                        .withRequestBody(matchingJsonPath("$.managementGroups", absent())));
        graph.verify(
                1,
                postRequestedFor(anyUrl())
                        .withRequestBody(matchingJsonPath("$.subscriptions[0]", equalTo(SUBSCRIPTION))));
        graph.verify(
                1,
                postRequestedFor(anyUrl()).withRequestBody(matchingJsonPath("$.managementGroups[1]", equalTo("mg2"))));
    }

    @Test
    void aQueryComesFromAFileOrFromStandardInput(@TempDir Path directory) throws IOException {
        respond("{\"totalRecords\":0,\"count\":0,\"data\":[]}");
        var file = Files.writeString(directory.resolve("my query's.kql"), "\ufeffResources\n| take 1\n");

        assertEquals(0, query("--file", file.toString()).exit());
        assertEquals(
                0,
                Program.runWithInput("Resources\n| take 1", "QueryScript", environment(), "-")
                        .exit());

        graph.verify(
                2,
                postRequestedFor(anyUrl())
                        .withRequestBody(matchingJsonPath("$.query", equalTo("Resources\n| take 1"))));
    }

    @Test
    void jmesPathPicksFromTheRows() {
        respond("{\"totalRecords\":2,\"count\":2,\"data\":[{\"a\":1},{\"a\":2}]}");

        assertEquals("1\n2\n", query("q", "--query", "[].a", "-o", "tsv").out());
        assertEquals("2\n", query("q", "--query", "length(@)", "-o", "json").out());
    }

    @ParameterizedTest
    @CsvSource({
        "'', expected a query",
        "Resources where, expected one query, got 2 arguments",
        "q --file x, give the query as an argument or with --file",
        "--file nowhere.kql, could not read nowhere.kql",
        "q --limit 0, --limit takes a whole number",
        "q -s a --management-group b, cannot be combined",
        "q --query [?, could not understand the query",
    })
    void badInputIsReportedOnOneLineAndNothingIsSent(String words, String message) {
        Expect.failure(query(words.isEmpty() ? new String[0] : words.split(" ")), 2, "query", message);
        graph.verify(0, postRequestedFor(anyUrl()));
    }

    private void respond(String body) {
        graph.stubFor(any(anyUrl()).willReturn(okJson(body)));
    }

    private void page(com.github.tomakehurst.wiremock.matching.StringValuePattern skipToken, String body) {
        graph.stubFor(post(anyUrl())
                .withRequestBody(matchingJsonPath("$.options['$skipToken']", skipToken))
                .willReturn(okJson(body)));
    }

    private Run query(String... arguments) {
        return Program.run("QueryScript", environment(), arguments);
    }

    private Map<String, String> environment() {
        var environment = new HashMap<>(simulator.environment());
        environment.put("AZURE_RESOURCE_MANAGER_ENDPOINT", WireMocks.address(graph));
        return environment;
    }
}
