package scripts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloudshell.simulator.Simulator;
import cloudshell.simulator.SimulatorOptions;
import com.fasterxml.jackson.databind.json.JsonMapper;
import harness.Jbang;
import harness.Program;
import harness.Run;
import harness.Tools;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code mcp} as a process: what it writes, and how it ends. */
class McpScriptIT {
    private static final String INITIALIZE =
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-06-18\","
                    + "\"capabilities\":{},\"clientInfo\":{\"name\":\"test\",\"version\":\"1\"}}}\n";
    private static final String INITIALIZED = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}\n";

    @TempDir
    Path directory;

    /** The class path that JBang makes has no logging provider, unlike that of the tests. */
    @Test
    void byJbangNothingButTheProtocolIsWritten() throws IOException {
        var input = INITIALIZE + INITIALIZED + "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/list\"}\n";
        Jbang.shared().run(directory, Map.of(), "", "mcp@catalog", "--version");

        var run = Jbang.shared().run(directory, Map.of(), input, "mcp@catalog");

        assertEquals(0, run.exit(), run.err());
        assertEquals("", run.err());
        var lines = run.out().lines().toList();
        assertEquals(2, lines.size(), run.out());
        assertEquals(1, new JsonMapper().readTree(lines.get(0)).path("id").asInt());
        assertEquals(
                6, new JsonMapper().readTree(lines.get(1)).at("/result/tools").size());
    }

    private Process start(Simulator simulator) throws IOException {
        var command = Tools.withDefaultSignals(Program.command("Mcp", List.of()));
        return Run.builder(directory, simulator.environment(), command).start();
    }

    private static void write(Process process, String text) throws IOException {
        process.getOutputStream().write(text.getBytes(UTF_8));
        process.getOutputStream().flush();
    }

    private static int exitOf(Process process) throws InterruptedException {
        boolean hasEnded = process.waitFor(60, TimeUnit.SECONDS);
        if (!hasEnded) {
            process.destroyForcibly();
        }
        assertTrue(hasEnded, "it goes on");
        return process.exitValue();
    }

    /** With a call that Azure never responds to. */
    private Process withACallThatHangs(Simulator simulator) throws IOException {
        var process = start(simulator);
        write(process, INITIALIZE + INITIALIZED);
        new BufferedReader(process.inputReader(UTF_8)).readLine();
        write(
                process,
                "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/call\",\"params\":{\"name\":\"whoami\",\"arguments\":{}}}\n");
        return process;
    }

    @Test
    void itEndsWithItsInputAlsoWhileACallHangs() throws Exception {
        try (var simulator = Simulator.start(SimulatorOptions.DEFAULTS.withFaults("arm-hang"))) {
            var process = withACallThatHangs(simulator);
            process.getOutputStream().close();

            assertEquals(0, exitOf(process));
            assertEquals("", new String(process.getErrorStream().readAllBytes(), UTF_8));
        }
    }

    @ParameterizedTest
    @CsvSource({"TERM, 143", "INT, 130"})
    void aSignalEndsItAlsoWhileACallHangs(String signal, int exit) throws Exception {
        try (var simulator = Simulator.start(SimulatorOptions.DEFAULTS.withFaults("arm-hang"))) {
            var process = withACallThatHangs(simulator);
            new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .start()
                    .waitFor();

            assertEquals(exit, exitOf(process));
            assertEquals("", new String(process.getErrorStream().readAllBytes(), UTF_8));
        }
    }

    @Test
    void aClientThatDoesNotReadCannotKeepItFromEnding() throws Exception {
        try (var simulator = Simulator.start(SimulatorOptions.DEFAULTS)) {
            var process = start(simulator);
            write(process, INITIALIZE + INITIALIZED);
            for (int i = 2; i < 60; i++) {
                write(process, "{\"jsonrpc\":\"2.0\",\"id\":" + i + ",\"method\":\"tools/list\"}\n");
            }
            process.getOutputStream().close();

            assertEquals(1, exitOf(process));
            assertEquals("", new String(process.getErrorStream().readAllBytes(), UTF_8));
        }
    }

    @Test
    void anOutputThatNobodyReadsEndsItWithOneAndWithoutAWord() throws Exception {
        try (var simulator = Simulator.start(SimulatorOptions.DEFAULTS)) {
            var process = start(simulator);
            process.getInputStream().close();
            write(process, INITIALIZE);

            assertEquals(1, exitOf(process));
            assertEquals("", new String(process.getErrorStream().readAllBytes(), UTF_8));
        }
    }
}
