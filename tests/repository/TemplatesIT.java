package repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloudshell.simulator.Simulator;
import cloudshell.simulator.SimulatorOptions;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import harness.JavaSource;
import harness.Jbang;
import harness.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code jbang init -t} hands out. */
class TemplatesIT {
    private static final Jbang JBANG = Jbang.shared();

    private static Simulator simulator;

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() {
        simulator = Simulator.start(SimulatorOptions.DEFAULTS.withVms(2));
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @ParameterizedTest
    @CsvSource({
        "azure-script,    'web-01  westeurope'",
        "azure-rest,      '  RG-DB in southeastasia'",
        "azure-query,     'web-01_os  westeurope'",
        "azure-cli,       'RG-BATCH  westeurope'",
        "graph-me,        'Simulated User <user@simulator.example>'",
        "keyvault-secret, 'simulated-secret'",
    })
    void aScriptRunsAsItComes(String template, String printed) throws IOException {
        var run = JavaSource.of(init(template, "Mine"), directory).run(simulator.environment(), "");

        assertEquals(0, run.exit(), run.err());
        assertTrue(run.out().lines().toList().contains(printed), run.out());
    }

    /** What their comments suggest. */
    @ParameterizedTest
    @CsvSource({
        "azure-script, Microsoft.Compute/virtualMachines, 2021-07-01, Microsoft.Compute/disks, 2023-04-02",
        "azure-script, Microsoft.Compute/virtualMachines, 2021-07-01, Microsoft.Network/publicIPAddresses, 2023-11-01",
        "azure-script, Microsoft.Compute/virtualMachines, 2021-07-01, Microsoft.Storage/storageAccounts, 2023-01-01",
    })
    void theEditsThatAreSuggestedWork(String template, String type, String version, String other, String itsVersion)
            throws IOException {
        var text = init(template, "Mine");
        assertTrue(text.contains(other), text);

        var edited = text.replace('"' + type + '"', '"' + other + '"').replace(version, itsVersion);
        var run = JavaSource.of(edited, directory).run(simulator.environment(), "");

        assertEquals(0, run.exit(), run.err());
        assertTrue(
                run.out().lines().allMatch(line -> line.matches("\\S+  [a-z]+"))
                        && !run.out().isEmpty(),
                run.out());
    }

    @Test
    void theListThatGraphsTemplateSuggestsWorks() throws IOException {
        var text = init("graph-me", "Mine");
        var line = text.lines()
                .filter(each -> each.startsWith("// graph.list("))
                .findFirst()
                .orElseThrow();

        var edited = text.replaceFirst("(?m)^( +var me = )", Matcher.quoteReplacement(line.substring(3)) + "\n$1");
        var run = JavaSource.of(edited, directory).run(simulator.environment(), "");

        assertEquals(0, run.exit(), run.err());
        assertTrue(run.out().lines().count() > 1, run.out());
    }

    @Test
    void aScriptThatFailsSaysWhyOnOneLineAndEndsAsTheCommandsDo() throws IOException {
        var environment = new HashMap<>(simulator.environment());
        environment.put("AZURE_SUBSCRIPTION_ID", "Nobody");

        var run = JavaSource.of(init("azure-script", "Mine"), directory).run(environment, "");

        assertEquals(2, run.exit());
        assertEquals(
                List.of(
                        "Mine: could not choose the subscription: there is no subscription 'Nobody'",
                        "Try: one of 'Production'"),
                run.err().lines().toList());
    }

    @Test
    void anSdkClientRunsAsItComesWithTheLibrariesThatItNames() throws IOException {
        init("azure-sdk", "Mine");

        var run = JBANG.run(directory, simulator.environment(), "", "Mine.java");

        assertEquals("api-02  eastus\nweb-01  westeurope\n", run.out(), run.err());
    }

    @Test
    void theCatalogMayHaveAnotherName() throws IOException {
        JBANG.run(directory, Map.of(), "", "init", "-Dcatalog=azure", "-t", "azure-cli@catalog", "Mine.java");

        var text = Files.readString(directory.resolve("Mine.java"));

        assertTrue(text.contains("//SOURCES cloudshell@azure\n//SOURCES cloudshell-rows@azure\n"), text);
    }

    @Test
    void eachFileIsInTheCatalogAndShort() throws IOException {
        var listed = new TreeSet<String>();
        for (JsonNode template :
                new JsonMapper().readTree(Project.read("jbang-catalog.json")).path("templates")) {
            template.path("file-refs").forEach(file -> listed.add(file.asText()));
        }
        try (var files = Files.list(Project.root().resolve("templates"))) {
            for (var file : files.toList()) {
                assertTrue(listed.remove("templates/" + file.getFileName()), file.toString());
                assertTrue(Files.readAllLines(file).size() < 60, file.toString());
            }
        }
        assertTrue(listed.isEmpty(), listed.toString());
    }

    private String init(String template, String name) throws IOException {
        var run = JBANG.run(directory, Map.of(), "", "init", "-t", template + "@catalog", name + ".java");
        assertEquals(0, run.exit(), run.err());
        return Files.readString(directory.resolve(name + ".java"));
    }
}
