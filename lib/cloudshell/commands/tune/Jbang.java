package cloudshell.commands.tune;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

/**
 * JBang, as the user starts it.
 *
 * @param launcher the script that does so: {@code jbang}, or {@code jbangw} by its path
 */
record Jbang(String launcher, Map<String, String> environment) {
    /** What a process needs to find its programs; nothing else of the user's reaches a process that is trained. */
    private static final Set<String> NEEDED = Set.of(
            "PATH",
            "HOME",
            "LANG",
            "LC_ALL",
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

    /** How JBang starts a command: its own words, without JBang. */
    record Program(String java, List<String> flags, String classPath, String mainClass) {
        List<String> command(List<String> more, List<String> arguments) {
            var words = new ArrayList<>(List.of(java));
            words.addAll(flags);
            words.addAll(more);
            words.addAll(List.of("-classpath", classPath, mainClass));
            words.addAll(arguments);
            return words;
        }
    }

    /** Builds the command behind an alias, if it is not built as it stands. */
    Program program(String alias) throws IOException, InterruptedException {
        var described = run(List.of(), "info", "tools", alias);
        if (described.exit() != 0) {
            throw new IOException("JBang finds no " + alias);
        }
        var tools = new JsonMapper().readTree(described.out());
        var jar = Path.of(tools.path("applicationJar").asText());
        if (!Files.exists(jar) && run(List.of(), "build", alias).exit() != 0) {
            throw new IOException("JBang cannot build " + alias);
        }
        var classPath = new ArrayList<>(List.of(jar.toString()));
        classPath.addAll(texts(tools.path("resolvedDependencies")));
        return new Program(
                Path.of(tools.path("availableJdkPath").asText(), "bin", "java").toString(),
                List.copyOf(new LinkedHashSet<>(texts(tools.path("runtimeOptions")))),
                String.join(File.pathSeparator, classPath),
                mainClass(jar));
    }

    private static String mainClass(Path jar) throws IOException {
        try (var opened = new JarFile(jar.toFile())) {
            return opened.getManifest().getMainAttributes().getValue(Attributes.Name.MAIN_CLASS);
        }
    }

    String version() throws IOException, InterruptedException {
        return run(List.of(), "version").out().strip();
    }

    /** The output and exit code of a command that has come to its end. */
    record Result(int exit, String out) {}

    /** Runs JBang on a JVM with these flags. */
    Result run(List<String> flags, String... arguments) throws IOException, InterruptedException {
        var words = new ArrayList<>(List.of(launcher));
        words.addAll(List.of(arguments));
        return run(words, Map.of("JBANG_JAVA_OPTIONS", String.join(" ", flags)));
    }

    Result run(List<String> words, Map<String, String> more) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().putAll(more);
        var process = builder.start();
        process.getOutputStream().close();
        var out = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Result(process.waitFor(), out);
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(element -> texts.add(element.asText()));
        return texts;
    }
}
