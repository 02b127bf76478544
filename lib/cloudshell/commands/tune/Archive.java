package cloudshell.commands.tune;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * JBang's own classes as the JVM has them in memory once they are loaded and checked, in a file: a class-data archive
 * (JEP 350), and from Java 25 on an AOT cache (JEP 514). The JVM compares it with its own build and with the class path,
 * and goes on without it where they differ; logging is off, since the JVM would tell so on standard output. One that was
 * cut or damaged would crash it, so its sum and size are kept beside it for whoever passes it on.
 */
record Archive(Path file, int java) {
    private static final int FIRST_WITH_CACHE = 25;
    private static final String SILENT = "-Xlog:disable";

    static Archive in(Path folder) {
        int java = Runtime.version().feature();
        return new Archive(folder.resolve(java >= FIRST_WITH_CACHE ? "jbang.aot" : "jbang.jsa"), java);
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

    /**
     * Puts what the training has written in its place, once it is on the disk; programs that still use the former one
     * keep it. What jbangw reads goes with it: its line of {@code cksum}, then the flags.
     */
    void keep(Jbang jbang) throws IOException, InterruptedException {
        try (var written = FileChannel.open(draft(), StandardOpenOption.READ)) {
            written.force(true);
        }
        Files.move(draft(), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        var lines = new ArrayList<>(List.of(
                jbang.run(List.of("cksum", file.toString()), Map.of()).out().strip()));
        lines.addAll(use());
        Drafts.write(file.resolveSibling("jbang.use"), (String.join("\n", lines) + "\n").getBytes(UTF_8));
    }

    private boolean cache() {
        return java >= FIRST_WITH_CACHE;
    }

    private Path draft() {
        return Drafts.of(file);
    }
}
