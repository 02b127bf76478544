package repository;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cloudshell.simulator.Simulator;
import cloudshell.simulator.SimulatorOptions;
import harness.DocsPrograms;
import harness.JavaSource;
import harness.Jbang;
import harness.Project;
import harness.Run;
import harness.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pictures of the documentation show what the commands print today. */
class PicturesIT {
    private static final List<String> TYPED = List.of(
            "token()",
            "vms().limit(3)",
            "query(\"Resources | summarize vms = count() by location | top 3 by vms\")",
            "get(\"/subscriptions/{subscriptionId}?api-version=2022-12-01\").at(\"/displayName\")",
            "claims(\"graph\").at(\"/upn\")",
            "token(\"https://api.example.org\")");

    private static final List<String> PROGRAMS = List.of(
            "jbang exec@catalog --only vault -- sh job.sh https://vault.azure.net",
            "jbang exec@catalog --only vault -- sh job.sh https://graph.microsoft.com");

    /** What any SDK sends for a managed identity. */
    private static final String JOB = """
            curl -s -H "X-IDENTITY-HEADER: $IDENTITY_HEADER" \\
              "$IDENTITY_ENDPOINT?api-version=2019-08-01&resource=$1" |
              sed 's/"access_token":"[^"]*/"access_token":"***/; s/",/",\\n  /g'
            echo
            """;

    @TempDir
    Path directory;

    @Test
    void theTour() throws IOException {
        var environment = DocsPrograms.in(directory, Jbang.compiled(directory.resolve("home")), Map.of());
        var tour = Run.of(directory, environment, "", List.of("bash", "-c", "jbang demo@catalog 2>&1"));

        compare("demo.svg", tour.out());
    }

    @Test
    void jshell() throws IOException {
        Tools.require("script");
        try (var simulator = Simulator.start(SimulatorOptions.DEFAULTS.withVms(12))) {
            var screen =
                    atTerminal(environment(simulator), "jbang shell@catalog", String.join("\n", TYPED) + "\n/exit\n");
            var prompts = TYPED.iterator();
            var session = new StringBuilder("$ jbang shell@catalog\n");
            for (var line : screen.substring(screen.indexOf("Azure Cloud Shell toolkit"))
                    .split("\n")) {
                if (line.startsWith(">....") && prompts.hasNext()) {
                    session.append("\njshell> ").append(prompts.next()).append('\n');
                }
                session.append(line.replace(">....", "")).append('\n');
            }

            compare("shell.svg", session.substring(0, session.indexOf("|  Goodbye")));
        }
    }

    @Test
    void exec() throws IOException {
        Tools.require("script", "curl");
        Files.writeString(directory.resolve("job.sh"), JOB);
        try (var simulator = Simulator.start(SimulatorOptions.DEFAULTS)) {
            var session = new StringBuilder("$ cat job.sh\n" + JOB + "\n");
            var environment = environment(simulator);
            for (var line : PROGRAMS) {
                session.append("$ ")
                        .append(line)
                        .append('\n')
                        .append(atTerminal(environment, line, ""))
                        .append('\n');
            }

            compare("exec.svg", session.toString());
        }
    }

    private Map<String, String> environment(Simulator simulator) throws IOException {
        return DocsPrograms.in(directory, Jbang.compiled(directory.resolve("home")), simulator.environment());
    }

    private String atTerminal(Map<String, String> environment, String line, String typed) {
        var words = List.of("script", "-qec", "stty rows 40 cols 100 -echo; " + line, "/dev/null");
        return Run.of(directory, environment, typed, words).out().replaceAll("\\e\\[[0-9;?]*[A-Za-z]|\\e[=>]|\r", "");
    }

    private void compare(String name, String session) throws IOException {
        var picture =
                JavaSource.of(Project.read("docs/Picture.java"), directory).run(Map.of(), session);
        Files.writeString(Project.target(".").resolve(name), picture.out());

        assertEquals(
                withoutNumbers(Project.read("docs/" + name)),
                withoutNumbers(picture.out()),
                "copy target/" + name + " to docs/");
    }

    /** Times and random ids differ from run to run. */
    private static String withoutNumbers(String svg) {
        return svg.replaceAll("Version [0-9.]+", "Version")
                .replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "ID")
                .replaceAll("\\d+", "0");
    }
}
