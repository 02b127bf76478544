package repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloudshell.simulator.Simulator;
import cloudshell.simulator.SimulatorOptions;
import harness.DocsPrograms;
import harness.DocsServices;
import harness.FileServer;
import harness.JavaSource;
import harness.Jbang;
import harness.Markdown;
import harness.Project;
import harness.Run;
import harness.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs what the pages show: every fenced block, by its language. */
class DocsIT {
    /** Mermaid is compared with the code by ArchitectureTest, json with results by McpPageTest; text is for reading. */
    private static final Set<String> LANGUAGES =
            Set.of("sh", "yaml", "powershell", "zsh", "console", "java", "jshell", "mermaid", "json", "text");

    /** What some blocks print, by a part that no other block has: where exit code 0 alone would say little. */
    private static final Map<String, List<String>> PRINTED = new LinkedHashMap<>();

    static {
        PRINTED.put("-H @- \"$graph/v1.0/me\"", List.of("user@simulator.example"));
        PRINTED.put("--query userPrincipalName", List.of("RG-BATCH", "user@simulator.example"));
        PRINTED.put("@catalog -o header) \"$arm$id", List.of("/subscriptions/10000000-"));
        PRINTED.put("=~ 'Unattached'", List.of("old-data-01", "rg-batch", "512"));
        PRINTED.put("managedBy == null", List.of("old-data-01", "old-data-02", "512"));
        PRINTED.put(
                "class WhoMayDoWhat",
                List.of(
                        "Simulated User is Owner of /subs",
                        "Deployment pipeline is Reader",
                        "Operations is Virtual Machine Contributor"));
        PRINTED.put("assignedTo('$me')", List.of("User\t/subscriptions/10000000"));
        PRINTED.put("attributes.exp", List.of("/secrets/db-password", "/secrets/old-certificate"));
        PRINTED.put("class StartGroup", List.of("api-02 started", "1 started, 0 failed"));
        PRINTED.put("--power-state deallocated --query", List.of("api-02\tVM running"));
        PRINTED.put("class TagDisks", List.of("7 tagged, 0 open"));
        PRINTED.put("jbang ListMachines.java", List.of("web-01  westeurope"));
        PRINTED.put("class InventoryTest", List.of("1 tests successful", "0 tests failed"));
        PRINTED.put("jbangw ListMachines.java", List.of("web-01  westeurope", "batch-04", "deallocated"));
        PRINTED.put("Invoke-RestMethod", List.of("\"subscriptionId\""));
        PRINTED.put("catalog list", List.of("token@catalog", "azure-script@catalog"));
        PRINTED.put("\"token_type\":\"Bearer\"", List.of("Bearer"));
        PRINTED.put("startManagedIdentityEndpoint(", List.of("No changes."));
    }

    private static final Pattern STEP = Pattern.compile("(?m)^ *- run: (.+)$");
    private static final Pattern IMPORT = Pattern.compile("(?m)^import (?:static )?([\\w.]+)");

    private final FileServer catalog = new FileServer(Project.root());
    private final DocsServices services = new DocsServices();
    private Simulator simulator;
    private Map<String, String> environment;

    @TempDir
    private Path directory;

    static Stream<String> pages() {
        return Markdown.pages().stream();
    }

    static Stream<String> pagesWithCommands() {
        return pagesWith("sh", "yaml", "powershell");
    }

    static Stream<String> pagesWithZsh() {
        return pagesWith("zsh");
    }

    static Stream<String> pagesWithSessions() {
        return pagesWith("console");
    }

    static Stream<String> pagesWithJava() {
        return pagesWith("java");
    }

    static Stream<String> pagesWithJShell() {
        return pagesWith("jshell");
    }

    private static Stream<String> pagesWith(String... languages) {
        return pages().filter(page -> Markdown.of(page).blocks().stream()
                .anyMatch(block -> List.of(languages).contains(block.language())));
    }

    @BeforeEach
    void putTheDocsProgramsOnThePath() throws IOException {
        simulator = Simulator.start(SimulatorOptions.DEFAULTS.withVms(5));
        var variables = new HashMap<>(simulator.environment());
        variables.put("CATALOG", catalog.address());
        variables.put("SERVICES", services.address());
        variables.put(
                "JBANG_CACHE_DIR", Jbang.shared().jbangDir().resolve("cache").toString());
        // JBang looks for catalogs upwards, and writes into the nearest: not into this repository's.
        variables.put("JBANG_LOCAL_ROOT", directory.toString());
        Files.createDirectory(directory.resolve("scripts"));
        Files.writeString(directory.resolve("scripts/list-vms.java"), Project.read("scripts/list-vms.java"));
        environment = DocsPrograms.in(directory, Jbang.compiled(directory.resolve("home")), variables);
    }

    @AfterEach
    void stop() {
        simulator.close();
        catalog.close();
        services.close();
    }

    @Test
    void everyBlockIsOfALanguageThatIsRun() {
        for (var page : Markdown.pages()) {
            for (var block : Markdown.of(page).blocks()) {
                assertTrue(LANGUAGES.contains(block.language()), page + ": " + block.language());
            }
        }
    }

    @Test
    void whatBlocksPrintIsOfBlocksThatAreThere() {
        var blocks = Stream.of("docs/recipes.md", "docs/exec.md", "docs/installation.md")
                .flatMap(page -> Markdown.of(page).blocks().stream())
                .toList();
        for (var part : PRINTED.keySet()) {
            assertEquals(
                    1,
                    blocks.stream().filter(block -> block.text().contains(part)).count(),
                    part);
        }
    }

    @ParameterizedTest
    @MethodSource("pagesWithCommands")
    void commandsRun(String page) {
        for (var block : Markdown.of(page).blocks()) {
            var run =
                    switch (block.language()) {
                        case "sh" -> bash(block.text());
                        case "yaml" -> bash(steps(block.text()));
                        case "powershell" -> powerShell(block.text());
                        default -> new Run(0, "", "");
                    };
            assertEquals(0, run.exit(), () -> page + ":\n" + block.text() + run.out() + run.err());
            if (!block.language().equals("java")) {
                assertPrinted(block.text(), run);
            }
        }
    }

    private Run bash(String commands) {
        return Run.of(directory, environment, "", List.of("bash", "-euo", "pipefail", "-c", commands));
    }

    private Run powerShell(String commands) {
        var command = List.of("pwsh", "-NoProfile", "-NonInteractive", "-Command", "-");
        return Run.of(directory, environment, commands, List.of("bash", "-c", String.join(" ", command)));
    }

    /** The commands of a job of GitHub Actions. */
    private static String steps(String job) {
        var steps = STEP.matcher(job).results().map(step -> step.group(1)).toList();
        assertFalse(steps.isEmpty(), job);
        return String.join("\n", steps);
    }

    private static void assertPrinted(String block, Run run) {
        PRINTED.forEach((part, printed) -> {
            if (block.contains(part)) {
                printed.forEach(each -> assertTrue(run.out().contains(each), () -> block + run.out() + run.err()));
            }
        });
        if (block.contains("attributes.exp")) {
            assertFalse(run.out().contains("api-key"), run.out());
        }
    }

    @ParameterizedTest
    @MethodSource("pagesWithJShell")
    void linesOfJShellRun(String page) {
        var lines = String.join("", Markdown.of(page).blocks("jshell"));
        var run = Run.of(directory, environment, lines, List.of("bash", "-c", "jbang shell@catalog"));

        assertEquals(0, run.exit(), run.out() + run.err());
        assertTrue(run.out().contains("web-01"), run.out() + run.err());
    }

    @ParameterizedTest
    @MethodSource("pagesWithZsh")
    void zshCommandsRun(String page) {
        for (var block : Markdown.of(page).blocks("zsh")) {
            Tools.require("zsh");
            var script = "autoload -U compinit; compinit -u -D\n" + block;
            var run = Run.of(directory, environment, "", List.of("zsh", "-fc", script));
            assertEquals("", String.join("\n", run.complaints()));
        }
    }

    @ParameterizedTest
    @MethodSource("pagesWithSessions")
    void sessionsShowWhatTheCommandsPrint(String page) {
        for (var session : Markdown.of(page).blocks("console")) {
            var command = session.lines().findFirst().orElseThrow().substring(2);
            var shown = session.substring(session.indexOf('\n') + 1);
            var run = Run.of(directory, environment, "", List.of("bash", "-c", command));
            assertEquals(shown, run.out(), run.err());
        }
    }

    @ParameterizedTest
    @MethodSource("pagesWithJava")
    void javaRuns(String page) throws IOException {
        var drivers = Files.createDirectories(directory.resolve("classes/META-INF/services"));
        Files.writeString(drivers.resolve("java.sql.Driver"), FakeDriver.class.getName());
        for (var block : Markdown.of(page).blocks("java")) {
            var run = JavaSource.of(block, directory).run(environment, "");
            assertEquals(0, run.exit(), () -> page + ":\n" + block + run.out() + run.err());
            assertFalse(run.out().isBlank(), page);
            assertPrinted(block, run);
        }
    }

    /** What runs above has the whole class path; what is pasted has what its first lines bring. */
    @ParameterizedTest
    @MethodSource("pagesWithJava")
    void javaBringsWhatItImports(String page) {
        var code = Architecture.asItIs();
        for (var block : Markdown.of(page).blocks("java")) {
            var files = new TreeSet<String>();
            words(block, "//SOURCES ")
                    .map(Architecture::byCatalog)
                    .forEach(file -> files.addAll(code.filesReadBy(file)));
            var libraries = Stream.concat(Stream.of(block), files.stream().map(Project::read))
                    .flatMap(text -> words(text, "//DEPS "))
                    .map(library -> library.replaceFirst("^([^.:]+\\.[^.:]+).*", "$1"))
                    .toList();
            IMPORT.matcher(block).results().map(each -> each.group(1)).forEach(name -> {
                boolean brought = name.startsWith("java.")
                        || files.contains("lib/" + name.replace('.', '/') + ".java")
                        || files.contains("simulator/" + name.replace('.', '/') + ".java")
                        || libraries.stream().anyMatch(library -> name.startsWith(library + "."));
                assertTrue(brought, () -> "nothing brings " + name + " to\n" + block);
            });
        }
    }

    private static Stream<String> words(String text, String line) {
        return text.lines()
                .filter(each -> each.startsWith(line))
                .flatMap(each -> Stream.of(each.substring(line.length()).strip().split(" ")));
    }
}
