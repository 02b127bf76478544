package harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where this checkout has what. */
public final class Project {
    private Project() {}

    public static Path root() {
        return Path.of("").toAbsolutePath();
    }

    /** A folder under target/, made if it is not there. */
    public static Path target(String name) {
        try {
            return Files.createDirectories(root().resolve("target").resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Path emptyHome() {
        return target("empty-home");
    }

    /** The tests' own class path, which has the scripts and the library. */
    public static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
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
