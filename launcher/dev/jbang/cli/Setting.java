package dev.jbang.cli;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What jbangw passes to the launcher.
 *
 * @param home the clone that jbangw is in
 * @param entry the cache entry to write, or null if the run is not cached
 * @param values the values that the entry depends on, as jbangw compares them
 * @param catalogs the catalogs in the current directory and above
 * @param java the JDK's java, without links
 * @param store the directory of the launcher's own files
 * @param started when the launcher started
 */
record Setting(
        Path home, Path entry, String values, List<Path> catalogs, Path java, Path store, Path state, long started) {
    /** File times of the kernel are up to one tick old; jbangw and the JVM need longer than this to start. */
    private static final long TICK_MILLIS = 10;

    static Setting ofProcess() {
        var entry = System.getProperty("jbangw.entry");
        return new Setting(
                Path.of(System.getProperty("jbangw.home")),
                entry.isEmpty() ? null : Path.of(entry),
                System.getProperty("jbangw.values"),
                Stream.of(System.getProperty("jbangw.catalogs").split(":"))
                        .filter(name -> !name.isEmpty())
                        .map(Path::of)
                        .toList(),
                Path.of(System.getProperty("jbangw.java")),
                Path.of(System.getProperty("jbangw.store")),
                Path.of(System.getenv("JBANG_DIR")),
                System.currentTimeMillis() - TICK_MILLIS);
    }

    Path ownCatalog() {
        return home.resolve("jbang-catalog.json");
    }

    /** The charset in which the JVM decodes arguments and file names, so that they are written unchanged. */
    static Charset charset() {
        var name = System.getProperty("sun.jnu.encoding");
        return name != null && Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.UTF_8;
    }

    /** Returns how the user can type this launcher. */
    static String typed() {
        return System.getenv().getOrDefault("JBANGW_TYPED", "jbang");
    }

    /** Prints progress to a terminal only: a pipe or a log has the program's own lines. */
    static void progress(String message) {
        if (Boolean.getBoolean("jbangw.terminal")) {
            say(message);
        }
    }

    static void say(String message) {
        System.err.println("[jbangw] " + message);
    }
}
