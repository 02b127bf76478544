package cloudshell.commands.tune;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloudshell.token.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Collectors;

/** Small shell scripts that start a command without JBang, and with JBang again where what they start is gone. */
final class Launchers {
    private static final String MARK = "# made by `jbang tune@catalog --launchers`";

    private Launchers() {}

    /** @throws UsageException where something else has that name */
    static void write(Path file, String alias, Jbang.Program program, Archive archive, String jbang)
            throws IOException {
        if (Files.exists(file) && !isOurs(file)) {
            throw new UsageException(
                    "write a launcher", file + " is there and is something else", "--launchers with another folder");
        }
        var jar = program.classPath().split(java.io.File.pathSeparator)[0];
        var text = """
                #!/bin/sh
                %s
                [ -x %s ] && [ -r %s ] || exec %s %s "$@"
                exec %s "$@"
                """.formatted(
                        MARK,
                        quoted(program.java()),
                        quoted(jar),
                        quoted(jbang),
                        quoted(alias),
                        program.command(archive.use(), List.of()).stream()
                                .map(Launchers::quoted)
                                .collect(Collectors.joining(" ")));
        Files.writeString(file, text, UTF_8);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    static void remove(Path file) throws IOException {
        if (isOurs(file)) {
            Files.delete(file);
        }
    }

    private static boolean isOurs(Path file) throws IOException {
        return Files.isRegularFile(file) && Files.readString(file, UTF_8).contains(MARK);
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
