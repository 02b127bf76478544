package cloudshell.shell;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import harness.Terminals;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class ErrorOutputFilterTest {
    private final Terminals terminal = new Terminals();

    @Test
    void whatTheLibraryThrewIsItsOwnWords() {
        assertEquals(
                "shell: could not x: y\nTry: z\nException java.lang.Error: e\n      at f (#1:1)\n",
                shown("shell: ", """
                        Exception cloudshell.token.UsageException: could not x: y
                        Try: z
                              at Arm.send (Arm.java:12)
                              at (#2:1)
                        Exception java.lang.Error: e
                              at f (#1:1)
                        """));
    }

    @Test
    void atATerminalJShellsMarginStays() {
        assertEquals(
                "|  could not x: y\n|  Try: z\n|  Error:\n",
                shown(
                        "",
                        "|  Exception cloudshell.arm.ArmException: could not x: y\nTry: z\n|        at (#1:1)\n|  Error:\n"));
    }

    @Test
    void itKnowsWhetherThereWasAny() {
        var complaints = new ErrorOutputFilter(terminal.stream(), "", "");

        assertFalse(complaints.isAny());
        new PrintStream(complaints, true, UTF_8).println("x");
        assertTrue(complaints.isAny());
    }

    private String shown(String instead, String said) {
        try (var out = new PrintStream(new ErrorOutputFilter(terminal.stream(), instead, ""), true, UTF_8)) {
            for (var piece : said.split("(?<=: )|(?<=\\n)")) {
                out.print(piece);
                out.flush();
            }
        }
        return terminal.out();
    }
}
