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

    /** Runs a command to its end in an environment of nothing but PATH, LANG and what is given. */
    public static Run of(Path folder, Map<String, String> environment, String input, List<String> command) {
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", System.getenv("PATH"));
        builder.environment().put("LANG", "C.UTF-8");
        builder.environment().putAll(environment);
        try {
            var process = builder.start();
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
