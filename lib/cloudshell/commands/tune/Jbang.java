package cloudshell.commands.tune;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * JBang, as the user starts it.
 *
 * @param launcher the script that does so: {@code jbang}, or {@code jbangw} by its path or a link to it
 */
record Jbang(String launcher, Map<String, String> environment) {
    /** What a process needs to find its programs; nothing else of the user's reaches a process that is trained. */
    private static final Set<String> NEEDED = Set.of(
            "PATH",
            "HOME",
            "LANG",
            "LC_ALL",
            "LC_CTYPE",
            "TMPDIR",
            "JAVA_HOME",
            "JBANG_DIR",
            "JBANG_CACHE_DIR",
            "JBANG_REPO",
            "MAVEN_OPTS",
            "MAVEN_ARGS");

    static Jbang of(Map<String, String> environment) {
        var needed = new HashMap<>(environment);
        needed.keySet().retainAll(NEEDED);
        return new Jbang(environment.getOrDefault("JBANG_LAUNCH_CMD", "jbang"), needed);
    }

    static String alias(String command) {
        return command + "@catalog";
    }

    /** jbangw by its path, where that is what the user starts. */
    Optional<String> jbangw() {
        var file = Path.of(launcher);
        try {
            return Files.exists(file) && file.toRealPath().endsWith("jbangw")
                    ? Optional.of(file.toRealPath().toString())
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** A command's archive, as jbangw keeps it: {@code current}, {@code stale} or {@code none}, and its size. */
    Tuned state(String command) throws IOException, InterruptedException {
        var words = train("state", command, List.of(), Map.of()).out().strip().split(" ");
        return words.length == 2
                ? new Tuned(command, words[0], Long.parseLong(words[1]))
                : new Tuned(command, "none", 0);
    }

    /** Has jbangw keep an archive of the classes that a command loads. */
    boolean tune(String command, List<String> arguments, Map<String, String> service)
            throws IOException, InterruptedException {
        run(List.of(launcher, alias(command), "--version"), Map.of());
        return train("yes", command, arguments, service).exit() == 0;
    }

    /** Has jbangw go on without a command's archive. */
    void forget(String command) throws IOException, InterruptedException {
        train("no", command, List.of(), Map.of());
    }

    private Result train(String what, String command, List<String> arguments, Map<String, String> service)
            throws IOException, InterruptedException {
        var words = new ArrayList<>(List.of(launcher, alias(command)));
        words.addAll(arguments);
        var variables = new HashMap<>(service);
        variables.put("JBANGW_TRAIN", what);
        return run(words, variables);
    }

    String version() throws IOException, InterruptedException {
        return run(List.of(launcher, "version"), Map.of()).out().strip();
    }

    /** The output and exit code of a command that has come to its end. */
    record Result(int exit, String out) {}

    Result run(List<String> words, Map<String, String> more) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(words)
                .directory(Path.of("/").toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().putAll(more);
        var process = builder.start();
        process.getOutputStream().close();
        var out = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Result(process.waitFor(), out);
    }
}
