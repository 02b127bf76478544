package scripts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloudshell.simulator.Simulator;
import cloudshell.simulator.SimulatorOptions;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import harness.Expect;
import harness.Program;
import harness.Run;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The VMs of one subscription. */
class ListVmsTest {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String FIRST = "web-01";

    private static Simulator simulator;

    @BeforeAll
    static void start() {
        simulator = Simulator.start(SimulatorOptions.DEFAULTS.withSubscriptions(3));
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @Test
    void aMisspeltPowerStateIsReportedWithTheOneThatWasMeant() {
        var run = Program.run("ListVms", simulator.environment(), "--power-state", "runing");

        Expect.failure(run, 2, "list-vms", "there is no power state 'runing'; did you mean 'running'?");
        assertTrue(run.complaints().get(1).startsWith("Try: one of deallocated, "), run.err());
        assertEquals(
                0,
                Program.run("ListVms", simulator.environment(), "--power-state", "VM running")
                        .exit());
    }

    @Test
    void theTableHasTheColumnsThatPeopleLookFor() {
        var lines = run().out().lines().toList();

        assertEquals(17, lines.size());
        assertTrue(lines.get(0).matches("NAME +RESOURCE GROUP +LOCATION +SIZE +OS +POWER +PROVISIONING"), lines.get(0));
        assertTrue(
                lines.get(1).matches("web-01 +RG-WEB +westeurope +Standard_B2s +Linux +running +Succeeded"),
                lines.get(1));
        assertTrue(lines.get(16).contains(" unknown "), lines.get(16));
    }

    @Test
    void jsonHasResourceManagersObjectsWithTwoNamesAdded() throws IOException {
        var json = MAPPER.readTree(run("-o", "json").out());

        assertEquals(16, json.size());
        assertEquals("VM running", json.path(0).path("powerState").asText());
        assertTrue(json.path(15).path("powerState").isNull());
        assertEquals("RG-WEB", json.path(0).path("resourceGroup").asText());
        assertEquals("Canonical", image(json.path(0)).path("publisher").asText());
        assertEquals(8, json.path(0).size());
    }

    @Test
    void jsonlIsOneObjectALine() throws IOException {
        var lines = run("-o", "jsonl").out().lines().toList();

        assertEquals(16, lines.size());
        assertEquals(FIRST, MAPPER.readTree(lines.get(0)).path("name").asText());
        assertEquals(MAPPER.readTree(run("-o", "json").out()).path(9), MAPPER.readTree(lines.get(9)));
    }

    @Test
    void tsvHasTheColumnsWithoutAHeaderAndCsvWithOne() {
        var row = List.of(FIRST, "RG-WEB", "westeurope", "Standard_B2s", "Linux", "running", "Succeeded");
        var tsv = run("-o", "tsv").out();
        var csv = run("-o", "csv").out();

        assertTrue(tsv.startsWith(String.join("\t", row) + "\n"), tsv);
        assertTrue(
                csv.startsWith("NAME,RESOURCE GROUP,LOCATION,SIZE,OS,POWER,PROVISIONING\r\n" + String.join(",", row)),
                csv);
        assertEquals(16, tsv.lines().count());
        assertEquals(17, csv.lines().count());
    }

    @Test
    void aThousandVmsOverTenPagesWithPowerStatesAreTwentyCalls() {
        try (var large = Simulator.start(SimulatorOptions.DEFAULTS.withVms(1000))) {
            var run = Program.run("ListVms", large.environment());

            assertEquals(1001, run.out().lines().count(), run.err());
            assertEquals(20, large.log().forArm());
            assertEquals(1, large.log().forTokens());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "-g RG-WBE, 'none of 16 VMs match; group ''RG-WBE'' has none; did you mean ''RG-WEB''?'",
        "-l 'West Europa', 'none of 16 VMs match; location ''WestEuropa'' has none; did you mean ''westeurope''?'",
        "-g other, 'none of 16 VMs match; group ''other'' has none; the groups are RG-API, RG-BATCH, RG-DB, RG-WEB'",
        "--name zzz*, none of 16 VMs match",
    })
    void ifNothingMatchesTheExistingValuesAreListed(String words, String message) {
        try (var own = Simulator.start(SimulatorOptions.DEFAULTS)) {
            var run = Program.run(
                    "ListVms", own.environment(), words.replace("'", "").split(" ", 2));

            assertEquals(0, run.exit());
            assertEquals("list-vms: " + message + "\n", run.err());
        }
    }

    @Test
    void withoutPowerStatesItIsOneRequestWithTheGivenVersion() {
        try (var own = Simulator.start(SimulatorOptions.DEFAULTS)) {
            var run = Program.run("ListVms", own.environment(), "--no-power-state", "--api-version", "2024-07-01");

            assertTrue(run.out().startsWith("NAME ") && !run.out().contains("POWER"), run.out());
            assertEquals(1, own.log().forArm());
            assertTrue(own.log().lines().get(1).endsWith("/virtualMachines?api-version=2024-07-01"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Team 1", "team 1", "10000001-0000-4000-8000-000000000000"})
    void aSubscriptionIsNamedByNameOrId(String subscription) throws IOException {
        var json = MAPPER.readTree(run("-s", subscription, "-o", "json").out());

        assertTrue(json.path(0).path("id").asText().contains("10000001-0000-4000-8000-000000000000"), json.toString());
    }

    @Test
    void theOnlySubscriptionNeedNotBeNamed() {
        try (var own = Simulator.start(SimulatorOptions.DEFAULTS)) {
            assertEquals(17, Program.run("ListVms", unnamed(own)).out().lines().count());
        }
    }

    @Test
    void severalSubscriptionsAndNoneChosenIsExitTwoWithTheNames() {
        var run = Program.run("ListVms", unnamed(simulator));

        Expect.failure(run, 2, "list-vms", "3 are enabled and no default is set");
        assertTrue(run.err().endsWith("\nTry: -s with one of 'Production', 'Team 1', 'Team 2'\n"), run.err());
    }

    @ParameterizedTest
    @CsvSource({
        "-s Nowhere,      there is no subscription 'Nowhere'",
        "-s ../../x,      there is no subscription '../../x'",
        "-o xml,          --output is one of",
        "extra,           'extra'",
    })
    void wrongUsageIsExitTwo(String arguments, String text) {
        Expect.failure(run(arguments.split(" ")), 2, "list-vms", text);
    }

    @Test
    void aSubscriptionThatIsNotThereIsExitOne() {
        var run = run("-s", "00000000-0000-0000-0000-00000000000f");

        Expect.failure(run, 1, "list-vms", "HTTP 404 SubscriptionNotFound");
    }

    @ParameterizedTest
    @CsvSource({
        "status-403, 4, HTTP 403 AuthorizationFailed",
        "status-400, 1, HTTP 400",
        "status-truncated, 1, broken or cut off"
    })
    void ifPowerStatesCannotBeHadTheVmsComeWithTheReason(String fault, int exit, String text) {
        try (var faulty = Simulator.start(SimulatorOptions.DEFAULTS.withFaults(fault))) {
            var run = Program.run("ListVms", faulty.environment());

            Expect.failureAfterResponse(run, exit, "list-vms", text);
            assertEquals(17, run.out().lines().count());
            assertTrue(run.out().lines().skip(1).allMatch(line -> line.contains(" unknown ")), run.out());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "arm-401,       4, HTTP 401 InvalidAuthenticationToken",
        "arm-403,       4, HTTP 403 AuthorizationFailed",
        "arm-404,       1, HTTP 404 NotFound",
        "arm-302,       1, 'HTTP 302, a redirect; redirects are not followed'",
        "arm-html,      1, HTTP 200 with HTML instead of JSON",
        "arm-truncated,       1, HTTP 200 with JSON that is broken or cut off",
        "arm-foreign-nextlink,   1, the token is meant for http://localhost",
        "arm-claims-challenge, 4, HTTP 401 InvalidAuthenticationToken",
        "arm-expired,   4, HTTP 401 ExpiredAuthenticationToken",
        "arm-retry-after-too-long,     1, retry in 1200 s",
        "token-403,     4, could not get a token",
    })
    void anErrorResponseIsOneLineAndNothingIsPrinted(String fault, int exit, String text) {
        try (var faulty = Simulator.start(SimulatorOptions.DEFAULTS.withFaults(fault))) {
            var run = Program.run("ListVms", faulty.environment());

            Expect.failure(run, exit, "list-vms", text);
            assertFalse(run.err().contains("\tat "), run.err());
        }
    }

    @ParameterizedTest
    @CsvSource({"jsonl, 7", "tsv, 7", "csv, 8", "table, 8"})
    void ifALaterPageIsRejectedTheCompleteRowsComeOutAndTheExitCodeTells(String format, int lines) {
        try (var faulty =
                Simulator.start(SimulatorOptions.DEFAULTS.withPageSize(7).withFaults("page-403"))) {
            var run = Program.run("ListVms", faulty.environment(), "--no-power-state", "-o", format);

            Expect.failureAfterResponse(run, 4, "list-vms", "HTTP 403 AuthorizationFailed");
            assertEquals(lines, run.out().lines().count());
        }
    }

    @Test
    void ifALaterPageIsRejectedJsonDoesNotLookWhole() {
        try (var faulty =
                Simulator.start(SimulatorOptions.DEFAULTS.withPageSize(7).withFaults("page-403"))) {
            var run = Program.run("ListVms", faulty.environment(), "-o", "json");

            assertEquals(4, run.exit());
            assertFalse(run.out().stripTrailing().endsWith("]"), run.out());
        }
    }

    private static Run run(String... arguments) {
        return Program.run("ListVms", simulator.environment(), arguments);
    }

    private static Map<String, String> unnamed(Simulator simulator) {
        var environment = new HashMap<>(simulator.environment());
        environment.keySet().removeAll(List.of("AZURE_SUBSCRIPTION_ID", "AZURE_CONFIG_DIR"));
        return environment;
    }

    private static JsonNode image(JsonNode vm) {
        return vm.path("properties").path("storageProfile").path("imageReference");
    }

    @Test
    void explainsATagThatIsWrittenWithAColon() {
        var run = run("--tag", "env:prod");

        assertEquals(0, run.exit(), run.err());
        assertTrue(run.err().contains("; tag 'env:prod': a tag is KEY=VALUE"), run.err());
    }

    @ParameterizedTest
    @CsvSource({"--tag =prod, a tag is KEY or KEY=VALUE", "--limit 0, --limit takes a whole number of at least 1"})
    void rejectsAValueThatIsNone(String arguments, String cause) {
        Expect.failure(Program.run("ListVms", simulator.environment(), arguments.split(" ")), 2, "list-vms", cause);
    }
}
