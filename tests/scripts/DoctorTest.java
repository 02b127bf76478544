package scripts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloudshell.simulator.Simulator;
import cloudshell.simulator.SimulatorOptions;
import com.fasterxml.jackson.databind.json.JsonMapper;
import harness.FakePrograms;
import harness.Program;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {
    @TempDir
    Path directory;

    @Test
    void aHealthyCloudShellIsExit0AndEveryLineBeginsWithItsMark() {
        try (var simulator = Simulator.start(SimulatorOptions.DEFAULTS)) {
            var run = Program.run("Doctor", alone(simulator.environment()));

            assertEquals(0, run.exit(), run.out());
            assertEquals("", run.err());
            assertTrue(run.out().lines().allMatch(line -> line.matches("(ok|note|warn|bad) +\\S.*| {6}Try: .*")));
        }
    }

    @Test
    void theJsonIsOneObjectForAnIssue() throws Exception {
        try (var simulator = Simulator.start(SimulatorOptions.DEFAULTS)) {
            var run = Program.run("Doctor", alone(simulator.environment()), "-o", "json");

            var json = new JsonMapper().readTree(run.out());
            assertTrue(json.path("healthy").asBoolean(), run.out());
            assertFalse(run.out().contains("user@simulator.example"), run.out());
        }
    }

    @Test
    void withoutATokenItIsExit3AndTheFindingsAreTheResponse() {
        var run = Program.run(
                "Doctor",
                alone(Map.of(
                        "MSI_ENDPOINT",
                        "http://localhost:1/oauth2/token",
                        "AZURE_RESOURCE_MANAGER_ENDPOINT",
                        "http://localhost:1")));

        assertEquals(3, run.exit());
        assertTrue(run.out().contains("bad   could not get a token for https://management.azure.com/: nothing"));
        assertEquals("", run.err());
    }

    @Test
    void anErrorResponseIsExit4() {
        try (var simulator = Simulator.start(SimulatorOptions.DEFAULTS.withFaults("arm-403"))) {
            assertEquals(
                    4, Program.run("Doctor", alone(simulator.environment())).exit());
        }
    }

    @Test
    void aWrongOptionIsExit2() {
        assertEquals(2, Program.run("Doctor", alone(Map.of()), "-o", "xml").exit());
    }

    private Map<String, String> alone(Map<String, String> environment) {
        return new FakePrograms(directory).environment(environment);
    }
}
