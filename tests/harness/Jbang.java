package harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * JBang as users run it, by {@code ./jbangw}, each with a home and a JBANG_DIR of its own.
 *
 * @param home the home directory; JBANG_DIR is {@code .jbang} in it
 */
public record Jbang(Path home) {
    /** The one that most tests share, so that each script is compiled once for all of them. */
    public static Jbang shared() {
        return new Jbang(Project.target("shared-home"));
    }

    /** One with a home of its own that is empty but for the launcher's classes, whose compilation other tests check. */
    public static Jbang compiled(Path home) {
        shared().copyLauncherClasses(home);
        return new Jbang(home);
    }

    /** Copies the launcher's classes into another home; its sources and the JDK name them. */
    private void copyLauncherClasses(Path other) {
        var store = Path.of("cache/jbangw-2-0.132.1");
        var target = other.resolve(".jbang").resolve(store);
        if (Files.exists(target)) return;
        if (FirstRun.VERSION.exit() != 0) throw new IllegalStateException(FirstRun.VERSION.err());
        try (var classes = Files.find(
                jbangDir().resolve(store),
                6,
                (file, attributes) ->
                        attributes.isRegularFile() && file.toString().contains("/launcher-"))) {
            Files.createDirectories(target.getParent());
            Files.createDirectory(
                    target, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            for (var file : classes.toList()) {
                var copy = target.resolve(
                        jbangDir().resolve(store).relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One run for this JVM, which compiles the launcher's classes. */
    private static final class FirstRun {
        private static final Run VERSION = shared().run(Map.of(), "--verbose", "version");
    }

    /** The local Maven repository that JBang uses, into which jbangw has Maven put JBang's jar. */
    public static Path repository() {
        return FirstRun.VERSION
                .err()
                .lines()
                .filter(line -> line.startsWith("Repository: "))
                .map(line -> Path.of(line.substring(line.indexOf(' ') + 1)))
                .findFirst()
                .orElseThrow();
    }

    /**
     * The local repository of the Maven run, which Surefire has in a system property, unless it is the one that JBang
     * and Maven use by themselves.
     */
    static Optional<String> otherRepository() {
        var byDefault = System.getProperty("user.home") + "/.m2/repository";
        return Optional.ofNullable(System.getProperty("localRepository")).filter(name -> !name.equals(byDefault));
    }

    public static String launcher() {
        return Project.root().resolve("jbangw").toString();
    }

    public Path jbangDir() {
        return home.resolve(".jbang");
    }

    /** Runs {@code jbangw} with these arguments in a directory. */
    public Run run(Path directory, Map<String, String> environment, String input, String... arguments) {
        var command = new ArrayList<>(List.of(Project.root().resolve("jbangw").toString()));
        command.addAll(List.of(arguments));
        return Run.of(directory, environment(environment), input, command);
    }

    public Run run(Map<String, String> environment, String... arguments) {
        return run(home, environment, "", arguments);
    }

    /** The environment of a process that finds this home, and the JDK of the tests. */
    public Map<String, String> environment(Map<String, String> more) {
        var all = new HashMap<>(Map.of(
                "HOME", home.toString(),
                "JBANG_DIR", jbangDir().toString(),
                "JAVA_HOME", System.getProperty("java.home"),
                // a detached process would write while a test removes its directory
                "JBANGW_ARCHIVES", "no"));
        otherRepository().ifPresent(repository -> all.put("JBANG_REPO", repository));
        all.putAll(more);
        return all;
    }
}
