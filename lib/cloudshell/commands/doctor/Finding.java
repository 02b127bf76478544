package cloudshell.commands.doctor;

import cloudshell.http.SafeText;
import cloudshell.output.Ansi;
import cloudshell.token.CloudShellException;
import cloudshell.token.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The result of one check.
 *
 * @param check its short name, the same in every run
 * @param next what to do, or ""
 * @param failure the kind of a bad finding; {@code FAILED} for all others
 * @param personal the parts of line and next that identify the user
 */
public record Finding(String check, Mark mark, String line, String next, Failure failure, List<String> personal) {
    private static final String MARGIN = "      ";

    /** The severity: fine, worth knowing, a risk, or the cause of a failure. */
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
        return bad(check, cause.getMessage(), cause.commandHint(), cause.failure());
    }

    static Finding bad(String check, String line, String next, Failure failure) {
        return new Finding(check, Mark.BAD, line, next, failure, List.of());
    }

    /** Returns the same finding with more parts that identify the user. */
    Finding hiding(List<String> more) {
        var all = new ArrayList<>(personal);
        all.addAll(more);
        return new Finding(check, mark, line, next, failure, List.copyOf(all));
    }

    /**
     * Returns the mark and the line, and below it the next step.
     *
     * @param columns of the terminal, or 0 for no limit
     */
    public String text(Ansi paint, int columns) {
        var name = "%-4s".formatted(mark);
        var painted =
                switch (mark) {
                    case OK, BAD -> paint.value(name);
                    case WARN -> paint.warning(name);
                    case NOTE -> name;
                };
        var first = painted + "  " + wrapped(SafeText.printable(line), columns);
        return next.isEmpty() ? first : first + "\n" + MARGIN + wrapped("Try: " + SafeText.printable(next), columns);
    }

    /** Wraps at words, with an indent. */
    private static String wrapped(String text, int columns) {
        int width = columns - MARGIN.length();
        if (columns < 40 || text.length() <= width) {
            return text;
        }
        int end = text.lastIndexOf(' ', width);
        int cut = end > 0 ? end : text.indexOf(' ', width);
        return cut < 0 ? text : text.substring(0, cut) + "\n" + MARGIN + wrapped(text.substring(cut + 1), columns);
    }

    @Override
    public String toString() {
        return text(Ansi.PLAIN, 0);
    }
}
