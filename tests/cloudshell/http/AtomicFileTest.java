package cloudshell.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AtomicFileTest {
    @TempDir
    Path directory;

    @Test
    void aNewFileIsReadableByItsOwnerOnly() throws IOException {
        var file = directory.resolve("new");

        write(file, "new");

        assertEquals("rw-------", mode(file));
        assertOnly(file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-------", "rw-r--r--", "rwxr-x---"})
    void anExistingFileKeepsItsMode(String mode) throws IOException {
        var file = existing("old content, which is longer");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));

        write(file, "new");

        assertEquals(mode, mode(file));
        assertEquals("new", Files.readString(file));
        assertOnly(file);
    }

    @Test
    void allHardLinksGetTheContent() throws IOException {
        var file = existing("old content, which is longer");
        var link = Files.createLink(directory.resolve("link"), file);

        write(file, "new");

        assertEquals("new", Files.readString(link));
        assertTrue(Files.isSameFile(file, link));
    }

    @Test
    void aSymbolicLinkStaysAndItsFileIsWritten() throws IOException {
        var file = existing("old");
        var link = Files.createSymbolicLink(directory.resolve("link"), file);

        write(link, "new");

        assertTrue(Files.isSymbolicLink(link));
        assertEquals("new", Files.readString(file));
    }

    @Test
    void aLinkToNothingAndADirectoryAreErrors() throws IOException {
        var link = Files.createSymbolicLink(directory.resolve("link"), directory.resolve("nothing"));

        assertThrows(IOException.class, () -> AtomicFile.open(link));
        assertThrows(IOException.class, () -> AtomicFile.open(directory));
        assertTrue(Files.isSymbolicLink(link) && !Files.exists(directory.resolve("nothing")));
    }

    @Test
    void noTemporaryNameIsUsedTwiceAndNoneIsLeft() throws IOException {
        var file = existing("old");
        try (var one = AtomicFile.open(file);
                var other = AtomicFile.open(file);
                var files = Files.list(directory)) {
            assertEquals(3, files.count());
            assertEquals("old", Files.readString(file));
            one.write("one".getBytes());
            other.write("other".getBytes());
        }
        AtomicFile.open(file).close();

        assertEquals("other", Files.readString(file));
        assertOnly(file);
    }

    @Test
    void aFullDiskIsReported() throws IOException {
        assumeTrue(Files.exists(Path.of("/dev/full")), "a system with /dev/full");
        try (var full = AtomicFile.open(Path.of("/dev/full"))) {
            assertThrows(IOException.class, () -> full.write(new byte[] {1}));
        }
    }

    private static void write(Path file, String text) throws IOException {
        try (var whole = AtomicFile.open(file)) {
            whole.write(text.getBytes());
        }
    }

    private Path existing(String text) throws IOException {
        return Files.writeString(directory.resolve("file"), text);
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private void assertOnly(Path file) throws IOException {
        try (var files = Files.list(directory)) {
            assertEquals(List.of(file), files.toList());
        }
    }
}
