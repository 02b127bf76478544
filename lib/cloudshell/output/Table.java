package cloudshell.output;

import cloudshell.http.SafeText;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Prints rows in aligned columns. The widths are those of the first 1,000 rows, which are held back until then; later
 * rows are written as they arrive, so that the memory is bounded. A later, wider cell pushes its own row to the right,
 * except a sentence at a terminal, which is cut.
 */
final class Table {
    private static final int HELD_BACK = 1_000;

    private final PrintStream out;
    private final List<String> titles;
    private final int available;
    private final List<List<String>> held = new ArrayList<>();
    private final Ansi paint;
    private final Runnable beforeFirst;
    private volatile ColumnWidths widths;
    private int first;

    /**
     * @param titles read with the first row; may grow until then
     * @param available the columns of the terminal, or 0 for no limit
     * @param paint formats headings and values
     * @param beforeFirst called before anything is written
     */
    Table(PrintStream out, List<String> titles, int available, Ansi paint, Runnable beforeFirst) {
        this.out = out;
        this.titles = titles;
        this.available = available;
        this.paint = paint;
        this.beforeFirst = beforeFirst;
    }

    public Table(PrintStream out, List<String> titles) {
        this(out, titles, 0, Ansi.PLAIN, () -> {});
    }

    public void row(List<String> cells) {
        var plain = new ArrayList<String>(cells.size());
        for (var cell : cells) {
            plain.add(SafeText.printable(cell));
        }
        if (widths == null) {
            held.add(plain);
        } else {
            out.print(widths.line(shown(plain), paint::value) + "\n");
        }
        if (held.size() >= HELD_BACK) {
            flush();
        }
    }

    /** Writes the rows that are held back. Call it at the end, after a failure too. */
    public void flush() {
        if (widths == null) {
            var plain = titles.stream().map(SafeText::printable).toList();
            first = ColumnWidths.isReplaceable(plain, held, available) ? 1 : 0;
            widths = new ColumnWidths(
                    shown(plain), held.stream().map(this::shown).toList(), available);
            beforeFirst.run();
            out.print(paint.heading(widths.titles(shown(plain))) + "\n");
            held.forEach(row -> out.print(widths.line(shown(row), paint::value) + "\n"));
            held.clear();
        }
    }

    /** Omits a key that does not fit if another key does. */
    private List<String> shown(List<String> row) {
        return row.subList(Math.min(first, row.size()), row.size());
    }

    /** Returns the titles of the columns that did not fit. */
    List<String> leftOut() {
        if (widths == null) {
            return List.of();
        }
        var leftOut = new ArrayList<>(titles.subList(0, first));
        leftOut.addAll(titles.subList(first + widths.columns(), titles.size()));
        return leftOut;
    }
}
