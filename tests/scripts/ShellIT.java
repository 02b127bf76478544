package scripts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloudshell.simulator.Simulator;
import cloudshell.simulator.SimulatorOptions;
import harness.Expect;
import harness.Jbang;
import harness.Program;
import harness.Project;
import harness.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** JShell with a script on its standard input. */
class ShellIT {
    private static final String GROUPS = "/subscriptions/{subscriptionId}/resourceGroups?api-version=2021-04-01";

    private static Simulator simulator;

    @BeforeAll
    static void start() {
        simulator = Simulator.start(SimulatorOptions.DEFAULTS.withVms(40));
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @Test
    void throughJbangAScriptPrintsWhatItsLinesPrintAndNothingElse() {
        var script = """
                token()
                System.out.println("first")
                // a comment
                for (int i = 0; i < 2; i++) {
                    System.out.println(i);
                }
                vms().limit(2).forEach(System.out::println)
                System.out.println("zwölf")""";

        var run = Jbang.shared().run(Jbang.shared().home(), simulator.environment(), script, "shell@catalog");

        assertEquals("""
                first
                0
                1
                web-01  running  Standard_B2s  westeurope  RG-WEB
                api-02  deallocated  Standard_D4s_v5  eastus  RG-API
                zwölf
                """, run.out());
        assertEquals(List.of(), run.complaints());
        assertEquals(0, run.exit());
    }

    @Test
    void aTokenIsMaskedAndItsSecretIsToBeHad() {
        var run = shell("System.out.println(token())\nSystem.out.println(token(\"graph\").reveal().length() > 100)");

        assertTrue(run.out().matches("AccessToken\\[https://management.azure.com/, \\d+ min left, \\*\\*\\*]\ntrue\n"));
    }

    @Test
    void whatGoesWrongIsOnStderrAsACommandsErrorsAreAndTheScriptGoesOn() {
        var run = shell("""
                vms("Nobody")
                token("nonsense")
                azure().arm().get("/wrong")
                post("/subscriptions?api-version=1", "{")
                System.out.println("still here")
                """);

        assertEquals("still here\n", run.out());
        assertEquals(1, run.exit());
        var lines = run.complaints();
        assertEquals("shell: could not choose the subscription: there is no subscription 'Nobody'", lines.get(0));
        assertEquals("Try: one of 'Production'", lines.get(1));
        assertTrue(lines.get(2).endsWith("'nonsense' is not a known short name"), run.err());
        assertTrue(lines.get(3).contains("audiences() has them all"), run.err());
        assertTrue(
                lines.get(4).startsWith("shell: could not GET ") && lines.get(4).contains("HTTP 400"), run.err());
        assertEquals("Try: add ?api-version=YYYY-MM-DD to the path", lines.get(5));
        assertEquals(
                List.of(
                        "shell: could not write the body: it is not JSON",
                        "Try: post(path, Map.of(\"name\", \"value\"))"),
                lines.subList(6, 8));
        assertEquals(8, lines.size(), run.err());
    }

    @ParameterizedTest
    @CsvSource({
        "int x = \"a\";, incompatible types",
        "throw new IllegalStateException(\"boom\"), boom",
        "nothing(), cannot find symbol",
        "int f() {, ncomplete",
    })
    void aLineThatJavaRejectsMakesTheExitCodeOne(String line, String message) {
        var run = shell("System.out.println(1)\n" + line);

        assertEquals("1\n", run.out());
        assertEquals(1, run.exit());
        assertTrue(run.err().contains(message) || run.err().contains("ends before they are complete"), run.err());
        assertFalse(run.err().contains("JShellProgram"), run.err());
    }

    @Test
    void withFailFastTheLinesBehindAFailedOneAreNotRun() {
        for (var line : List.of("nothing()", "vms(\"Nobody\")", "throw new IllegalStateException()")) {
            var run = shell("System.out.println(1)\n" + line + "\nSystem.out.println(2)\n", "--fail-fast");

            assertEquals("1\n", run.out(), run.err());
            assertEquals(1, run.exit());
        }
        assertEquals(
                new Run(0, "1\n2\n", ""),
                shell("for (int i = 1; i < 3; i++) {\n    System.out.println(i);\n}\n", "--fail-fast"));
    }

    @Test
    void theSubscriptionIsCheckedAtTheStart() {
        for (var name : List.of("Nobody", "20000000-0000-4000-8000-000000000000")) {
            Expect.failure(shell("System.out.println(1)\n", "-s", name), 2, "shell", "no subscription");
        }
        assertEquals(new Run(0, "1\n", ""), shell("System.out.println(1)\n", "-s", "Production"));
    }

    @Test
    void aListingHasTheOperationsOfAStream() {
        var run = shell("""
                System.out.println(vms().limit(2).map(v -> v.name()).collect(Collectors.toList()))
                System.out.println(vms().anyMatch(v -> v.name().equals("web-01")))
                System.out.println(vms().sorted(Comparator.comparing(v -> v.name())).findFirst().get().name())
                System.out.println(list("/subscriptions?api-version=2022-12-01").skip(1).count())
                System.out.println(query("Resources | take 3 | project name").toArray().length)
                System.out.println(vms().collect(Collectors.groupingBy(v -> v.location())).size() > 1)
                """);

        assertEquals("[web-01, api-02]\ntrue\napi-02\n0\n3\ntrue\n", run.out(), run.err());
    }

    @Test
    void exitEndsItWithItsCode() {
        assertEquals(new Run(3, "", ""), shell("/exit 3\nSystem.out.println(1)\n"));
        assertEquals(new Run(0, "", ""), shell("/exit"));
        assertEquals(new Run(0, "", ""), shell(""));
    }

    @Test
    void linesAreInColumnsAndAsManyAsFitOnTheScreen() {
        var text = shell("System.out.println(vms())").out();

        assertTrue(
                text.startsWith("\nweb-01    running      Standard_B2s       westeurope     RG-WEB\n"
                        + "api-02    deallocated  Standard_D4s_v5    eastus         RG-API\n"),
                text);
        assertTrue(text.endsWith("\n\u2026 and more: forEach(System.out::println) shows all\n"), text);
        assertTrue(shell("System.out.println(list(\"" + GROUPS + "\"))").out().contains("\nRG-WEB    Microsoft"));
        assertEquals(
                "(none)\n",
                shell("System.out.println(vms().filter(vm -> false))").out());
    }

    @Test
    void jsonIsIndentedAndStaysJson() {
        var run = shell("""
                var response = get("/subscriptions?api-version=2022-12-01")
                System.out.println(response.path("value").get(0).path("subscriptionPolicies").path("spendingLimit"))
                System.out.println(Map.of("a", 1))
                System.out.println(response.toString().startsWith("{\\n  \\"value\\": ["))
                System.out.println(claims("graph").path("upn").asText())
                """);

        assertEquals("\"Off\"\n{a=1}\ntrue\nuser@simulator.example\n", run.out(), run.err());
    }

    @Test
    void everythingThatIsPrintedCanBeRequested() {
        var run = shell("""
                System.out.println(allVms().count())
                System.out.println(query("resources | project id, name").count())
                System.out.println(graph("/me").path("displayName").asText())
                audiences("graph", "https://search.azure.com").forEach(each -> System.out.println(each.status()))
                System.out.println(audiences().count() > 20)
                System.out.println(subscriptions().map(each -> each.name()).toList())
                """);

        assertTrue(run.out().startsWith("40\n"), run.out() + run.err());
        assertTrue(run.out().endsWith("\nSimulated User\nsupported\nnot supported\ntrue\n[Production]\n"), run.out());
        assertEquals(0, run.exit(), run.err());
    }

    @Test
    void graphsTokenGoesToTheCloudsOwnOrToLocalhost() {
        var environment = new HashMap<>(simulator.environment());
        environment.put("AZURE_MICROSOFT_GRAPH_ENDPOINT", "https://graph.example.com");

        var run = run(environment, "graph(\"/me\")");

        assertTrue(
                run.err().startsWith("shell: could not call Microsoft Graph: AZURE_MICROSOFT_GRAPH_ENDPOINT is "),
                run.err());
        assertEquals(1, run.exit());
    }

    @Test
    void helpListsEachMethodAndDescribesOne() {
        var run = shell("help()\nhelp(\"query\")\nhelp(\"nonsense()\")");

        for (var verb : List.of(
                "token()",
                "claims()",
                "subscriptions()",
                "vms()",
                "allVms()",
                "query(kql)",
                "get(path)",
                "post(path, body)",
                "list(path)",
                "graph(",
                "audiences()",
                "azure()")) {
            assertTrue(run.out().contains("\n" + verb) || run.out().startsWith(verb), verb);
        }
        assertTrue(run.out().lines().allMatch(line -> line.length() <= 80), run.out());
        assertTrue(run.out().contains("\nquery\n  about the whole tenant."), run.out());
        assertTrue(run.out().contains("\nunknown method 'nonsense'.\n"), run.out());
    }

    @Test
    void optionsAreAsEverywhere() {
        assertTrue(run(Map.of(), "", "--help").out().startsWith("shell 0.3.0: starts JShell with the library"));
        assertTrue(run(Map.of(), "", "--version").out().startsWith("shell "));
        Expect.failure(run(Map.of(), "", "--nonsense"), 2, "shell", "there is no option --nonsense");
        Expect.failure(run(Map.of(), "", "--cloud", "Nowhere"), 2, "shell", "Nowhere");
        assertEquals(
                "40\n",
                run(simulator.environment(), "System.out.println(vms().count())", "-s", "Production")
                        .out());
    }

    @Test
    void nothingIsLeftBehind(@TempDir Path home) throws IOException {
        var environment = new HashMap<>(simulator.environment());
        environment.put("HOME", home.toString());

        run(environment, "System.out.println(token().reveal())", "--history");

        try (var files = Files.list(home)) {
            assertEquals(List.of(), files.toList());
        }
    }

    private static Run shell(String script, String... arguments) {
        return run(simulator.environment(), script, arguments);
    }

    private static Run run(Map<String, String> environment, String script, String... arguments) {
        var all = new HashMap<>(Map.of("HOME", Project.emptyHome().toString()));
        all.putAll(environment);
        return Run.of(Project.emptyHome(), all, script, Program.command("ShellScript", List.of(arguments)));
    }
}
