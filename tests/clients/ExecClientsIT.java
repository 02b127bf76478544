package clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloudshell.simulator.Simulator;
import cloudshell.simulator.SimulatorOptions;
import harness.Program;
import harness.Run;
import harness.Tools;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Third-party clients, unchanged, with the endpoint of exec. */
class ExecClientsIT {
    private static final String ARM = "https://management.azure.com/";
    private static final Simulator SIMULATOR = Simulator.start(SimulatorOptions.DEFAULTS);
    private static final String TOKEN =
            Program.start("Token", SIMULATOR.environment()).out();

    @AfterAll
    static void stop() {
        SIMULATOR.close();
    }

    @ParameterizedTest
    @CsvSource({
        "clients.AzureIdentityClient,     https://management.azure.com//.default",
        "clients.DefaultCredentialClient, https://management.azure.com//.default",
        "clients.Msal4jClient,            https://management.azure.com/",
        "clients.BridgeClient,            https://management.azure.com/.default",
        "Token,                           arm",
    })
    void aProgramThatKnowsNothingOfThisGetsTheUsersToken(String client, String audience) {
        var run = issued(List.of(), Program.command(client, List.of(audience)));

        assertEquals(0, run.exit(), run.err());
        assertEquals(TOKEN, run.out());
    }

    /** Each variable by itself, as a client of that kind of endpoint has it. */
    @ParameterizedTest
    @ValueSource(strings = {"IDENTITY_ENDPOINT IDENTITY_HEADER", "MSI_ENDPOINT", "AZURE_POD_IDENTITY_AUTHORITY_HOST"})
    void aLibraryGetsItByEachOfItsProtocols(String kept) {
        var others = Stream.of("IDENTITY_ENDPOINT", "IDENTITY_HEADER", "MSI_ENDPOINT", "MSI_SECRET")
                .filter(name -> !List.of(kept.split(" ")).contains(name))
                .toList();
        var client = new ArrayList<>(List.of("env"));
        others.forEach(name -> client.addAll(List.of("-u", name)));
        client.addAll(Program.command("clients.AzureIdentityClient", List.of(ARM + "/.default")));

        var run = issued(List.of(), client);

        assertEquals(0, run.exit(), run.err());
        assertEquals(TOKEN, run.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"clients.AzureIdentityClient", "clients.Msal4jClient"})
    void anErrorResponsesReasonReachesWhoeverReadsTheProgramsError(String client) {
        var before = SIMULATOR.log().forTokens();

        var run = issued(List.of(), Program.command(client, List.of("https://search.azure.com")));

        assertNotEquals(0, run.exit());
        assertTrue(run.err().contains("AudienceNotSupported"), run.err());
        assertTrue(run.err().contains("is not a supported MSI token audience. Try: az login"), run.err());
        assertEquals(before + 2, SIMULATOR.log().forTokens(), "one request more than the first token's");
    }

    @Test
    void curlGetsItInEveryForm() {
        Tools.require("curl");
        var lines = """
                ask() { curl -s "$@" | sed 's/.*oken":"\\([^"]*\\)".*/\\1/'; echo; }
                q="api-version=2019-08-01&resource=%1$s"
                ask "$IDENTITY_ENDPOINT?$q" -H "X-IDENTITY-HEADER: $IDENTITY_HEADER"
                ask "$MSI_ENDPOINT?api-version=2017-09-01&resource=%1$s" -H "secret: $MSI_SECRET"
                ask "$MSI_ENDPOINT" -H Metadata:true -d resource=%1$s
                ask "$MSI_ENDPOINT?resource=%1$s" -H Metadata:true
                ask "$ARM_MSI_ENDPOINT?$q" -H Metadata:true -H "x-ms-identity: $IDENTITY_HEADER"
                ask "$AZURE_POD_IDENTITY_AUTHORITY_HOST/metadata/identity/oauth2/token?$q" -H Metadata:true
                ask "$AZD_AUTH_ENDPOINT/token?api-version=2023-07-12-preview" -H "Authorization: Bearer $AZD_AUTH_KEY" \\
                    -H Content-Type:application/json -d '{"scopes":["%1$s/.default"]}'
                """.formatted(ARM);

        var run = issued(List.of(), List.of("bash", "-c", lines));

        assertEquals(List.of(TOKEN.strip()), run.out().lines().distinct().toList(), run.err());
        assertEquals(7, run.out().lines().count());
    }

    private static Run issued(List<String> options, List<String> command) {
        var words = new ArrayList<>(options);
        words.add("--");
        words.addAll(command);
        return Program.start("ExecScript", SIMULATOR.environment(), words.toArray(String[]::new));
    }
}
