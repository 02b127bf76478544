package clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloudshell.simulator.Simulator;
import cloudshell.simulator.SimulatorOptions;
import harness.Program;
import harness.Project;
import harness.Run;
import harness.Tools;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The simulator as clients see it that nobody here wrote, each as a process of its own. */
class RealClientsIT {
    private static final String ARM = "https://management.azure.com/";
    private static final String REFUSED = "https://search.azure.com/";
    private static final String READ_TOKEN = "import json,sys; print(json.load(sys.stdin)['access_token'])";
    private static final String READ_ERROR = "import json,sys; print(json.load(sys.stdin)['error']['message'])";

    @ParameterizedTest
    @ValueSource(strings = {"clients.AzureIdentityClient", "clients.Msal4jClient"})
    void aLibraryGetsTheTokenThatTheToolkitGets(String client) {
        try (var simulator = Simulator.start(SimulatorOptions.DEFAULTS)) {
            var theirs = Program.start(client, simulator.environment(), ARM);
            var ours = Program.start("Token", simulator.environment());

            assertEquals(0, theirs.exit(), theirs.err());
            assertEquals(ours.out(), theirs.out());
            assertEquals(2, simulator.log().forTokens());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"clients.AzureIdentityClient", "clients.Msal4jClient"})
    void aLibraryReadsTheErrorResponseOfAnAudience(String client) {
        try (var simulator = Simulator.start(SimulatorOptions.DEFAULTS)) {
            var run = Program.start(client, simulator.environment(), REFUSED);

            assertNotEquals(0, run.exit());
            assertTrue(
                    run.err().contains("Audience " + REFUSED + " is not a supported MSI token audience."), run.err());
            assertEquals(1, simulator.log().forTokens());
        }
    }

    @Test
    void aScopeIsRejectedToMsal4jWhichSendsItAsItIs() {
        try (var simulator = Simulator.start(SimulatorOptions.DEFAULTS)) {
            var run = Program.start("clients.Msal4jClient", simulator.environment(), ARM + ".default");

            assertTrue(run.err().contains("Audience " + ARM + ".default is not a supported MSI token audience."));
        }
    }

    /** What was measured of MSAL4J 1.26 against an endpoint that failed twice: 3 requests, then the token. */
    @Test
    void aLibraryThatRetriesAfterAFailureGetsItsToken() {
        try (var simulator = Simulator.start(SimulatorOptions.DEFAULTS.withFaults("token-500:2"))) {
            var run = Program.start("clients.Msal4jClient", simulator.environment(), ARM);

            assertEquals(0, run.exit(), run.err());
            assertEquals(3, simulator.log().forTokens());
        }
    }

    @Test
    void theDocumentedOneLinerGetsTheSameTokenInAllThreeFormsOfTheRequest() {
        Tools.require("curl", "python3");
        try (var simulator = Simulator.start(SimulatorOptions.DEFAULTS)) {
            var post = shell(simulator, "curl -s $MSI_ENDPOINT -H Metadata:true -d resource=" + ARM, READ_TOKEN);
            var get = shell(simulator, "curl -s \"$MSI_ENDPOINT?resource=" + ARM + "\" -H metadata:true", READ_TOKEN);
            var instance = shell(
                    simulator,
                    "curl -s \"" + simulator.address()
                            + "/metadata/identity/oauth2/token?api-version=2018-02-01&resource=" + ARM
                            + "\" -H Metadata:true",
                    READ_TOKEN);

            assertTrue(post.out().startsWith("eyJ"), post.err());
            assertEquals(List.of(post.out(), post.out()), List.of(get.out(), instance.out()));
        }
    }

    @Test
    void theDocumentedOneLinerReadsTheErrorResponseOfAnAudience() {
        Tools.require("curl", "python3");
        try (var simulator = Simulator.start(SimulatorOptions.DEFAULTS)) {
            var run = shell(simulator, "curl -s $MSI_ENDPOINT -H Metadata:true -d resource=" + REFUSED, READ_ERROR);

            assertEquals("Audience " + REFUSED + " is not a supported MSI token audience.\n", run.out());
        }
    }

    /** Three pages of VMs, two of rows; what it prints in between is what the program names. */
    @Test
    void theManagementLibrariesListPollQueryAndReadErrorsOverTls() {
        var plan = SimulatorOptions.DEFAULTS.withHttps(true).withPageSize(7);
        try (var simulator = Simulator.start(plan)) {
            var run = Program.start("clients.ResourceManagerClient", simulator.environment());

            assertEquals("""
                    VMs 16
                    power PowerState/deallocated
                    start SUCCESSFULLY_COMPLETED
                    power PowerState/running
                    deallocate SUCCESSFULLY_COMPLETED
                    power PowerState/deallocated
                    tags {env=dev, owner=team-1, by=the library}
                    error 404 ResourceNotFound
                    error 404 ResourceGroupNotFound
                    groups [RG-WEB, RG-API, RG-DB, RG-BATCH, made]
                    there false
                    disks 4
                    rows 64
                    most microsoft.compute/disks
                    error 400 BadRequest
                    error 404 SubscriptionNotFound
                    """, run.out(), run.err());
            assertEquals(0, run.exit());
            assertEquals(1, simulator.log().forTokens());
        }
    }

    private static Run shell(Simulator simulator, String curl, String python) {
        var line = curl + " | python3 -c \"" + python + "\"";
        return Run.of(Project.emptyHome(), simulator.environment(), "", List.of("bash", "-c", line));
    }
}
