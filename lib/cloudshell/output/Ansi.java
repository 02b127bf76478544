package cloudshell.output;

import cloudshell.cli.Terminal;
import java.util.Locale;
import java.util.Set;

/** Formats headings bold and values green or red, at a terminal that supports it. */
public enum Ansi {
    PLAIN,
    COLOURED;

    private static final Set<String> GOOD = Set.of("supported", "running", "succeeded", "ok", "enabled");
    private static final Set<String> BAD = Set.of("not supported", "failed", "stopped", "bad", "disabled");

    /** Returns colours for a terminal that has them, unless {@code NO_COLOR} is set (no-color.org). */
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

    /** Returns the value in green or red if it is good or bad, else unchanged. */
    public String value(String text) {
        var word = text.strip().toLowerCase(Locale.ROOT);
        return GOOD.contains(word) ? sgr("32", text) : BAD.contains(word) ? sgr("31", text) : text;
    }

    /** Returns a warning in yellow. */
    public String warning(String text) {
        return sgr("33", text);
    }

    private String sgr(String code, String text) {
        return this == PLAIN ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
