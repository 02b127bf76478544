package cloudshell.commands.tune;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Files that are whole or not there: each process writes a draft of its own and moves it. */
final class Drafts {
    private Drafts() {}

    static Path of(Path file) {
        return file.resolveSibling(
                file.getFileName() + "." + ProcessHandle.current().pid());
    }

    /** Writes a file in place of what has its name; a link of that name is replaced, not followed. */
    static void write(Path file, byte[] content) throws IOException {
        try {
            Files.write(of(file), content);
            Files.move(of(file), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(of(file));
        }
    }
}
