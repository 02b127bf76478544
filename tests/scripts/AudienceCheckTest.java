package scripts;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloudshell.simulator.Simulator;
import cloudshell.simulator.SimulatorOptions;
import cloudshell.token.KnownAudience;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import harness.Expect;
import harness.Program;
import harness.Run;
import harness.WireMocks;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AudienceCheckTest {
    private static final String REFUSED = "https://search.azure.com";

    @RegisterExtension
    static final WireMockExtension ENDPOINT = WireMocks.server();

    private static Simulator simulator;

    @BeforeAll
    static void start() {
        simulator = Simulator.start(SimulatorOptions.DEFAULTS);
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @Test
    void ifAllAreSupportedTheExitCodeIsZero() {
        var run = run("arm", "https://graph.microsoft.com/User.Read");

        assertEquals(0, run.exit());
        var lines = run.out().lines().toList();
        assertTrue(lines.get(0).matches("AUDIENCE +SERVICE +STATUS +REASON"), run.out());
        assertTrue(lines.get(1).matches("arm +Azure Resource Manager +supported"), run.out());
        assertTrue(
                lines.get(2).matches("https://graph.microsoft.com/User.Read +Microsoft Graph +supported"), run.out());
    }

    @Test
    void anErrorResponseIsAnResponseOnStdoutAndExitFour() {
        var run = run("arm", REFUSED);

        assertEquals(4, run.exit());
        assertTrue(run.out().contains("not supported"), run.out());
        assertTrue(run.out().contains("is not a supported MSI token audience."), run.out());
        assertEquals("", run.err());
    }

    @Test
    void anotherFailureIsExitOneEvenBesideAnErrorResponse() throws IOException {
        try (var faulty = Simulator.start(SimulatorOptions.DEFAULTS.withFaults("token-404:1"))) {
            var run = Program.run("AudienceCheckScript", faulty.environment(), "arm", REFUSED, "-o", "tsv");

            assertEquals(1, run.exit(), run.out());
            assertTrue(run.out().contains("\tfailed\t"), run.out());
        }
    }

    @Test
    void jsonHasTheColumnsInLowerCase() throws IOException {
        var json = new JsonMapper().readTree(run("-o", "json", "vault", REFUSED).out());

        assertEquals("vault", json.path(0).path("audience").asText());
        assertEquals("Key Vault data plane", json.path(0).path("service").asText());
        assertEquals("supported", json.path(0).path("status").asText());
        assertEquals("", json.path(0).path("reason").asText("none"));
        assertEquals("not supported", json.path(1).path("status").asText());
        assertTrue(json.path(1).path("reason").asText().startsWith("HTTP 400 AudienceNotSupported"), json.toString());
    }

    @Test
    void aCheckRequestsEveryKnownAudienceOnceAndExitsWithZero() {
        try (var own = Simulator.start(SimulatorOptions.DEFAULTS)) {
            var run = Program.run("AudienceCheckScript", own.environment());

            assertEquals(0, run.exit());
            assertEquals(KnownAudience.all().size() + 1, run.out().lines().count());
            assertEquals(KnownAudience.all().size(), own.log().forTokens());
            assertFalse(run.out().contains("CHANGED"), run.out());
        }
    }

    @Test
    void aCheckMarksWhatDiffersFromTheLastKnown() throws IOException {
        ENDPOINT.stubFor(any(anyUrl()).willReturn(okJson("{\"access_token\":\"x\",\"expires_on\":\"4102444800\"}")));

        var run = Program.run("AudienceCheckScript", Map.of("MSI_ENDPOINT", WireMocks.address(ENDPOINT)), "-o", "json");

        for (var result : new JsonMapper().readTree(run.out())) {
            var record = KnownAudience.of(result.path("audience").asText()).orElseThrow();
            assertEquals(!record.supported(), result.path("changed").asBoolean(), result.toString());
            assertEquals(
                    !record.supported(), result.path("reason").asText().startsWith("CHANGED: was not supported on "));
        }
        assertEquals(0, run.exit());
    }

    @Test
    void aReportIsTheIssueToFileAndWhatWorksMeanwhile() {
        var run = run("--report", "arm", REFUSED);

        assertEquals(4, run.exit());
        assertTrue(run.out().contains("Title: [BUG] Audience " + REFUSED + " is not a supported"), run.out());
        assertTrue(run.out().contains("az login --scope " + REFUSED + "/.default\n"), run.out());
        assertTrue(run.out().contains("Last known: not supported, 2024-06-11"), run.out());
        assertFalse(run.out().contains("https://management.azure.com"), run.out());
    }

    @Test
    void withNothingDeniedThereIsNothingToReport() {
        assertEquals(
                "Nothing to report: every audience is supported.\n",
                run("--report", "arm").out());
    }

    @ParameterizedTest
    @CsvSource({
        "nonsense,   'nonsense' is not a known short name",
        "-o csv arm, --output is one of",
    })
    void wrongUsageIsExitTwo(String arguments, String text) {
        Expect.failure(run(arguments.split(" ")), 2, "audience-check", text);
    }

    @Test
    void withNobodyToAskItIsExitThree() {
        var run = Program.run(
                "AudienceCheckScript", Map.of("MSI_ENDPOINT", "http://localhost:1/oauth2/token"), "arm", "graph");

        Expect.failure(run, 3, "audience-check", "nothing listens at http://localhost:1/oauth2/token");
    }

    private static Run run(String... arguments) {
        return Program.run("AudienceCheckScript", simulator.environment(), arguments);
    }

    @Test
    void namesTheAudienceThatIsMeant() {
        var run = Program.run(
                "AudienceCheckScript", simulator.environment(), "https://contoso.vault.azure.net", "-o", "tsv");

        assertEquals(4, run.exit(), run.err());
        assertTrue(run.out().endsWith(" Did you mean https://vault.azure.net?\n"), run.out());
    }
}
