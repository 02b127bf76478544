package cloudshell.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloudshell.token.UsageException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The file of a record, readable by its owner only. It is always a new file: a link in its place is never followed, and
 * only a plain file of the same user is replaced.
 */
final class RecordFile {
    private RecordFile() {}

    /** @throws UsageException if it cannot be created */
    static Writer create(Path file) {
        try {
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                remove(file);
            }
            var channel = Files.newByteChannel(
                    file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes(file));
            return new BufferedWriter(new OutputStreamWriter(Channels.newOutputStream(channel), UTF_8));
        } catch (IOException e) {
            throw new UsageException(
                    "start the simulator",
                    "'" + file + "' cannot be written",
                    "a new file, or one of your own, in a directory that exists");
        }
    }

    private static void remove(Path file) throws IOException {
        boolean plain = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
        if (!plain || !Files.isWritable(file) || !isOurs(file)) {
            throw new IOException("not a plain file of this user");
        }
        Files.delete(file);
    }

    private static boolean isOurs(Path file) throws IOException {
        if (!hasPosix(file)) {
            return true;
        }
        var probe = Files.createTempFile("cloudshell-simulator-", "");
        try {
            return Files.getOwner(probe).equals(Files.getOwner(file, LinkOption.NOFOLLOW_LINKS));
        } finally {
            Files.delete(probe);
        }
    }

    private static FileAttribute<?>[] attributes(Path file) {
        return hasPosix(file)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private static boolean hasPosix(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
