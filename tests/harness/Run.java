package harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** What a finished process did: its exit code and both its outputs. */
public record Run(int exit, String out, String err) {
    private static final long LONGEST_SECONDS = 120;

    /** Runs a command to its end in the environment of {@link #builder} and what is given. */
    public static Run of(Path directory, Map<String, String> environment, String input, List<String> command) {
        try {
            var process = builder(directory, environment, command).start();
            var out = CompletableFuture.supplyAsync(() -> text(process.getInputStream()));
            var err = CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
            try (var in = process.getOutputStream()) {
                in.write(input.getBytes(UTF_8));
            } catch (IOException e) {
                // the process did not want its input
            }
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("still running after " + LONGEST_SECONDS + " s: " + command);
            }
            return new Run(process.exitValue(), out.join(), err.join());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /**
     * A process with nothing of the environment of the person who runs the tests but where Maven keeps its repository:
     * PATH is {@link Tools}, JBang looks for catalogs below the checkout or the temporary directory only, and {@link
     * LeftBehind} knows the process by a variable.
     */
    public static ProcessBuilder builder(Path directory, Map<String, String> environment, List<String> command) {
        var builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", Tools.path());
        builder.environment().put("LANG", "C.UTF-8");
        builder.environment().put("MAVEN_OPTS", mavenOptions());
        builder.environment().put("JBANG_LOCAL_ROOT", localRoot(directory));
        builder.environment().put(LeftBehind.VARIABLE, LeftBehind.VALUE);
        builder.environment().putAll(environment);
        return builder;
    }

    private static String mavenOptions() {
        var options = System.getenv().getOrDefault("MAVEN_OPTS", "");
        return Jbang.otherRepository()
                .filter(repository -> !options.contains("-Dmaven.repo.local=") && !repository.matches(".*\\s.*"))
                .map(repository -> (options + " -Dmaven.repo.local=" + repository).strip())
                .orElse(options);
    }

    private static String localRoot(Path directory) {
        var root = Project.root();
        return directory.toAbsolutePath().startsWith(root)
                ? root.getParent().toString()
                : System.getProperty("java.io.tmpdir");
    }

    private static String text(InputStream stream) {
        try {
            return new String(stream.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lines on stderr that are not JBang's or the launcher's own. */
    public List<String> complaints() {
        return err.lines()
                .filter(line -> !line.startsWith("[jbang]") && !line.startsWith("[jbangw]"))
                .toList();
    }
}
