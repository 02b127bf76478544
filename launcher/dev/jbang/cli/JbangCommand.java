package dev.jbang.cli;

import dev.jbang.util.CommandBuffer;
import dev.jbang.util.Util;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The user's {@code jbang} command: its links, and those of {@code app install}. */
final class JbangCommand {
    private static final String INSTALLED = "#!/bin/sh\nexec jbang ";

    private final Setting setting;
    private final Path launcher;
    private final Path bin;
    private final List<Path> userBins;
    private final List<Path> path;

    JbangCommand(Setting setting) {
        this.setting = setting;
        launcher = setting.home().resolve("jbangw");
        bin = setting.state().resolve("bin");
        var home = Path.of(System.getenv("HOME"));
        userBins = List.of(home.resolve(".local/bin"), home.resolve("bin"));
        path = Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .filter(name -> !name.isEmpty())
                .map(Path::of)
                .toList();
    }

    /** Links `jbang` for programs that are started from jbangw, and repairs links to a clone that was moved. */
    void repairLinks() {
        for (var directory : userBins) {
            var link = directory.resolve("jbang");
            if (isOurs(link) && Files.notExists(link) && replace(link)) {
                Setting.say(link + " pointed to a clone that no longer exists; it now points to " + setting.home());
            }
        }
        if (Files.notExists(bin.resolve("jbang"))) {
            replace(bin.resolve("jbang"));
        }
    }

    int setUp() {
        for (var directory : path) {
            var found = directory.resolve("jbang");
            // jbangw has put its own directory at the end of PATH
            if (Files.isExecutable(found) && (!directory.equals(bin) || System.getenv("JBANGW_TYPED") == null)) {
                Setting.say("jbang is already a command: " + found
                        + (isSame(found, launcher) ? "" : ", which is " + real(found)));
                return 0;
            }
        }
        var target = firstOnPath();
        var link = (target == null ? userBins.get(0) : target).resolve("jbang");
        if (Files.exists(link, java.nio.file.LinkOption.NOFOLLOW_LINKS) && !isOurs(link)) {
            throw new LauncherException(
                    1,
                    "could not make jbang a command: " + link + " already exists and was not created by this tool",
                    "remove it, and run again");
        }
        if (!replace(link)) {
            throw new LauncherException(
                    1,
                    "could not make jbang a command: " + link.getParent() + " cannot be written",
                    quoted(launcher.toString()) + " token@catalog");
        }
        if (target != null) {
            Setting.say("jbang is a command now: " + link);
        } else {
            Setting.say("Linked jbang as " + link + "; add this line to your shell's profile:");
            System.out.println("export PATH=\"" + link.getParent() + ":$PATH\"");
        }
        return 0;
    }

    /**
     * Repairs what `app install` wrote: it executes `jbang`, which need not be a command, in a directory that need not be
     * on the PATH. An uninstalled command loses its link.
     */
    void repairInstalled() throws IOException {
        for (var command : list(bin)) {
            var text = Files.isRegularFile(command) && Files.size(command) < 1 << 16
                    ? Files.readString(command, Setting.charset())
                    : "";
            if (!text.startsWith(INSTALLED)) {
                continue;
            }
            Files.writeString(
                    command,
                    "#!/bin/sh\nexec " + quoted(bin.resolve("jbang").toString()) + " "
                            + text.substring(INSTALLED.length()),
                    Setting.charset());
            if (path.contains(bin) && System.getenv("JBANGW_TYPED") == null) {
                continue;
            }
            var target = firstOnPath();
            var link = target == null ? null : target.resolve(command.getFileName());
            if (link != null && Files.notExists(link) && link(link, command)) {
                Setting.say(command.getFileName() + " is a command now: " + link);
            } else {
                Setting.say(command + " is not on the PATH");
                System.err.println("Try: export PATH=\"" + bin + ":$PATH\"");
            }
        }
        for (var directory : userBins) {
            for (var link : list(directory)) {
                if (Files.isSymbolicLink(link)
                        && Files.notExists(link)
                        && Files.readSymbolicLink(link).startsWith(bin)) {
                    Files.delete(link);
                }
            }
        }
    }

    private Path firstOnPath() {
        return Stream.concat(userBins.stream(), Stream.of(bin).filter(own -> System.getenv("JBANGW_TYPED") == null))
                .filter(path::contains)
                .findFirst()
                .orElse(null);
    }

    private boolean isOurs(Path link) {
        try {
            return Files.isSymbolicLink(link) && Files.readSymbolicLink(link).endsWith("jbangw");
        } catch (IOException e) {
            return false;
        }
    }

    private boolean replace(Path link) {
        try {
            if (Files.isSymbolicLink(link)) {
                Files.delete(link);
            }
            return link(link, launcher);
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean link(Path link, Path target) {
        try {
            Files.createDirectories(link.getParent());
            Files.createSymbolicLink(link, target);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static List<Path> list(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (var files = Files.list(directory)) {
            return files.toList();
        }
    }

    private static boolean isSame(Path a, Path b) {
        return real(a).equals(real(b));
    }

    private static Path real(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            return file;
        }
    }

    private static String quoted(String text) {
        return CommandBuffer.of(text).shell(Util.Shell.bash).asCommandLine();
    }
}
