package cloudshell.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotLinkException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;

/**
 * Writes a file completely or leaves it unchanged. The content goes into a temporary file in the same directory, which
 * is created under a random new name with mode 600, and a rename puts it in place of the target, with the target's
 * mode. If a rename would lose hard links, owner or group, or the target is not a regular file (a pipe), the content is
 * written in place and not atomically. If the target is a symbolic link, the link stays and its file is written; a link
 * to a file that does not exist is an error.
 */
public final class AtomicFile implements AutoCloseable {
    private static final int RANDOM_BYTES = 12;
    private static final Set<OpenOption> CREATE =
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

    private final Path target;
    private final Path draft;
    private final SeekableByteChannel channel;

    private AtomicFile(Path target, Path draft, SeekableByteChannel channel) {
        this.target = target;
        this.draft = draft;
        this.channel = channel;
    }

    /**
     * Opens a file for writing and leaves its content unchanged.
     *
     * @throws IOException if the file cannot be written
     */
    public static AtomicFile open(Path file) throws IOException {
        var absolute = file.toAbsolutePath();
        if (Files.isSymbolicLink(absolute) && !Files.exists(absolute)) {
            throw new NotLinkException(file.toString(), null, "it is a link to a file that does not exist");
        }
        if (Files.isDirectory(absolute)) {
            throw new FileAlreadyExistsException(file.toString(), null, "it is a directory");
        }
        if (!Files.exists(absolute)) {
            return draftOf(absolute);
        }
        if (!Files.isRegularFile(absolute)) {
            if (!Files.isWritable(absolute)) {
                throw new FileSystemException(file.toString(), null, "permission denied");
            }
            return new AtomicFile(absolute, null, null);
        }
        var target = absolute.toRealPath();
        var inPlace = Files.newByteChannel(target, StandardOpenOption.WRITE);
        try {
            var replacing = draftOf(target);
            if (replacing.takesAttributes()) {
                inPlace.close();
                return replacing;
            }
            replacing.close();
        } catch (IOException e) {
            // the directory is not writable, but the file may be
        }
        return new AtomicFile(target, null, inPlace);
    }

    private static AtomicFile draftOf(Path target) throws IOException {
        var random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        var draft = target.resolveSibling(".cloudshell-" + HexFormat.of().formatHex(random) + ".part");
        var attributes = target.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        var channel = Files.newByteChannel(draft, CREATE, attributes);
        draft.toFile().deleteOnExit();
        return new AtomicFile(target, draft, channel);
    }

    /** Gives the temporary file the mode of the target; returns false if owner, group or hard links cannot be kept. */
    private boolean takesAttributes() throws IOException {
        var views = target.getFileSystem().supportedFileAttributeViews();
        if (!views.contains("posix")) {
            return true;
        }
        if (views.contains("unix") && (int) Files.getAttribute(target, "unix:nlink") > 1) {
            return false;
        }
        var view = Files.getFileAttributeView(draft, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        var mine = view.readAttributes();
        var old =
                Files.getFileAttributeView(target, PosixFileAttributeView.class).readAttributes();
        if (!mine.owner().equals(old.owner()) || !mine.group().equals(old.group())) {
            return false;
        }
        view.setPermissions(old.permissions());
        return true;
    }

    /**
     * Writes the whole content, once.
     *
     * @throws IOException if that fails; the target is unchanged unless it is written in place
     */
    public void write(byte[] content) throws IOException {
        if (channel == null) {
            Files.write(target, content, StandardOpenOption.WRITE);
            return;
        }
        for (var left = ByteBuffer.wrap(content); left.hasRemaining(); ) {
            channel.write(left);
        }
        channel.truncate(content.length);
        channel.close();
        if (draft != null) {
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Deletes the temporary file unless it has become the target. */
    @Override
    public void close() {
        try {
            if (channel != null) {
                channel.close();
            }
            if (draft != null) {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            // it stays, with nothing of the target's
        }
    }
}
