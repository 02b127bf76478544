package scripts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloudshell.simulator.Simulator;
import cloudshell.simulator.SimulatorOptions;
import com.fasterxml.jackson.databind.json.JsonMapper;
import harness.Program;
import harness.Project;
import harness.Run;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The VMs of many subscriptions, and what goes wrong half-way. The last of the five is disabled. */
class ListVmsTenantIT {
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final SimulatorOptions TENANT =
            SimulatorOptions.DEFAULTS.withSubscriptions(5).withVms(20);
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
    void rowsAppearWhileTheNextPageIsStillOnItsWay() throws IOException, InterruptedException {
        try (var own =
                Simulator.start(SimulatorOptions.DEFAULTS.withPageSize(10).withFaults("page-hang"))) {
            var command = Program.command("ListVms", List.of("--no-power-state", "-o", "jsonl"));
            var process =
                    Run.builder(Project.root(), own.environment(), command).start();
            try (var out = new BufferedReader(new InputStreamReader(process.getInputStream()))) {
                for (int n = 0; n < 10; n++) {
                    assertTrue(STRICT.readTree(out.readLine()).path("name").isTextual());
                }
                assertTrue(process.isAlive());
            } finally {
                process.destroyForcibly().waitFor();
            }
        }
    }

    @Test
    void withoutAQueryTheLibraryForQueriesIsNotEvenLookedFor() {
        var command = Program.command("ListVms", List.of("-o", "tsv"));
        var path = command.indexOf("-cp") + 1;
        command.set(path, command.get(path).replaceAll("[^:]*/io/burt/[^:]*:?", ""));
        var run = Run.of(Project.root(), tenant.environment(), "", command);

        assertEquals(20, run.out().lines().count(), run.err());
        assertFalse(command.get(path).contains("jmespath"));
    }
}
