package cloudshell.output;

import cloudshell.cli.Terminal;
import java.util.Locale;
import java.util.Set;

/** Bold headings, green and red for what is good and bad, where a person sees them and wants them. */
public enum Ansi {
    PLAIN,
    COLOURED;

    private static final Set<String> GOOD = Set.of("supported", "running", "succeeded", "ok", "enabled");
    private static final Set<String> BAD = Set.of("not supported", "failed", "stopped", "bad", "disabled");

    /** Colours on a terminal that has them, and none where {@code NO_COLOR} says so (no-color.org). */
    public static Ansi of(Terminal terminal) {
        var environment = terminal.environment();
        return terminal.outIsTerminal()
                        && environment.getOrDefault("NO_COLOR", "").isEmpty()
                        && !environment.getOrDefault("TERM", "").equals("dumb")
                ? COLOURED
                : PLAIN;
    }

    public String heading(String text) {
        return sgr("1", text);
    }

    /** A value in green or red if it is a good or bad one, else as it is. */
    public String value(String text) {
        var word = text.strip().toLowerCase(Locale.ROOT);
        return GOOD.contains(word) ? sgr("32", text) : BAD.contains(word) ? sgr("31", text) : text;
    }

    /** A warning, in yellow. */
    public String warning(String text) {
        return sgr("33", text);
    }

    private String sgr(String code, String text) {
        return this == PLAIN ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
