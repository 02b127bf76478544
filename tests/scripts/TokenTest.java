package scripts;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloudshell.simulator.Simulator;
import cloudshell.simulator.SimulatorOptions;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import harness.Expect;
import harness.Program;
import harness.Project;
import harness.Run;
import harness.StallingServer;
import harness.WireMocks;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenTest {
    private static final String SUBJECT = "could not get a token for https://management.azure.com/: ";

    @RegisterExtension
    static final WireMockExtension ENDPOINT = WireMocks.server();

    private static Simulator simulator;
    private static String token;

    @BeforeAll
    static void start() {
        simulator = Simulator.start(SimulatorOptions.DEFAULTS);
        token = run().out().strip();
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @Test
    void theTokenAndANewlineAreAllThatIsPrinted() {
        var run = run();

        assertEquals(0, run.exit());
        assertTrue(run.out().matches("eyJ[A-Za-z0-9._-]+\n"), run.out());
        assertEquals("", run.err());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "graph",
                "--resource=https://graph.microsoft.com",
                "--scope=https://graph.microsoft.com//.default"
            })
    void oneAudienceInAnyOfItsThreePlacesIsRequestedOnce(String argument) {
        try (var own = Simulator.start(SimulatorOptions.DEFAULTS)) {
            var run = Program.run("Token", own.environment(), argument, "-o", "claims");

            assertEquals(
                    "https://graph.microsoft.com/",
                    json(run).path("claims").path("aud").asText());
            assertEquals(List.of("POST /oauth2/token"), own.log().lines());
        }
    }

    @Test
    void jsonHasTheShapeOfAzsOwn() {
        var json = json(run("-o", "json"));

        assertEquals(token, json.path("accessToken").asText());
        assertTrue(json.path("expiresOn").asText().matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{6}"));
        assertTrue(json.path("expires_on").isIntegralNumber());
        assertEquals(
                simulator.environment().get("AZURE_SUBSCRIPTION_ID"),
                json.path("subscription").asText());
        assertEquals(simulator.environment().get("ACC_TID"), json.path("tenant").asText());
        assertEquals("Bearer", json.path("tokenType").asText());
        assertEquals(6, json.size());
    }

    @Test
    void theHeaderIsOneLineForCurl() {
        assertEquals(
                "Authorization: Bearer " + token + "\n", run("-o", "header").out());
    }

    @Test
    void claimsComeWithoutTheTokenAndAreSaidToBeUnverified() {
        var run = run("-o", "claims");

        assertFalse(run.out().contains(token));
        assertFalse(json(run).path("verified").asBoolean(true));
        assertEquals("user", json(run).path("claims").path("idtyp").asText());
    }

    @ParameterizedTest
    @CsvSource({"-o, access_token", "--name=T_1, T_1"})
    void theExportLineSetsTheVariableInBash(String option, String variable) {
        var arguments = new ArrayList<>(List.of("-o", "export"));
        if (option.startsWith("--")) {
            arguments.add(option);
        }
        var out = run(arguments.toArray(String[]::new)).out();

        var bash = List.of("bash", "-c", "eval \"$1\" && sh -c 'printf %s \"$" + variable + "\"'", "bash", out);

        assertEquals(new Run(0, token, ""), Run.of(Project.root(), Map.of(), "", bash));
        assertTrue(out.endsWith("\n# out=$(jbang token@catalog -o export) && eval \"$out\"\n"), out);
    }

    @ParameterizedTest
    @CsvSource({
        "fish, set -gx access_token '%s'",
        "powershell, $env:access_token = '%s'",
        "bash, export access_token='%s'"
    })
    void otherShellsHaveTheirOwnForm(String shell, String form) {
        var lines = run("-o", "export", "--shell", shell).out().lines().toList();

        assertEquals(form.replace("%s", token), lines.get(0).replace("''", "'"));
        assertEquals(2, lines.size());
        assertTrue(lines.get(1).startsWith("# "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--nonsense",
                "-o xml",
                "graph vault",
                "graph --resource vault",
                "nonsense",
                "-o export --name a;b",
                "--timeout 0",
                "--source elsewhere",
            })
    void wrongUsageExitsWithTwoAndSendsNothing(String arguments) {
        long before = simulator.log().forTokens();

        Expect.failure(run(arguments.split(" ")), 2, "token", "could not");

        assertEquals(before, simulator.log().forTokens());
    }

    @ParameterizedTest
    @CsvSource({
        "--scope=https://graph.microsoft.com/User.Read, User.Read",
        "https://graph.microsoft.com//Mail.Read, Mail.Read",
        "https://graph.microsoft.com/.default, ''",
        "https://management.azure.com/user_impersonation, ''",
        "graph, ''",
    })
    void saysThatASingleScopeCannotBeRequested(String argument, String scope) {
        var run = run(argument);

        assertEquals(0, run.exit(), run.err());
        assertTrue(run.out().startsWith("eyJ"));
        assertEquals(
                scope.isEmpty()
                        ? ""
                        : "token: a single scope cannot be requested: the token has all permissions of this sign-in for"
                                + " https://graph.microsoft.com/, not only " + scope + "\n",
                run.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Production", "production", "10000000-0000-4000-8000-000000000000"})
    void aSubscriptionOfTheTenantHasTheTenantsToken(String subscription) {
        var run = run("vault", "-s", subscription, "-o", "json");

        assertEquals(
                "10000000-0000-4000-8000-000000000000",
                json(run).path("subscription").asText(),
                run.err());
    }

    @ParameterizedTest
    @CsvSource({
        "Producton, 'sees no subscription ''Producton''; did you mean ''Production''?'",
        "20000000-0000-4000-8000-000000000000, sees no subscription '20000000",
    })
    void aSubscriptionThatTheUserDoesNotSeeHasNone(String subscription, String cause) {
        var run = run("-s", subscription);

        Expect.failure(run, 2, "token", cause);
        assertTrue(run.err().contains("\nTry: one of 'Production'"), run.err());
    }

    @Test
    void ifTheSubscriptionsCannotBeListedThereIsNoToken() {
        try (var own = Simulator.start(SimulatorOptions.DEFAULTS.withFaults("arm-403"))) {
            var run = Program.run("Token", own.environment(), "-s", "Production");

            Expect.failure(run, 4, "token", "the subscriptions could not be listed: HTTP 403");
        }
    }

    @Test
    void theTokenOfASubscriptionGoesToItsOwnOriginOnly() {
        var elsewhere = "{\"value\":[],\"nextLink\":\"https://evil.example/x\"}";
        try (var server = harness.RawServer.start(harness.RawServer.Response.json(elsewhere))) {
            var run =
                    Program.run("Token", with("AZURE_RESOURCE_MANAGER_ENDPOINT", server.address()), "-s", "Production");

            Expect.failure(run, 1, "token", "a next link leads to https://evil.example");
            assertEquals(1, server.requests().size());
        }
    }

    @Test
    void theSessionsTenantIsKnownFromItsTokenIfTheEnvironmentDoesNotNameIt() {
        var tenant = simulator.environment().get("ACC_TID");
        var nameless = with("ACC_TID", "");

        assertEquals(
                token + "\n", Program.run("Token", nameless, "--tenant", tenant).out());
        Expect.failure(
                Program.run("Token", nameless, "--tenant", "contoso.example"),
                2,
                "token",
                "a Cloud Shell session is bound to one tenant, and this one to " + tenant);
    }

    @Test
    void namesTheAudienceThatWasMeant() {
        var run = run("https://vault.azure.com");

        assertEquals(4, run.exit());
        assertTrue(
                run.complaints().get(1).startsWith("Try: the audience https://vault.azure.net; or az login "),
                run.err());
    }

    @ParameterizedTest
    @CsvSource({"--claims, --output claims", "--json, --output json", "--header, --output header"})
    void namesTheOutputFormatThatIsGivenAsAnOption(String option, String meant) {
        Expect.failure(run(option), 2, "token", "there is no option " + option + "; did you mean '" + meant + "'?");
    }

    @ParameterizedTest
    @CsvSource({
        "MSI_ENDPOINT, http://169.254.169.254/oauth2/token, which is not localhost",
        "ACC_CLOUD,    BlackForest,                         'BlackForest' is not a known cloud",
        "MSI_ENDPOINT, nonsense,                            'nonsense' is not an http or https URL",
    })
    void anEnvironmentThatCannotBeUsedIsExitTwo(String variable, String value, String text) {
        Expect.failure(Program.run("Token", with(variable, value)), 2, "token", text);
    }

    @Test
    void ifNobodyListensItIsExitThreeNamingUrlAndPort() throws IOException {
        var endpoint = "http://localhost:" + freePort() + "/oauth2/token";

        var run = Program.run("Token", Map.of("MSI_ENDPOINT", endpoint));

        Expect.failure(run, 3, "token", "nothing listens at " + endpoint + "; this is not Azure Cloud Shell");
        assertTrue(run.err().contains("\nTry: open https://shell.azure.com"), run.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", StallingServer.HEAD + "{\"access_token\":\"s3c"})
    void anEndpointThatNeverComesToAnEndIsExitThreeAfterTheTimeout(String start) throws IOException {
        try (var server = new StallingServer(start, !start.isEmpty())) {
            var run = Program.run("Token", Map.of("MSI_ENDPOINT", server.address()), "--timeout", "1");

            Expect.failure(run, 3, "token", "sent no complete response within 1 s");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "token-400        | 1 | 1 | HTTP 400 Simulated: Simulated failure 400.",
                "token-badrequest | 1 | 1 | HTTP 400 with an empty body",
                "token-401        | 4 | 1 | HTTP 401 InvalidAuthenticationToken: Simulated failure 401.",
                "token-403        | 4 | 1 | HTTP 403 AuthorizationFailed: Simulated failure 403.",
                "token-404        | 1 | 1 | HTTP 404 NotFound: Simulated failure 404.",
                "token-retry-after-too-long      | 1 | 1 | retry in 1200 s",
                "token-501        | 1 | 1 | HTTP 501 Simulated: Simulated failure 501.",
                "token-302        | 1 | 1 | responded with a redirect (HTTP 302), which is never followed",
                "token-truncated        | 1 | 1 | HTTP 200 with JSON that is broken or cut off",
                "token-html       | 1 | 1 | HTTP 200 with HTML instead of JSON",
                "token-empty      | 1 | 1 | HTTP 200 with an empty body",
                "token-noexpiry   | 1 | 1 | HTTP 200 with a token whose expires_on is missing or unreadable",
                "token-expired-token      | 1 | 1 | returned a token that expired at 2020-04-22T21:24:34Z",
            })
    void aBadResponseIsOneLineThatTellsTheTruth(String fault, int exit, int requests, String text) {
        try (var faulty = Simulator.start(SimulatorOptions.DEFAULTS.withFaults(fault))) {
            var run = Program.run("Token", faulty.environment());

            Expect.failure(run, exit, "token", text);
            assertTrue(run.err().startsWith("token: " + SUBJECT), run.err());
            assertEquals(requests, faulty.log().forTokens());
            assertFalse(run.err().matches("(?s).*(cut-off-|no-expiry|\"stale\"|\tat ).*"), run.err());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "token-500, HTTP 500 InternalServerError: Simulated failure 500.",
        "token-reset, the connection broke before a response came",
    })
    void anEndpointThatKeepsFailingGetsFourRequests(String fault, String text) {
        try (var faulty = Simulator.start(SimulatorOptions.DEFAULTS.withFaults(fault))) {
            Expect.failure(Program.run("Token", faulty.environment()), 1, "token", text);

            assertEquals(4, faulty.log().forTokens());
        }
    }

    @Test
    void anEndpointThatRecoversIsNotAFailure() {
        try (var faulty = Simulator.start(SimulatorOptions.DEFAULTS.withFaults("token-500:2"))) {
            var run = Program.run("Token", faulty.environment());

            assertEquals(0, run.exit(), run.err());
            assertEquals("", run.err());
            assertEquals(3, faulty.log().forTokens());
        }
    }

    @Test
    void anAudienceThatIsNotSupportedIsExitFourWithWhatHelps() {
        var run = run("https://search.azure.com/");

        Expect.failure(run, 4, "token", "Audience https://search.azure.com/ is not a supported MSI token audience.");
        assertTrue(run.err().contains("\nTry: az login --scope https://search.azure.com//.default"), run.err());
        assertTrue(run.err().contains("audience-check@catalog --report https://search.azure.com/"), run.err());
    }

    @Test
    void aTokenThatCouldBreakOutOfItsQuotesIsNotExported() {
        ENDPOINT.stubFor(
                any(anyUrl()).willReturn(okJson("{\"access_token\":\"a'$(id)'b\",\"expires_on\":\"4102444800\"}")));
        var environment = Map.of("MSI_ENDPOINT", WireMocks.address(ENDPOINT));

        var run = Program.run("Token", environment, "-o", "export");

        Expect.failure(run, 2, "token", "it has a character that is not allowed in a token");
        assertFalse(run.err().contains("$(id)"));
    }

    @Test
    void anOpaqueTokenIsAToken() {
        ENDPOINT.stubFor(any(anyUrl()).willReturn(okJson("{\"access_token\":\"opaque\",\"expires_on\":4102444800}")));
        var environment = Map.of("MSI_ENDPOINT", WireMocks.address(ENDPOINT), "ACC_TID", "t-1");

        assertEquals("opaque\n", Program.run("Token", environment).out());
        assertEquals(
                "t-1",
                json(Program.run("Token", environment, "-o", "json"))
                        .path("tenant")
                        .asText());
        assertEquals(
                "{}",
                json(Program.run("Token", environment, "-o", "claims"))
                        .path("claims")
                        .toString());
    }

    @Test
    void aTraceIsShownWithVerboseOnlyAndHasNoToken() {
        var quiet = run("https://search.azure.com");
        var verbose = run("https://search.azure.com", "--verbose");

        assertFalse(quiet.err().contains("    at "));
        assertTrue(verbose.err().contains("    at cloudshell.token.CloudShellTokenSource"), verbose.err());
        assertEquals("", verbose.out());
    }

    private static Run run(String... arguments) {
        return Program.run("Token", simulator.environment(), arguments);
    }

    private static Map<String, String> with(String variable, String value) {
        var environment = new HashMap<>(simulator.environment());
        environment.put(variable, value);
        return environment;
    }

    private static JsonNode json(Run run) {
        try {
            return new JsonMapper().readTree(run.out());
        } catch (IOException e) {
            throw new AssertionError(run.out() + run.err(), e);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
