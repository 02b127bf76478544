package cloudshell.cli;

import cloudshell.SafeText;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;

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
        out.print(
                csv
                        ? cells.stream().map(Delimited::quoted).collect(Collectors.joining(",", "", "\r\n"))
                        : cells.stream().map(SafeText::printable).collect(Collectors.joining("\t", "", "\n")));
    }

    private static String quoted(String cell) {
        var plain = SafeText.printable(cell);
        var start = plain.stripLeading();
        var safe =
                !start.isEmpty() && "=+-@\uff1d\uff0b\uff0d\uff20".indexOf(start.charAt(0)) >= 0 ? "'" + plain : plain;
        return safe.matches("[^\",\r\n]*") ? safe : '"' + safe.replace("\"", "\"\"") + '"';
    }
}
