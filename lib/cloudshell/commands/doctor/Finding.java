package cloudshell.commands.doctor;

import cloudshell.token.CloudShellException;
import cloudshell.token.Failure;
import cloudshell.wire.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One thing that was looked at.
 *
 * @param check its short name, the same in every run
 * @param next what to do about it, or ""
 * @param failure why a bad one is bad; {@code FAILED} for all others
 * @param personal the parts of line and next that tell who somebody is
 */
public record Finding(String check, Mark mark, String line, String next, Failure failure, List<String> personal) {
    /** How it stands: fine, worth knowing, a trap, or the reason why nothing works. */
    public enum Mark {
        OK,
        NOTE,
        WARN,
        BAD;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Finding ok(String check, String line, String... personal) {
        return new Finding(check, Mark.OK, line, "", Failure.FAILED, List.of(personal));
    }

    static Finding note(String check, String line, String next) {
        return new Finding(check, Mark.NOTE, line, next, Failure.FAILED, List.of());
    }

    static Finding warn(String check, String line, String next, String... personal) {
        return new Finding(check, Mark.WARN, line, next, Failure.FAILED, List.of(personal));
    }

    static Finding bad(String check, CloudShellException cause) {
        return bad(check, cause.getMessage(), cause.hint(), cause.failure());
    }

    static Finding bad(String check, String line, String next, Failure failure) {
        return new Finding(check, Mark.BAD, line, next, failure, List.of());
    }

    /** The same, with more that tells who somebody is. */
    Finding hiding(List<String> more) {
        var all = new ArrayList<>(personal);
        all.addAll(more);
        return new Finding(check, mark, line, next, failure, List.copyOf(all));
    }

    /** For a terminal: the mark and the line, and below it the next step. */
    @Override
    public String toString() {
        var first = "%-4s  %s".formatted(mark, SafeText.printable(line));
        return next.isEmpty() ? first : first + "\n      Try: " + SafeText.printable(next);
    }
}
