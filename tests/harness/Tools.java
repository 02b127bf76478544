package harness;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The PATH of the processes that tests start: a directory with links to the programs named below and nothing else, so
 * that a {@code jbang}, {@code az} or {@code pwsh} of the person who runs the tests is never found.
 */
public final class Tools {
    /** What scripts, launchers and pages call: POSIX utilities, shells, Maven, and a few clients. */
    private static final List<String> NAMES = List.of(
            ("sh bash dash zsh ksh fish busybox awk gawk mawk sed grep tr cut head tail sort uniq wc cat cp mv ln rm ls"
                            + " mkdir rmdir mkfifo mktemp chmod chown touch dirname basename readlink realpath env id"
                            + " uname date sleep kill ps tee test true false expr printf echo printenv seq yes find"
                            + " xargs od cmp diff cksum sha256sum shasum openssl stty tty script getent locale nohup"
                            + " setsid timeout which mvn git curl python3 node npm jq unshare su stat df dd"
                            + " flock mount infocmp tput iconv tar gzip unzip uuidgen hostname whoami")
                    .split(" "));

    private Tools() {}

    /** Text as one word of a shell's single quotes. */
    public static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    /** The PATH with all tools that this system has. */
    public static String path() {
        return Holder.BIN.toString();
    }

    /** Skips the test, and says so in the summary, unless the system has all these tools. */
    public static void require(String... names) {
        for (var name : names) {
            assumeTrue(find(name).isPresent(), name + " is not installed");
        }
    }

    /** Where a tool is on this system, found as {@code command -v} finds it. */
    public static Optional<Path> find(String name) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(directory -> Path.of(directory, name))
                .filter(file -> file.isAbsolute() && Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    /**
     * A command that is started with the default actions of all signals: a shell ignores SIGINT for what it runs in the
     * background, and its children inherit that.
     */
    public static List<String> withDefaultSignals(List<String> command) {
        if (!Holder.RESETS_SIGNALS) return command;
        return Stream.concat(Stream.of("env", "--default-signal"), command.stream())
                .toList();
    }

    /** Made on first use. */
    private static final class Holder {
        private static final Path BIN = link(Project.emptied("tools-" + System.getProperty("fork", "1")));

        /** GNU's env has the option since coreutils 8.31. */
        private static final boolean RESETS_SIGNALS =
                Run.of(BIN, Map.of(), "", List.of("sh", "-c", "env --default-signal true"))
                                .exit()
                        == 0;
    }

    private static Path link(Path directory) {
        for (var name : NAMES) {
            find(name).ifPresent(file -> {
                try {
                    Files.createSymbolicLink(directory.resolve(name), file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        return directory;
    }
}
