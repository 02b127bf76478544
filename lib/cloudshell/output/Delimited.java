package cloudshell.output;

import cloudshell.http.SafeText;
import java.io.PrintStream;
import java.util.List;
import java.util.regex.Pattern;

/** Writes rows as tab-separated or comma-separated values, each as it arrives. */
final class Delimited {
    private static final String SIGNS = "[=+\\-@\uff1d\uff0b\uff0d\uff20]";
    private static final Pattern FORMULA = Pattern.compile("^\\s*" + SIGNS);
    private static final Pattern SEPARATOR = Pattern.compile("[\",;|]");

    /** What would begin a cell in a spreadsheet that splits at semicolons, despite quotation marks further left. */
    private static final Pattern HIDDEN_FORMULA = Pattern.compile(";(?=[\\s\"]*" + SIGNS + ")");

    private final PrintStream out;
    private final boolean csv;

    private Delimited(PrintStream out, boolean csv) {
        this.out = out;
        this.csv = csv;
    }

    /** Returns a writer of tabs without header and quotes, for {@code cut} and {@code awk}. */
    public static Delimited tsv(PrintStream out) {
        return new Delimited(out, false);
    }

    /**
     * Returns a writer of RFC 4180. A cell that a spreadsheet would run as a formula gets a leading apostrophe (OWASP,
     * CSV Injection), whatever the separator.
     */
    public static Delimited csv(PrintStream out) {
        return new Delimited(out, true);
    }

    public void row(List<String> cells) {
        var line = new StringBuilder();
        var separator = "";
        for (var cell : cells) {
            line.append(separator).append(csv ? quoted(cell) : SafeText.printable(cell));
            separator = csv ? "," : "\t";
        }
        out.print(line.append(csv ? "\r\n" : "\n"));
    }

    private static String quoted(String cell) {
        var plain = SafeText.printable(cell);
        var safe = FORMULA.matcher(plain).find() ? "'" + plain : plain;
        return SEPARATOR.matcher(safe).find()
                ? '"' + HIDDEN_FORMULA.matcher(safe).replaceAll(";'").replace("\"", "\"\"") + '"'
                : safe;
    }
}
