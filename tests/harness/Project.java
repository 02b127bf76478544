package harness;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where this checkout has what. */
public final class Project {
    private Project() {}

    public static Path root() {
        return Path.of("").toAbsolutePath();
    }

    /** A directory under target/, made if it is not there. */
    public static Path target(String name) {
        try {
            return Files.createDirectories(root().resolve("target").resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A directory under target/ with nothing in it. */
    public static Path emptied(String name) {
        var directory = target(name);
        empty(directory);
        return directory;
    }

    /** Removes what is in a directory; links are not followed. */
    public static void empty(Path directory) {
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                if (!file.equals(directory)) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Path emptyHome() {
        return target("empty-home");
    }

    /** The tests' own class path, which has the scripts and the library. */
    public static String classPath() {
        var entries = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Stream.of(entries.split(File.pathSeparator))
                .map(Path::of)
                .filter(Files::exists)
                .map(Path::toAbsolutePath)
                .map(Path::normalize)
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** A file of the checkout as text. */
    public static String read(String file) {
        try {
            return Files.readString(root().resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
