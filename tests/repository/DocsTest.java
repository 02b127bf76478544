package repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cloudshell.simulator.Plan;
import cloudshell.simulator.Simulator;
import harness.DocsPrograms;
import harness.FileServer;
import harness.JavaSource;
import harness.Jbang;
import harness.Markdown;
import harness.Project;
import harness.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs what the pages show: every fenced block, by its language. */
class DocsTest {
    private static final Set<String> RUN = Set.of("sh", "zsh", "console", "java", "jshell");

    private final Simulator simulator = Simulator.start(Plan.USUAL.withVms(5));
    private final FileServer catalog = new FileServer(Project.root());
    private Map<String, String> environment;

    @TempDir
    private Path folder;

    static Stream<String> pages() throws IOException {
        try (var docs = Files.list(Project.root().resolve("docs"))) {
            var more = docs.map(page -> "docs/" + page.getFileName()).filter(page -> page.endsWith(".md"));
            return Stream.concat(
                    Stream.of("README.md", "CHANGELOG.md", "CONTRIBUTING.md"), more.sorted().toList().stream());
        }
    }

    @BeforeEach
    void putTheDocsProgramsOnThePath() throws IOException {
        var variables = new HashMap<>(simulator.environment());
        variables.put("SIMULATOR", simulator.address());
        variables.put("CATALOG", catalog.address());
        variables.put(
                "JBANG_CACHE_DIR", Jbang.shared().jbangDir().resolve("cache").toString());
        // JBang looks for catalogs upwards, and writes into the nearest: not into this repository's.
        variables.put("JBANG_LOCAL_ROOT", folder.toString());
        Files.createDirectory(folder.resolve("scripts"));
        Files.writeString(folder.resolve("scripts/list-vms.java"), Project.read("scripts/list-vms.java"));
        environment = DocsPrograms.in(folder, new Jbang(folder.resolve("home")), variables);
    }

    @AfterEach
    void stop() {
        simulator.close();
        catalog.close();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyBlockIsOfALanguageThatIsRun(String page) {
        var others = Markdown.of(page).languages().stream().filter(language -> !RUN.contains(language));

        assertEquals(
                List.of(), others.filter(language -> !List.of("text", "mermaid").contains(language)).toList());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void shellCommandsRun(String page) {
        for (var block : Markdown.of(page).blocks("sh")) {
            var run = Run.of(folder, environment, "", List.of("bash", "-euo", "pipefail", "-c", block));
            assertEquals(0, run.exit(), () -> page + ":\n" + block + run.out() + run.err());
        }
        var jshell = String.join("", Markdown.of(page).blocks("jshell"));
        if (!jshell.isEmpty()) {
            var run = Run.of(folder, environment, jshell, List.of("bash", "-c", "jbang shell@catalog"));
            assertTrue(run.out().contains("web-01"), run.out() + run.err());
            assertFalse(run.out().contains("|  E"), run.out());
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void zshCommandsRun(String page) {
        for (var block : Markdown.of(page).blocks("zsh")) {
            assumeTrue(Files.exists(Path.of("/usr/bin/zsh")) || Files.exists(Path.of("/bin/zsh")));
            var script = "autoload -U compinit; compinit -u -D\n" + block;
            var run = Run.of(folder, environment, "", List.of("zsh", "-fc", script));
            assertEquals("", String.join("\n", run.complaints()));
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void sessionsShowWhatTheCommandsPrint(String page) {
        for (var session : Markdown.of(page).blocks("console")) {
            var command = session.lines().findFirst().orElseThrow().substring(2);
            var shown = session.substring(session.indexOf('\n') + 1);
            var run = Run.of(folder, environment, "", List.of("bash", "-c", command));
            assertEquals(shown, run.out(), run.err());
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void javaRuns(String page) throws IOException {
        var services = Files.createDirectories(folder.resolve("classes/META-INF/services"));
        Files.writeString(services.resolve("java.sql.Driver"), FakeDriver.class.getName());
        for (var block : Markdown.of(page).blocks("java")) {
            var source = JavaSource.of(block, folder);
            var run = source.run(environment, "");
            assertEquals(0, run.exit(), () -> page + ":\n" + block + run.out() + run.err());
            assertFalse(run.out().isBlank(), page);
        }
    }
}
