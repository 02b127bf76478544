package cloudshell.cli;

import cloudshell.SafeText;
import java.io.PrintStream;
import java.util.List;

/** Rows as tab-separated or comma-separated values, each written as it comes. */
public final class Delimited {
    private final PrintStream out;
    private final boolean csv;

    private Delimited(PrintStream out, boolean csv) {
        this.out = out;
        this.csv = csv;
    }

    /** Tabs, no header, no quotes: what {@code cut} and {@code awk} read. */
    public static Delimited tsv(PrintStream out) {
        return new Delimited(out, false);
    }

    /** RFC 4180. A cell that a spreadsheet takes for a formula gets an apostrophe in front (OWASP, CSV Injection). */
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
        var start = plain.stripLeading();
        var safe =
                !start.isEmpty() && "=+-@\uff1d\uff0b\uff0d\uff20".indexOf(start.charAt(0)) >= 0 ? "'" + plain : plain;
        return safe.indexOf('"') < 0 && safe.indexOf(',') < 0 ? safe : '"' + safe.replace("\"", "\"\"") + '"';
    }
}
