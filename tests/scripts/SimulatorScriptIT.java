package scripts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import harness.Expect;
import harness.Program;
import harness.Project;
import harness.Run;
import harness.Tools;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulatorScriptIT {
    private static final String SCRIPT = "SimulatorScript";

    @Test
    void aCommandRunsWithTheEnvironmentAndItsExitCodeIsPassedOn() {
        var run = Program.start(SCRIPT, Map.of(), "--", "sh", "-c", "echo $MSI_ENDPOINT $ACC_CLOUD; exit 7");

        assertEquals(7, run.exit(), run.err());
        assertTrue(run.out().matches("http://localhost:\\d+/oauth2/token PROD\n"), run.out());
        assertEquals("", run.err());
    }

    @Test
    void onATerminalTheSimulationIsAnnounced() {
        Tools.require("script");
        var command = Program.command(SCRIPT, List.of("--", "true")).stream()
                .map(Tools::quoted)
                .collect(Collectors.joining(" ", "exec ", ""));

        var run = Run.of(
                Project.root(),
                Map.of("TERM", "xterm", "SHELL", "/bin/sh"),
                "",
                List.of("script", "-qec", command, "/dev/null"));

        assertTrue(
                run.out()
                        .contains(
                                "simulator: a simulation on localhost, until the command ends: nothing in it is Azure"),
                run.out());
    }

    @Test
    void aCommandGetsStandardInputAndItsArgumentsUnchanged() {
        var words = List.of("--", "sh", "-c", "cat; printf '<%s>' \"$@\"", "sh", "a b", "", "$HOME", "*");

        var run = Run.of(Project.root(), Map.of(), "line 1\nline 2", Program.command(SCRIPT, words));

        assertEquals("line 1\nline 2<a b><><$HOME><*>", run.out());
    }

    @Test
    void whatWouldMisleadAClientIsTakenOutOfTheEnvironment() {
        var misleading = Map.of("MSI_SECRET", "x", "IDENTITY_ENDPOINT", "x", "IDENTITY_HEADER", "x");

        var run = Program.start(SCRIPT, misleading, "--", "env");

        assertTrue(run.out().contains("MSI_ENDPOINT="));
        misleading.keySet().forEach(name -> assertTrue(!run.out().contains(name), name));
    }

    @Test
    void anotherEstateOverTlsIsServedAndRecorded(@TempDir Path directory) throws IOException {
        var record = directory.resolve("it's here.jsonl");
        var words = new ArrayList<>(List.of("--seed", "7", "--https", "--record", record.toString(), "--"));
        words.addAll(Program.command("ListVms", List.of("-o", "tsv", "--no-power-state")));

        var run = Program.start(SCRIPT, Map.of(), words.toArray(String[]::new));

        assertEquals(0, run.exit(), run.err());
        assertEquals(16, run.out().lines().count());
        assertTrue(run.out().lines().noneMatch(line -> line.startsWith("web-01")), run.out());
        assertEquals(2, Files.readAllLines(record).size());
    }

    @Test
    void aScriptOfTheToolkitRunsInIt() {
        var words = new ArrayList<>(List.of("--vms", "3", "--"));
        words.addAll(Program.command("ListVms", List.of("-o", "tsv")));

        var run = Program.start(SCRIPT, Map.of(), words.toArray(String[]::new));

        assertEquals(3, run.out().lines().count(), run.err());
    }

    @Test
    void withoutACommandItPrintsExportLinesAndServesUntilItIsEnded() throws Exception {
        var process = Run.builder(Project.root(), Map.of(), Program.command(SCRIPT, List.of()))
                .start();
        try (var lines = process.inputReader(UTF_8)) {
            var exports = new ArrayList<String>();
            for (var line = lines.readLine(); !line.startsWith("export POWERSHELL"); line = lines.readLine()) {
                exports.add(line);
            }
            var script = exports.stream().collect(Collectors.joining("\n")) + "\nexec \"$@\"";
            var command = new ArrayList<>(List.of("bash", "-c", script, "bash"));
            command.addAll(Program.command("Token", List.of()));

            var run = Run.of(Project.root(), Map.of(), "", command);

            assertEquals(0, run.exit(), run.err());
            assertTrue(run.out().startsWith("eyJ"));
            assertTrue(process.isAlive());
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "--fault token,             a fault is TARGET-EFFECT[:COUNT]",
        "--fault nobody-500,        'its target is one of arm, '",
        "--fault token-explode,     its effect is a status from 300 to 599",
        "--fault token-200,         its effect is a status from 300 to 599",
        "--fault token-500:0,       its count is a whole number above 0",
        "--port 70000,              --port takes a whole number from 0 to 65535",
        "--vms many,                --vms takes a whole number",
        "-- no-such-command-here,   there is no such program on the PATH",
        "--,                        there is no COMMAND after --",
    })
    void wrongUsageIsExitTwo(String arguments, String text) {
        Expect.failure(Program.start(SCRIPT, Map.of(), arguments.split(" ")), 2, "simulator", text.strip());
    }

    @Test
    void aPortThatIsTakenIsReportedOnOneLine() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = Integer.toString(taken.getLocalPort());

            var run = Program.start(SCRIPT, Map.of(), "--port", port, "--", "true");

            Expect.failure(run, 2, "simulator", "port " + port + " is in use");
        }
    }
}
