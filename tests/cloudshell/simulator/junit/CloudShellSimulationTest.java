package cloudshell.simulator.junit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import cloudshell.managedidentity.ManagedIdentityEndpoint;
import cloudshell.simulator.Simulator;
import harness.Project;
import harness.Run;
import harness.Tools;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

@CloudShellSimulation(vms = 3)
class CloudShellSimulationTest {
    @Test
    void aTestGetsTheSimulatorAndItsEnvironment(Simulator simulator, Map<String, String> environment) throws Exception {
        assertEquals(simulator.environment(), environment);
        assertEquals(200, ask(environment));
    }

    @Test
    @CloudShellSimulation(faults = "token-500")
    void oneOnATestIsItsOwn(Map<String, String> environment) throws Exception {
        assertEquals(500, ask(environment));
    }

    @Test
    void aProgramThatATestStartsGetsTokens(ManagedIdentityEndpoint endpoint) throws Exception {
        Tools.require("curl");
        var lines = """
                curl -s -H "X-IDENTITY-HEADER: $IDENTITY_HEADER" \\
                  "$IDENTITY_ENDPOINT?api-version=2019-08-01&resource=https://management.azure.com/"
                """;
        var program = Run.builder(Project.root(), Map.of(), List.of("sh", "-c", lines));
        endpoint.applyTo(program.environment());

        var response = new String(program.start().getInputStream().readAllBytes(), UTF_8);

        assertTrue(response.contains("\"access_token\":\"eyJ"), response);
        assertEquals(Map.of("https://management.azure.com/", 1L), endpoint.issued());
    }

    @Test
    void aTestThatFailsShowsItsRequestsAndOneThatPassesDoesNot() {
        var failed = new ArrayList<String>();
        var shown = execute(Failing.class, new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                result.getThrowable().ifPresent(failure -> failed.add(test.getDisplayName()));
            }
        });

        assertEquals(List.of("fails(Map)"), failed);
        var lines = shown.lines()
                .filter(line -> line.matches("requests .*|  (GET|POST) .*"))
                .toList();
        assertEquals(2, lines.size(), shown);
        assertTrue(lines.get(0).startsWith("requests to the simulator during fails(Map"), lines.get(0));
        assertTrue(lines.get(0).endsWith(": 1"), lines.get(0));
        assertEquals("  GET /oauth2/token?resource=https://vault.azure.net", lines.get(1));
    }

    @Test
    void theSimulatorIsStoppedWithItsTests() {
        var addresses = Failing.ADDRESSES;
        execute(Failing.class);

        assertNotEquals(List.of(), addresses);
        addresses.forEach(address ->
                assertThrows(IOException.class, () -> ask(Map.of("MSI_ENDPOINT", address + "/oauth2/token"))));
    }

    /** Executes a test class, and returns what it printed to stderr. */
    private static String execute(Class<?> tests, TestExecutionListener... listeners) {
        var err = System.err;
        var shown = new ByteArrayOutputStream();
        try {
            System.setErr(new PrintStream(shown, true, UTF_8));
            launcher().execute(request(tests), listeners);
        } finally {
            System.setErr(err);
        }
        return shown.toString(UTF_8);
    }

    /** Without the listeners of this suite, which would report the failure that is expected. */
    private static Launcher launcher() {
        return LauncherFactory.create(LauncherConfig.builder()
                .enableTestExecutionListenerAutoRegistration(false)
                .build());
    }

    private static LauncherDiscoveryRequest request(Class<?> tests) {
        return LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(tests))
                .build();
    }

    private static int ask(Map<String, String> environment) throws Exception {
        var request = HttpRequest.newBuilder(
                        URI.create(environment.get("MSI_ENDPOINT") + "?resource=https://vault.azure.net"))
                .header("Metadata", "true")
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }

    /** Run by the tests above only. */
    @CloudShellSimulation
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class Failing {
        static final List<String> ADDRESSES = new ArrayList<>();

        @Test
        void passes(Simulator simulator) throws Exception {
            ADDRESSES.add(simulator.address());
            ask(simulator.environment());
        }

        @Test
        void fails(Map<String, String> environment) throws Exception {
            assertEquals(500, ask(environment));
        }
    }
}
