package dev.jbang.cli;

import dev.jbang.Settings;
import dev.jbang.util.Util;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Writes a cache entry for jbangw: a command line and everything that it depends on. */
final class CacheEntry {
    /** Options that make JBang's own archive, attach an agent, or make the command line depend on something else. */
    private static final Set<String> NEVER_CACHED =
            Set.of("@", "-XX:SharedArchiveFile", "-XX:ArchiveClassesAtExit", "-XX:AOT");

    private final Setting setting;
    private final ScriptFiles files;
    private final List<String> words;

    CacheEntry(Setting setting, ScriptFiles files, List<String> words) {
        this.setting = setting;
        this.files = files;
        this.words = words;
    }

    /**
     * Writes the entry, unless it could be stale.
     *
     * @param catalog the catalog of an alias, or null
     * @param trains whether the program gets an archive of its classes
     */
    void write(Path catalog, boolean trains) throws InterruptedException {
        try {
            if (isCacheable()) {
                writeEntry(catalog, trains);
            }
        } catch (IOException e) {
            Util.verboseMsg("The command line is not cached", e);
        }
    }

    private void writeEntry(Path catalog, boolean trains) throws IOException, InterruptedException {
        var directory = setting.entry().getParent();
        Files.createDirectories(directory);
        var depends = dependencies();
        var lines = new ArrayList<String>();
        lines.add("v " + setting.values());
        lines.add("j " + setting.java());
        if (catalog != null) {
            lines.add("o " + catalog);
        }
        words.forEach(word -> lines.add("w " + word));
        for (var line : checksums(depends.stream().filter(Files::exists).toList())) {
            lines.add("s " + line);
        }
        depends.stream().filter(Files::notExists).forEach(file -> lines.add("n " + file));
        files.absent().forEach(file -> lines.add("n " + file));
        if (trains) {
            lines.add("t -XX:DumpLoadedClassList=" + setting.entry() + ".list");
            lines.add("t -Xlog:disable");
        }
        lines.add("end");
        if (lines.stream().anyMatch(line -> line.contains("\n"))) {
            return;
        }
        var draft = Files.createTempFile(directory, "entry", ".tmp");
        Files.write(draft, lines, Setting.charset());
        for (var suffix : List.of(".trained", ".list", ".archive")) {
            Files.deleteIfExists(Path.of(setting.entry() + suffix));
        }
        Files.move(draft, setting.entry(), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Returns whether all files are older than this run; a newer one may differ from what JBang has read. */
    private boolean isCacheable() throws IOException {
        if (!files.isFixed()
                || !words.get(0).endsWith("/bin/java")
                || words.stream().anyMatch(word -> NEVER_CACHED.stream().anyMatch(word::startsWith))) {
            return false;
        }
        for (var file : files.read()) {
            if (((FileTime) Files.getAttribute(file, "unix:ctime")).toMillis() >= setting.started()
                    && !file.startsWith(Settings.getCacheDir())) {
                return false;
            }
        }
        return true;
    }

    private Set<Path> dependencies() {
        var all = new LinkedHashSet<Path>(files.read());
        Stream.of("jbang-catalog.json", "implicit-catalog.json", "jbang.properties", "currentjdk/release")
                .forEach(name -> all.add(setting.state().resolve(name)));
        all.add(setting.ownCatalog());
        all.addAll(setting.catalogs());
        for (var home : List.of(System.getenv("HOME"), System.getProperty("user.home"))) {
            all.add(Path.of(home, ".m2/settings.xml"));
        }
        all.add(Path.of(words.get(0)).resolveSibling("../release").normalize());
        int classPath = words.indexOf("-classpath");
        if (classPath > 0) {
            Stream.of(words.get(classPath + 1).split(":")).map(Path::of).forEach(all::add);
        }
        return all;
    }

    private static List<String> checksums(List<Path> files) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("cksum"));
        files.forEach(file -> command.add(file.toString()));
        var process = new ProcessBuilder(command).start();
        var lines = new String(process.getInputStream().readAllBytes(), Setting.charset());
        if (process.waitFor() != 0) {
            throw new IOException("cksum failed");
        }
        return lines.lines().toList();
    }
}
