package cloudshell.commands.tune;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import cloudshell.token.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Small shell scripts of the commands' names, which start them by what jbangw remembers: never older code. */
final class Launchers {
    private static final String MARK = "# made by `jbang tune@catalog --launchers`";
    private static final int LONGEST = 4096;

    private Launchers() {}

    /** @throws UsageException where something else has that name */
    static void write(Path file, String alias, String jbangw) throws IOException {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !isOurs(file)) {
            throw new UsageException(
                    "write a launcher", file + " is there and is something else", "--launchers with another folder");
        }
        var text = """
                #!/bin/sh
                %s
                [ -x %s ] || exec jbang %s "$@"
                exec %2$s %3$s "$@"
                """.formatted(MARK, quoted(jbangw), quoted(alias));
        Drafts.write(file, text.getBytes(UTF_8));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    static void remove(Path file) throws IOException {
        if (isOurs(file)) {
            Files.delete(file);
        }
    }

    private static boolean isOurs(Path file) throws IOException {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && Files.size(file) < LONGEST
                && Files.readString(file, ISO_8859_1).contains(MARK);
    }

    static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
