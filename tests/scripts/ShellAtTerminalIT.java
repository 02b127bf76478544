package scripts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cloudshell.simulator.Simulator;
import cloudshell.simulator.SimulatorOptions;
import harness.Program;
import harness.Run;
import harness.Tools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JShell for a person: a terminal, which util-linux's {@code script} makes. */
class ShellAtTerminalIT {
    @TempDir
    private Path directory;

    @BeforeAll
    static void thereIsAProgramThatMakesTerminals() {
        Tools.require("script");
        assumeTrue(isUtilLinux(), "script is not that of util-linux");
    }

    @Test
    void whatIsTypedIsReceivedOnTheScreenAndNothingIsLeftBehind() throws IOException {
        try (var simulator = Simulator.start(SimulatorOptions.DEFAULTS.withVms(4))) {
            var typed = """
                    token()
                    vms().limit(2)
                    azure().arm().get("/wrong")
                    help("query")
                    /exit 3
                    """;

            var run = atTerminal(simulator.environment(), typed);

            var screen =
                    run.out().replaceAll("\\e\\[[0-9;?]*[A-Za-z]|\\e[=>]", "").replace("\r", "");
            assertEquals(3, run.exit(), screen);
            assertTrue(screen.contains("Azure Cloud Shell toolkit 0.3.0: token() vms() query(kql)"), screen);
            assertTrue(
                    screen.matches(
                            "(?s).*\\$1 ==> AccessToken\\[https://management.azure.com/, \\d+ min left, \\*{3}]\n.*"),
                    screen);
            assertTrue(
                    screen.contains("web-01  running      Standard_B2s     westeurope  RG-WEB\n"
                            + "api-02  deallocated  Standard_D4s_v5  eastus      RG-API\n"),
                    screen);
            assertTrue(screen.contains("|  could not GET " + simulator.address() + "/wrong: HTTP 400 "), screen);
            assertTrue(screen.contains("|  Try: add ?api-version=YYYY-MM-DD to the path\n"), screen);
            assertTrue(screen.contains("query\n  about the whole tenant."), screen);
            assertFalse(screen.contains("\tat ") || screen.contains("Exception"), screen);
            assertEquals(List.of("home", "tmp"), everythingIn(directory));
        }
    }

    /** Any file that the session makes is made below the test's directory. */
    private Run atTerminal(Map<String, String> environment, String typed) throws IOException {
        var home = Files.createDirectory(directory.resolve("home"));
        var temporary = Files.createDirectory(directory.resolve("tmp"));
        var command = Program.command("ShellScript", List.of());
        command.addAll(1, List.of("-Duser.home=" + home, "-Djava.io.tmpdir=" + temporary));
        var line = command.stream()
                .map(word -> Tools.quoted(word))
                .collect(Collectors.joining(" ", "stty rows 24 cols 80; exec ", ""));
        var all = new HashMap<>(Map.of("HOME", home.toString(), "TERM", "xterm", "SHELL", "/bin/sh"));
        all.putAll(environment);
        return Run.of(home, all, typed, List.of("script", "-qec", line, "/dev/null"));
    }

    private static List<String> everythingIn(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            return files.filter(file -> !file.equals(directory))
                    .map(file -> directory.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private static boolean isUtilLinux() {
        try {
            return Run.of(Path.of("").toAbsolutePath(), Map.of(), "", List.of("script", "--version"))
                    .out()
                    .contains("util-linux");
        } catch (UncheckedIOException e) {
            return false;
        }
    }
}
