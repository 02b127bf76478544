package scripts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloudshell.simulator.Simulator;
import cloudshell.simulator.SimulatorOptions;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import harness.Expect;
import harness.Program;
import harness.Run;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The VMs of many subscriptions, and what goes wrong half-way. The last of the five is disabled. */
class ListVmsTenantTest {
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final SimulatorOptions TENANT =
            SimulatorOptions.DEFAULTS.withSubscriptions(5).withVms(20);
    private static final String ALL = "--all-subscriptions";

    private static Simulator tenant;

    @BeforeAll
    static void start() {
        tenant = Simulator.start(TENANT);
    }

    @AfterAll
    static void stop() {
        tenant.close();
    }

    @Test
    void aWholeTenantWithPowerStatesIsTwoCalls() {
        try (var own = Simulator.start(TENANT)) {
            var run = Program.run("ListVms", own.environment(), ALL);

            var lines = run.out().lines().toList();
            assertEquals(81, lines.size(), run.err());
            assertTrue(lines.get(0).matches("NAME .* POWER +PROVISIONING +SUBSCRIPTION"), lines.get(0));
            assertTrue(lines.get(80).endsWith("  Team 3"), lines.get(80));
            assertEquals("list-vms: skipped, as not enabled: Team 4\n", run.err());
            assertEquals(2, own.log().forArm());
        }
    }

    @Test
    void sixteenVmsWithPowerStatesAreTwoCalls() {
        try (var own = Simulator.start(SimulatorOptions.DEFAULTS)) {
            assertEquals(
                    17, Program.run("ListVms", own.environment()).out().lines().count());
            assertEquals(2, own.log().forArm());
        }
    }

    @Test
    void resourceGraphsRowsHaveTheShapeOfResourceManagersObjects() throws IOException {
        var graph =
                STRICT.readTree(list(tenant, ALL, "-g", "rg-web", "-o", "json").out());
        var manager = STRICT.readTree(
                list(tenant, "-s", "Production", "-g", "rg-web", "-o", "json").out());

        for (var name : List.of("name", "id", "location", "powerState", "resourceGroup")) {
            assertEquals(manager.path(0).path(name), graph.path(0).path(name));
        }
        assertEquals(
                manager.path(0).path("properties").path("hardwareProfile"),
                graph.path(0).path("properties").path("hardwareProfile"));
    }

    @Test
    void ifResourceGraphRejectsTheSubscriptionsAreListedOneByOne() {
        try (var own = Simulator.start(TENANT.withFaults("resourcegraph-403"))) {
            var run = list(own, ALL, "-o", "tsv");

            assertEquals(0, run.exit());
            assertEquals(80, run.out().lines().count());
            assertTrue(run.err().contains("; listing 4 subscriptions one by one instead"), run.err());
            assertEquals(1 + 1 + 4 * 2, own.log().forArm());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-g RG-web -g rg-api",
                "-l EastUS",
                "--name *-0? --name db*",
                "--tag ENV=PROD --tag owner",
                "--power-state deallocated --power-state unknown",
                "-l westeurope --power-state running --name web-*",
            })
    void filtersGiveTheSameByResourceGraphAndByLists(String options) {
        var words = (ALL + " -o tsv " + options).split(" ");
        try (var failing = Simulator.start(TENANT.withFaults("resourcegraph-404"))) {
            var graph = list(tenant, words).out().lines().sorted().toList();
            var lists = list(failing, words).out().lines().sorted().toList();

            assertEquals(lists, graph);
            assertTrue(!graph.isEmpty() && graph.size() < 80, graph.toString());
        }
    }

    @Test
    void severalSubscriptionsAreNamedByNameOrIdAndEachCountsOnce() {
        var run =
                list(tenant, "-s", "team 1", "-s", "10000000-0000-4000-8000-000000000000", "-s", "Team 1", "-o", "tsv");

        assertEquals(40, run.out().lines().count());
        assertTrue(run.out().lines().toList().get(0).endsWith("\tTeam 1"), run.out());
        assertTrue(run.out().endsWith("\tProduction\n"), run.out());
    }

    @ParameterizedTest
    @CsvSource({
        "--all-subscriptions -s x,             cannot be combined",
        "--power-state running --no-power-state, --power-state needs the power states",
        "--power-state runing,                 there is no power state 'runing'",
        "--query [].{a,                        could not understand the query",
        "--name=,                              --name needs a value",
    })
    void contradictionsAreExitTwoBeforeAnythingIsSent(String options, String text) {
        try (var own = Simulator.start(TENANT)) {
            Expect.failure(list(own, options.split(" ")), 2, "list-vms", text);
            assertEquals(List.of(), own.log().lines());
        }
    }

    @Test
    void oneDeniedSubscriptionDoesNotLoseTheOthers() throws IOException {
        try (var own = Simulator.start(TENANT.withFaults("resourcegraph-403", "subscription-403"))) {
            var run = list(own, ALL, "-o", "json");

            assertEquals(4, run.exit());
            assertEquals(60, STRICT.readTree(run.out()).size());
            assertTrue(run.err().contains("HTTP 403 AuthorizationFailed"), run.err());
            assertTrue(run.err().contains("request id 11111111-2222-4333-8444-555555555555"), run.err());
        }
    }

    @Test
    void oneFailedSubscriptionLeavesTheArrayOpenAndIsExitOne() {
        try (var own = Simulator.start(TENANT.withFaults("resourcegraph-403", "subscription-retry-after-too-long"))) {
            var run = list(own, ALL, "-o", "json");

            assertEquals(1, run.exit());
            assertTrue(run.out().contains("web-01"));
            assertThrows(JsonProcessingException.class, () -> STRICT.readTree(run.out()));
            assertTrue(run.err().contains("retry in 1200 s, at "), run.err());
            assertTrue(run.err().endsWith("1 of 4 failed, as reported above\n"), run.err());
        }
    }

    @Test
    void ifAllSubscriptionsAreRejectedThereIsNoResponse() {
        try (var own = Simulator.start(TENANT.withFaults("resourcegraph-403", "arm-403:999"))) {
            var run = Program.run("ListVms", own.environment(), "-s", subscription(0), "-o", "json");

            Expect.failure(run, 4, "list-vms", "HTTP 403 AuthorizationFailed");
        }
    }

    @ParameterizedTest
    @CsvSource({"tsv, 10", "jsonl, 10", "csv, 11", "table, 11"})
    void throttledPastTheLongestWaitHalfWayTheCompleteRowsComeOut(String format, int lines) {
        var faults = SimulatorOptions.DEFAULTS.withPageSize(10).withFaults("page-throttled");
        try (var own = Simulator.start(faults)) {
            var run = Program.run("ListVms", own.environment(), "--max-wait", "5", "-o", format);

            assertEquals(lines, run.out().lines().count());
            Expect.failureAfterResponse(run, 1, "list-vms", "retry in 17 s, at ");
        }
    }

    @Test
    void aLatePageThatKeepsFailingIsRetriedAndThenReported() {
        try (var own =
                Simulator.start(SimulatorOptions.DEFAULTS.withPageSize(10).withFaults("page-502:4"))) {
            var run = Program.run("ListVms", own.environment(), "--no-power-state", "-o", "tsv");

            assertEquals(10, run.out().lines().count());
            Expect.failureAfterResponse(run, 1, "list-vms", "HTTP 502 BadGateway");
            assertEquals(1 + 4, own.log().forArm());
        }
    }

    @Test
    void machinesThatTheSecondListNoLongerHasAreUnknown() {
        try (var own = Simulator.start(SimulatorOptions.DEFAULTS.withFaults("status-no-data"))) {
            var run = Program.run("ListVms", own.environment(), "-o", "tsv");

            assertEquals(0, run.exit(), run.err());
            assertTrue(run.out().lines().allMatch(line -> line.contains("\tunknown\t")), run.out());
        }
    }

    @Test
    void anExpiredTokenIsRefreshedInTheMiddleOfALongList() {
        try (var own = Simulator.start(SimulatorOptions.DEFAULTS.withPageSize(4).withFaults("page-expired:1"))) {
            var run = Program.run("ListVms", own.environment(), "--no-power-state", "-o", "tsv");

            assertEquals(16, run.out().lines().count(), run.err());
            assertEquals(2, own.log().forTokens());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "length(@)                                 ~ tsv ~ 16",
                "[?powerState=='VM running'] | length(@)   ~ json ~ 9",
                "[?name=='web-01'].[name,powerState,zones] ~ tsv ~ web-01,VM running,None",
                "[?name=='web-01'].{n:name,p:powerState}   ~ csv ~ n,p;web-01,VM running",
                "[?name=='web-01'].name                    ~ json ~ [;  \"web-01\";]",
                "[?name=='nobody']                         ~ json ~ []",
                "[0].name                                  ~ jsonl ~ \"web-01\"",
            })
    void aQueryPicksFromTheListAsInAz(String query, String format, String expected) {
        try (var own = Simulator.start(SimulatorOptions.DEFAULTS)) {
            var run = Program.run("ListVms", own.environment(), "--query", query, "-o", format);

            assertEquals(
                    expected.replace(';', '\n').replace(',', format.equals("tsv") ? '\t' : ','),
                    run.out().replace("\r", "").strip());
        }
    }

    @Test
    void aQueryInATableHasItsOwnColumns() {
        var run = list(tenant, "-s", "Production", "--query", "[?name=='db-03'].{name:name, tags:tags, up:powerState}");

        assertEquals("Name   Up\ndb-03  VM running\n", run.out());
    }

    @Test
    void ifNobodyLooksThereIsNoProgress() {
        assertEquals("", list(tenant, "-s", "Production", "-o", "tsv").err());
    }

    @Test
    void noTokenFollowsALinkToAnotherOrigin() {
        try (var own = Simulator.start(SimulatorOptions.DEFAULTS.withFaults("arm-foreign-nextlink"))) {
            var run = Program.run("ListVms", own.environment());

            assertFalse(run.err().contains("eyJ"));
            Expect.failure(run, 1, "list-vms", "this URL is rejected: it is at https://management.azure.com.evil");
        }
    }

    private static Run list(Simulator simulator, String... words) {
        return Program.run("ListVms", simulator.environment(), words);
    }

    private static String subscription(int index) {
        return "1000000" + index + "-0000-4000-8000-000000000000";
    }
}
