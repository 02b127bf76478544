package scripts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import harness.Jbang;
import harness.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What jbangw adds to the errors of JBang and of javac. */
class BuildHintsIT {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "cloudshell, cloudshell.vm.VirtualMachines, cloudshell-vm",
        "cloudshell, cloudshell.vm.*, cloudshell-vm",
        "cloudshell-token, cloudshell.CloudShell, cloudshell",
        "cloudshell-token, cloudshell.arm.Arm, cloudshell",
        "cloudshell, cloudshell.query.Query, cloudshell-query",
        "cloudshell, cloudshell.simulator.Simulator, cloudshell-simulator",
    })
    void namesThePartOfTheLibraryThatAScriptImportsWithoutIt(String has, String imported, String missing)
            throws IOException {
        var run = run("//SOURCES " + has + "@catalog\nimport " + imported
                + ";\nclass A { public static void main(String[] a)" + " { System.out.println(1); } }\n");

        assertEquals(1, run.exit(), run.err());
        assertTrue(run.err().contains("does not exist") || run.err().contains("cannot find symbol"), run.err());
        assertTrue(
                run.err().endsWith("\nTry: this line in the script: //SOURCES " + missing + "@catalog\n"), run.err());
    }

    @Test
    void addsNothingToAnErrorOfTheScriptsOwn() throws IOException {
        var run = run(
                "//SOURCES cloudshell@catalog\nimport cloudshell.CloudShell;\nimport cloudshell.NoSuch;\nclass A { }\n");

        assertEquals(1, run.exit(), run.err());
        assertEquals(
                List.of(),
                run.err().lines().filter(line -> line.startsWith("Try: ")).toList());
    }

    @Test
    void namesTheJdksThatThereAreIfNoneIsTheOneOfTheScript() throws IOException {
        var run = run("//JAVA 99\nclass A { public static void main(String[] a) { } }\n");

        assertTrue(run.exit() != 0, run.err());
        var hint = "Try: install that JDK and set JAVA_HOME, or change //JAVA; installed: ";
        assertTrue(run.err().contains("\n" + hint), run.err());
        assertTrue(
                run.err()
                        .lines()
                        .anyMatch(line -> line.startsWith(hint)
                                && line.contains(
                                        Integer.toString(Runtime.version().feature()))),
                run.err());
    }

    @ParameterizedTest
    @CsvSource({
        "nope@catalog, there is no template 'nope'",
        "azure-scrpt@catalog, there is no template 'azure-scrpt'; did you mean azure-script@catalog?",
        "azure-script, there is no template 'azure-script'; did you mean azure-script@catalog?",
        "azure-quer, there is no template 'azure-quer'; did you mean azure-query@catalog?",
    })
    void listsTheTemplatesIfThereIsNoSuchOne(String template, String cause) {
        var run = Jbang.shared().run(directory, Map.of(), "", "init", "-t", template, "B.java");

        assertEquals(2, run.exit(), run.err());
        assertTrue(run.err().contains("could not create B.java: " + cause + "\n"), run.err());
        assertTrue(run.err().contains("\nTry: one of these, with @catalog: azure-script azure-rest "), run.err());
    }

    @Test
    void leavesTheTemplatesOfJbangAlone() {
        assertEquals(
                0,
                Jbang.shared()
                        .run(directory, Map.of(), "", "init", "-t", "cli", "C.java")
                        .exit());
    }

    private Run run(String script) throws IOException {
        Files.writeString(directory.resolve("A.java"), script);
        return Jbang.shared().run(directory, Map.of(), "", "A.java");
    }
}
