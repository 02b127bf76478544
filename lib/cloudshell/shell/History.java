package cloudshell.shell;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloudshell.http.AtomicFile;
import cloudshell.token.UsageException;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * JShell's history: typed lines, and settings with {@code -retain}.
 *
 * @param file the file of the history; null for none
 */
public record History(Path file) {
    /** Keeps nothing. */
    public static final History NONE = new History(null);

    private static final String VERB = "keep the history";

    /** Returns {@code cloudshell/shell-history} in the user's state directory (XDG Base Directory Specification). */
    public static History of(Map<String, String> environment) {
        var home = environment.getOrDefault("HOME", System.getProperty("user.home"));
        var state = environment.getOrDefault("XDG_STATE_HOME", "");
        var directory = state.startsWith("/") ? Path.of(state) : Path.of(home, ".local", "state");
        return new History(directory.resolve("cloudshell").resolve("shell-history"));
    }

    /** @throws UsageException if the file exists and cannot be read */
    Map<String, String> read() {
        var kept = new Properties();
        if (file != null && Files.exists(file)) {
            try (var reader = Files.newBufferedReader(file, UTF_8)) {
                kept.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                throw unusable("cannot be read");
            }
        }
        var map = new HashMap<String, String>();
        kept.stringPropertyNames().forEach(name -> map.put(name, kept.getProperty(name)));
        return map;
    }

    /** Writes the whole history or leaves the file unchanged; a new file has mode 600. */
    void write(Map<String, String> kept) {
        if (file == null) {
            return;
        }
        var properties = new Properties();
        properties.putAll(kept);
        try {
            Files.createDirectories(file.getParent());
            var text = new StringWriter();
            properties.store(text, null);
            try (var whole = AtomicFile.open(file)) {
                whole.write(text.toString().getBytes(UTF_8));
            }
        } catch (IOException e) {
            throw unusable("cannot be written");
        }
    }

    private UsageException unusable(String why) {
        return new UsageException(
                VERB, file + " " + why, "another directory: XDG_STATE_HOME=DIR, or leave --history out");
    }
}
