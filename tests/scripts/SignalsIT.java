package scripts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import harness.FakePrograms;
import harness.Program;
import harness.Project;
import harness.Run;
import harness.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signals to a command, and to what it runs. A named pipe shows when that runs: no test waits for a fixed time. */
class SignalsIT {
    @TempDir
    Path directory;

    private Path pipe;

    @BeforeEach
    void makeThePipe() throws Exception {
        pipe = directory.resolve("pipe");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    }

    @ParameterizedTest
    @CsvSource({"TERM, 143", "INT, 130", "HUP, 129"})
    void theCommandGetsTheSignalAndTheExitCodeIsTheSignals(String signal, int exit) throws Exception {
        var lines = "trap 'echo got " + signal + "; exit 5' " + signal + "; echo up >'" + pipe
                + "'; while :; do sleep 0.1; done";

        var simulator = started("SimulatorScript", Map.of(), "--", "bash", "-c", lines);
        Files.readString(pipe);
        send(signal, simulator.pid());

        assertEquals(
                "got " + signal + "\n", new String(simulator.getInputStream().readAllBytes(), UTF_8));
        assertEquals(exit, exitOf(simulator));
    }

    @Test
    void aCommandThatGoesOnGetsTheNextSignalToo() throws Exception {
        var lines =
                "trap 'echo first >\"$0\"; trap \"echo second; exit\" HUP' TERM; echo up >\"$0\"; while :; do sleep 0.1; done";

        var simulator = started("SimulatorScript", Map.of(), "--", "bash", "-c", lines, pipe.toString());
        Files.readString(pipe);
        send("TERM", simulator.pid());
        assertEquals("first\n", Files.readString(pipe));
        send("HUP", simulator.pid());

        assertEquals("second\n", new String(simulator.getInputStream().readAllBytes(), UTF_8));
        assertEquals(143, exitOf(simulator));
    }

    @ParameterizedTest
    @CsvSource({"TERM, 143", "INT, 130", "HUP, 129", "KILL, 137"})
    void aCommandThatDiesOfASignalGivesItsNumber(String signal, int exit) throws Exception {
        var simulator = started("SimulatorScript", Map.of(), "--", "sh", "-c", "kill -" + signal + " $$");

        assertEquals(exit, exitOf(simulator));
    }

    /** Neither runs a shutdown hook: SIGUSR1 ends a JVM that has no handler for it. */
    @ParameterizedTest
    @ValueSource(strings = {"KILL", "USR1"})
    void theCommandDoesNotOutliveItsEndpointSilently(String signal) throws Exception {
        var lines = "trap 'echo ended >\"$0\"; exit' TERM; echo up >\"$0\"; while :; do sleep 0.1; done";
        var errors = directory.resolve("errors");
        var command = Program.command("SimulatorScript", List.of("--", "bash", "-c", lines, pipe.toString()));
        var simulator = Run.builder(
                        Project.root(),
                        Map.of("HOME", Project.emptyHome().toString()),
                        Tools.withDefaultSignals(command))
                .redirectError(errors.toFile())
                .start();
        Files.readString(pipe);

        send(signal, simulator.pid());

        assertEquals("ended\n", Files.readString(pipe));
        assertTrue(Files.readString(errors).contains("gets SIGTERM"), Files.readString(errors));
    }

    @ParameterizedTest
    @ValueSource(strings = {"az", "pwsh"})
    void aTokenProgramEndsWithTheCommandAndSoDoesAllThatItStarted(String name) throws Exception {
        var programs = new FakePrograms(directory).add(name, "sleep 1000 & echo $! $$ >'" + pipe + "'; wait");
        var source = name.equals("az") ? "az" : "az-powershell";
        var token = started("Token", programs.environment(), "--source", source);
        var asked = List.of(Files.readString(pipe).strip().split(" ")).stream()
                .map(pid -> ProcessHandle.of(Long.parseLong(pid)).orElseThrow())
                .toList();

        send("TERM", token.pid());

        assertEquals(143, exitOf(token));
        for (var program : asked) {
            program.onExit().get(20, TimeUnit.SECONDS);
        }
    }

    private Process started(String script, Map<String, String> environment, String... arguments) throws IOException {
        var command = new ArrayList<>(Program.command(script, List.of(arguments)));
        var all = new HashMap<>(Map.of("HOME", Project.emptyHome().toString()));
        all.putAll(environment);
        return Run.builder(Project.root(), all, Tools.withDefaultSignals(command))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static void send(String signal, long pid) throws Exception {
        var kill = new ProcessBuilder("bash", "-c", "kill -" + signal + " " + pid).start();
        assertEquals(0, kill.waitFor());
    }

    private static int exitOf(Process process) throws InterruptedException {
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        return process.exitValue();
    }
}
