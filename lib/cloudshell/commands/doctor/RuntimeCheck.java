package cloudshell.commands.doctor;

import cloudshell.credentials.LocalProgram;
import cloudshell.http.Toolkit;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/** Reports toolkit, Java and JBang, and how they were started. */
final class RuntimeCheck {
    private static final String UNKNOWN = "of unknown version";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private RuntimeCheck() {}

    /** @param flags of the JVM; only its own options are printed, since a property may be a secret */
    static List<Finding> findings(Map<String, String> environment, List<String> flags) {
        var findings = new ArrayList<Finding>();
        findings.add(Finding.ok(
                "versions",
                "toolkit %s, Java %s (%s), %s %s, JBang %s"
                        .formatted(
                                Toolkit.VERSION,
                                System.getProperty("java.version"),
                                System.getProperty("java.vendor"),
                                System.getProperty("os.name"),
                                System.getProperty("os.arch"),
                                jbang(environment))));
        findings.add(startup(flags));
        for (var variable : List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS")) {
            if (!environment.getOrDefault(variable, "").isBlank()) {
                findings.add(Finding.note(
                        "java-options", variable + " is set: each JVM says so on stderr when it starts", ""));
            }
        }
        return findings;
    }

    private static Finding startup(List<String> flags) {
        var quick =
                flags.stream().filter(flag -> flag.startsWith("-X")).distinct().toList();
        return quick.contains("-XX:TieredStopAtLevel=1")
                ? Finding.ok("start-up", "started with " + String.join(" ", quick))
                : Finding.note(
                        "start-up",
                        quick.isEmpty() ? "started without flags" : "started with " + String.join(" ", quick),
                        "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC starts a short program in half the time");
    }

    /** Runs the launcher for its version: JBang passes a script the launcher's path but not its version. */
    private static String jbang(Map<String, String> environment) {
        var launcher = environment.getOrDefault("JBANG_LAUNCH_CMD", "");
        if (launcher.isEmpty()) {
            return "not used";
        }
        var program = LocalProgram.at(launcher, environment);
        try {
            return program.isEmpty() ? UNKNOWN : version(program.get().run(List.of("--version"), PATIENCE));
        } catch (IOException | TimeoutException e) {
            return UNKNOWN;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return UNKNOWN;
        }
    }

    /** Ignores other lines on either output. */
    private static String version(LocalProgram.Ended ended) {
        return (ended.out() + "\n" + ended.err())
                .lines()
                .filter(line -> line.matches("\\d+\\.\\d+\\S*"))
                .findFirst()
                .orElse(UNKNOWN);
    }
}
