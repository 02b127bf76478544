package cloudshell.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloudshell.token.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {
    private static final Map<String, String> LINES =
            Map.of("HISTORY_LINE_0", "get(\"/x=1\")", "HISTORY_LINE_1", "\u00fc");

    @TempDir
    private Path home;

    @Test
    void whatIsKeptComesBackAndOnlyItsOwnerReadsIt() throws IOException {
        var history = History.of(Map.of("HOME", home.toString()));

        history.write(LINES);

        assertEquals(LINES, history.read());
        assertEquals(home.resolve(".local/state/cloudshell/shell-history"), history.file());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(history.file())));
    }

    @Test
    void thereIsAnotherDirectoryForIt() {
        var history = History.of(Map.of("HOME", "/nowhere", "XDG_STATE_HOME", home.toString()));

        history.write(LINES);

        assertTrue(Files.exists(home.resolve("cloudshell/shell-history")));
    }

    @Test
    void withoutItNothingIsKept() {
        History.NONE.write(LINES);

        assertEquals(Map.of(), History.NONE.read());
    }

    @Test
    void ifNothingCanBeWrittenThatIsSaid() throws IOException {
        var file = Files.writeString(home.resolve("file"), "");
        var history = History.of(Map.of("XDG_STATE_HOME", file.toString()));

        var failure = assertThrows(UsageException.class, () -> history.write(LINES));

        assertTrue(failure.getMessage().endsWith("shell-history cannot be written"), failure.getMessage());
    }
}
