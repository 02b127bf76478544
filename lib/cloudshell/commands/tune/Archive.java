package cloudshell.commands.tune;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Classes as the JVM has them in memory once they are loaded and checked, in a file: a class-data archive (JEP 350), and
 * from Java 25 on an AOT cache (JEP 514). The JVM itself compares it with its own build and with the class path, and
 * goes on without it where they differ; logging is off, since the JVM would tell so on standard output.
 */
record Archive(Path file, int java) {
    private static final int FIRST_WITH_CACHE = 25;
    private static final String SILENT = "-Xlog:disable";

    static Archive of(Path folder, String name) {
        int java = Runtime.version().feature();
        return new Archive(folder.resolve(name + (java >= FIRST_WITH_CACHE ? ".aot" : ".jsa")), java);
    }

    /** A run with these flags writes the archive when it ends. */
    List<String> training() {
        return List.of((cache() ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + draft(), SILENT);
    }

    /** Flags that every JVM from 17 on takes, this one or another. */
    List<String> use() {
        return cache()
                ? List.of("-XX:+IgnoreUnrecognizedVMOptions", "-XX:AOTCache=" + file, SILENT)
                : List.of("-Xshare:auto", "-XX:SharedArchiveFile=" + file, SILENT);
    }

    /** Puts what the training has written in its place; programs that still use the former one keep it. */
    void keep() throws IOException {
        Files.move(draft(), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private boolean cache() {
        return java >= FIRST_WITH_CACHE;
    }

    private Path draft() {
        return file.resolveSibling(file.getFileName() + ".new");
    }
}
