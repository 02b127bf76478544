package cloudshell.cli;

import cloudshell.SafeText;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows as aligned columns. The widths come from the first 1,000 rows, which are held back until then; later rows are
 * written as they come, so that memory stays the same however many there are. A later cell that is wider pushes its
 * own row to the right.
 */
public final class Table {
    private static final int HELD_BACK = 1_000;

    private final PrintStream out;
    private final List<List<String>> held = new ArrayList<>();
    private int[] widths;

    public Table(PrintStream out, List<String> header) {
        this.out = out;
        held.add(header);
    }

    public void row(List<String> cells) {
        var plain = cells.stream().map(SafeText::printable).toList();
        if (widths != null) {
            print(plain);
            return;
        }
        held.add(plain);
        if (held.size() > HELD_BACK) {
            flush();
        }
    }

    /** Writes what is held back; call it at the end, also when the end is a failure. */
    public void flush() {
        if (widths == null) {
            widths = new int[held.get(0).size()];
            for (var row : held) {
                for (int i = 0; i < row.size(); i++) {
                    widths[i] = Math.max(widths[i], row.get(i).length());
                }
            }
            held.forEach(this::print);
            held.clear();
        }
    }

    private void print(List<String> row) {
        var line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            line.append(row.get(i));
            line.append(" ".repeat(Math.max(0, widths[i] - row.get(i).length()) + 2));
        }
        out.print(line.toString().stripTrailing() + "\n");
    }
}
