package harness;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A script as a process of its own, started by {@code java} without JBang: the same program in a tenth of the time,
 * for the many cases in which JBang has no part.
 */
public final class Program {
    private static final List<String> FLAGS =
            List.of("-XX:TieredStopAtLevel=1", "-XX:CompileThresholdScaling=10", "-XX:+UseSerialGC", "-Xmn24m");

    private Program() {}

    /**
     * Runs a script's class, {@code Token} for token.java. The home folder is an empty one, so that nothing of the
     * person who runs the tests is read.
     */
    public static Run run(String mainClass, Map<String, String> environment, String... arguments) {
        var all = new HashMap<>(Map.of("HOME", Project.emptyHome().toString()));
        all.putAll(environment);
        return Run.of(Path.of("").toAbsolutePath(), all, "", command(mainClass, List.of(arguments)));
    }

    /** The command line of a script's class. */
    public static List<String> command(String mainClass, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.addAll(List.of("-cp", Project.classPath(), mainClass));
        command.addAll(arguments);
        return command;
    }
}
