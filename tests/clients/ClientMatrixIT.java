package clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cloudshell.simulator.Simulator;
import cloudshell.simulator.SimulatorOptions;
import harness.Program;
import harness.Project;
import harness.Run;
import harness.Tools;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the simulator's page says that clients can do with it, done by these clients. */
class ClientMatrixIT {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([^|]+?) \\| (yes|no|) \\| (yes|no|) \\|$");

    @Test
    void javasManagementLibrariesDoWhatThePageSays() {
        try (var simulator = Simulator.start(SimulatorOptions.DEFAULTS.withHttps(true))) {
            var run = Program.start("clients.ManagementClient", simulator.environment());

            compare(run, 2);
        }
    }

    @Test
    void npmsPackagesDoWhatThePageSays() {
        Tools.require("node");
        var directory = Project.root().resolve("tests/clients/node");
        assumeTrue(
                Files.isDirectory(directory.resolve("node_modules")),
                "Azure's npm packages are not installed: npm install in tests/clients/node");
        try (var simulator = Simulator.start(SimulatorOptions.DEFAULTS.withHttps(true))) {
            var run = Run.of(directory, simulator.environment(), "", List.of("node", "client.mjs"));

            compare(run, 3);
        }
    }

    private static void compare(Run run, int column) {
        var printed = new TreeMap<String, String>();
        run.out().lines().map(line -> line.split(": ")).forEach(parts -> printed.put(parts[0], parts[1]));

        assertTrue(printed.size() > 20, run.err());
        assertEquals(page(column), printed, run.err());
    }

    private static Map<String, String> page(int column) {
        var rows = new TreeMap<String, String>();
        ROW.matcher(Project.read("docs/simulator.md"))
                .results()
                .filter(row -> !row.group(column).isEmpty())
                .forEach(row -> rows.put(row.group(1), row.group(column)));
        return rows;
    }
}
