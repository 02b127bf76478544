package harness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What every failure of a command must look like. */
public final class Expect {
    private Expect() {}

    /**
     * The exit code, nothing on stdout, and on stderr one line that begins with the command's name and has this text,
     * with at most one line more, which says what to try.
     */
    public static void failure(Run run, int exit, String command, String text) {
        assertEquals("", run.out());
        failureAfterResponse(run, exit, command, text);
    }

    /** The same where a part of the response was printed before. */
    public static void failureAfterResponse(Run run, int exit, String command, String text) {
        var complaints = run.complaints();
        assertEquals(exit, run.exit(), run.err());
        assertTrue(complaints.get(0).startsWith(command + ": could not "), run.err());
        assertTrue(complaints.get(0).contains(text), run.err());
        assertTrue(
                complaints.size() == 1
                        || complaints.size() == 2 && complaints.get(1).startsWith("Try: "),
                run.err());
    }
}
