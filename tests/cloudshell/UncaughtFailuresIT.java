package cloudshell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloudshell.cli.Exit;
import cloudshell.token.CloudShellException;
import cloudshell.token.Failure;
import cloudshell.token.UsageException;
import harness.JavaSource;
import harness.Run;
import harness.Terminals;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class UncaughtFailuresIT {
    private static final String SCRIPT = """
            class Mine {
                public static void main(String[] args) throws Exception {
                    %s
                }
            }
            """;

    @TempDir
    private Path directory;

    private final Terminals terminal = new Terminals();
    private final List<Integer> exits = new ArrayList<>();

    @Test
    void aScriptThatFailsSaysItAsACommandDoes() throws IOException {
        var run = script("cloudshell.CloudShell.connect().token(\"nonsense\");", Map.of());

        assertEquals(2, run.exit());
        var lines = run.err().lines().toList();
        assertEquals("Mine: could not understand the audience: 'nonsense' is not a known short name", lines.get(0));
        assertTrue(lines.get(1).startsWith("Try: "), run.err());
        assertEquals(2, lines.size(), run.err());
    }

    @Test
    void itsStackTraceIsToBeHad() throws IOException {
        var run = script("cloudshell.CloudShell.connect().token(\"nonsense\");", Map.of("CLOUDSHELL_VERBOSE", "1"));

        assertEquals(2, run.exit());
        assertTrue(run.err().startsWith("Mine: could not "), run.err());
        assertTrue(run.err().contains("\tat Mine.main(Mine.java"), run.err());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s var azure = cloudshell.CloudShell.connect();",
                "var azure = cloudshell.CloudShell.connect(); %s",
            })
    void aHandlerOfTheScriptsOwnStays(String code) throws IOException {
        var own = "Thread.setDefaultUncaughtExceptionHandler((t, e) -> System.err.println(\"own\"));";

        assertEquals(
                "own\n",
                script(code.formatted(own) + "azure.token(\"x y\");", Map.of()).err());
    }

    @Test
    void whatElseGoesWrongIsReportedAsTheJvmDoes() throws IOException {
        var run = script("cloudshell.CloudShell.connect(); throw new IllegalStateException(\"boom\");", Map.of());

        assertEquals(1, run.exit());
        assertTrue(run.err().startsWith("Exception in thread \"main\" java.lang.IllegalStateException: boom\n\tat "));
    }

    @Test
    void aProgramThatGoesOnIsNotEnded() throws IOException {
        var run = script("""
                var served = new java.util.concurrent.CountDownLatch(1);
                var main = Thread.currentThread();
                new Thread(() -> {
                    while (main.isAlive()) {
                        Thread.onSpinWait();
                    }
                    System.out.println("served");
                }).start();
                cloudshell.CloudShell.connect().token("nonsense");""", Map.of());

        assertEquals("served\n", run.out());
        assertTrue(run.err().startsWith("Mine: could not "), run.err());
    }

    /** It installs no handler: nothing in the packages below the entry point writes to the screen or ends a program. */
    @Test
    void withTheSmallLibraryAloneTheJvmTellsWhatHelps() throws IOException {
        var run = script("cloudshell.token.Tokens.connect().token(\"nonsense\");", Map.of());

        assertEquals(1, run.exit());
        var lines = run.err().lines().toList();
        assertTrue(lines.get(0).endsWith(": could not understand the audience: 'nonsense' is not a known short name"));
        assertTrue(lines.get(1).startsWith("Try: a short name"), run.err());
    }

    @ParameterizedTest
    @EnumSource(Failure.class)
    void theExitCodesAreTheCommands(Failure failure) {
        assertEquals(Exit.of(failure), UncaughtFailures.code(failure));
    }

    @Test
    void whatAnotherThreadThrewIsFoundInItsWrapping() {
        var handler = new UncaughtFailures(terminal.stream(), false, exits::add);
        CloudShellException failure = new UsageException("do it", "why", "this");

        handler.uncaughtException(new Thread("worker"), new CompletionException(failure));

        assertTrue(terminal.out().endsWith(": could not do it: why\nTry: this\n"), terminal.out());
        assertEquals(List.of(), exits);
    }

    @ParameterizedTest
    @CsvSource({
        "Mine arg.jar, Mine",
        "my.own.Mine, Mine",
        "lib/mine.jar a b, mine",
        "'', script",
    })
    void aScriptIsCalledByItsClassOrItsJar(String command, String name) {
        assertEquals(name, UncaughtFailures.program(command));
    }

    private Run script(String code, Map<String, String> environment) throws IOException {
        return JavaSource.of(SCRIPT.formatted(code), directory).run(environment, "");
    }
}
