package cloudshell.rows;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * The columns of a table, as wide as their cells, and narrower where a terminal is. What is too much goes in the order
 * in which it is missed least: the later words of titles; beginnings that all cells of a column share ({@code
 * Standard_}), but for the first column; one of the two spaces between columns; the ends of titles; cells, the widest
 * first.
 */
final class ColumnWidths {
    private static final int LEAST_WORD = 11;
    private static final int LEAST = 3;
    private static final String CUT = "\u2026";

    private final int[] widths;
    private final String[] shared;
    private final boolean mayCut;
    private int gap = 2;

    /** @param available columns of the terminal; 0 where nothing has to be cut */
    ColumnWidths(List<String> titles, List<List<String>> rows, int available) {
        this.mayCut = available > 0;
        this.widths = new int[titles.size()];
        this.shared = new String[titles.size()];
        var cells = new int[titles.size()];
        for (int i = 0; i < widths.length; i++) {
            for (var row : rows) {
                cells[i] = Math.max(cells[i], DisplayWidth.of(cell(row, i)));
            }
            widths[i] = Math.max(cells[i], DisplayWidth.of(titles.get(i)));
            shared[i] = "";
        }
        narrow(available, i -> Math.max(cells[i], DisplayWidth.of(titles.get(i).split(" ")[0])));
        for (int i = 1; i < widths.length && excess(available) > 0; i++) {
            shared[i] = sharedBeginning(rows, i);
            int saved = Math.max(0, DisplayWidth.of(shared[i]) - CUT.length());
            cells[i] -= saved;
            widths[i] = Math.max(cells[i], widths[i] - saved);
        }
        gap = excess(available) > 0 ? 1 : gap;
        narrow(available, i -> Math.max(cells[i], LEAST));
        narrow(available, i -> LEAST_WORD);
        narrow(available, i -> LEAST);
    }

    /** The cells on one line. */
    String line(List<String> row) {
        var line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            var cell = fitting(cell(row, i), i);
            line.append(cell).append(" ".repeat(Math.max(0, widths[i] - DisplayWidth.of(cell)) + gap));
        }
        return line.toString().stripTrailing();
    }

    /** The titles on one line; where one has to be cut, between words if it can be. */
    String titles(List<String> titles) {
        var cut = new ArrayList<String>();
        for (int i = 0; i < widths.length; i++) {
            var beginning = DisplayWidth.beginning(titles.get(i), widths[i]);
            int space = beginning.length() < titles.get(i).length() ? beginning.lastIndexOf(' ') : -1;
            cut.add(space > 0 ? beginning.substring(0, space) : beginning);
        }
        return line(cut);
    }

    private String fitting(String cell, int column) {
        var rest = !shared[column].isEmpty() && cell.startsWith(shared[column])
                ? CUT + cell.substring(shared[column].length())
                : cell;
        if (!mayCut || DisplayWidth.of(rest) <= widths[column]) {
            return rest;
        }
        int ending = (widths[column] - 1) / 2;
        return DisplayWidth.beginning(rest, widths[column] - 1 - ending) + CUT + DisplayWidth.ending(rest, ending);
    }

    private int excess(int available) {
        int total = gap * (widths.length - 1);
        for (int width : widths) {
            total += width;
        }
        return mayCut ? total - available : 0;
    }

    /** Takes what is too much from where there is most above the least, one column of the terminal at a time. */
    private void narrow(int available, IntUnaryOperator least) {
        for (int excess = excess(available); excess > 0; excess--) {
            int most = 0;
            for (int i = 1; i < widths.length; i++) {
                most = widths[i] - least.applyAsInt(i) >= widths[most] - least.applyAsInt(most) ? i : most;
            }
            if (widths[most] <= least.applyAsInt(most)) {
                return;
            }
            widths[most]--;
        }
    }

    /** What all cells of a column begin with, up to a mark between words; "" where that would save nothing. */
    private static String sharedBeginning(List<List<String>> rows, int column) {
        var beginning = rows.isEmpty() ? "" : cell(rows.get(0), column);
        for (var row : rows) {
            while (!cell(row, column).startsWith(beginning) || !endsWithMark(beginning)) {
                if (beginning.isEmpty()) {
                    return "";
                }
                beginning = beginning.substring(0, beginning.length() - 1);
            }
        }
        return beginning.length() > LEAST ? beginning : "";
    }

    private static boolean endsWithMark(String text) {
        return !text.isEmpty() && "-_./ ".indexOf(text.charAt(text.length() - 1)) >= 0;
    }

    private static String cell(List<String> row, int column) {
        return column < row.size() ? row.get(column) : "";
    }
}
