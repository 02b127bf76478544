package cloudshell.shell;

import cloudshell.token.CloudShellException;
import java.util.function.Supplier;

/** What went wrong in a verb and what helps, without a stack trace: JShell shows such an exception on one line. */
final class Mishap extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Mishap(String message, String hint) {
        super(hint.isEmpty() ? message : message + "; try: " + hint, null, false, false);
    }

    static <T> T onOneLine(Supplier<T> verb) {
        try {
            return verb.get();
        } catch (CloudShellException e) {
            throw new Mishap(e.getMessage(), e.hint());
        }
    }
}
