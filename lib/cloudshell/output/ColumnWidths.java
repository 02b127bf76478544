package cloudshell.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Computes column widths: as wide as the cells, or narrower and fewer if the terminal is narrower. It shortens in the
 * order in which least is lost: later words of titles; ends of sentences; prefixes that all cells of a column share
 * ({@code Standard_}), except in the first column; one of two spaces between columns; ends of titles; whole columns,
 * from the right. Values are never cut, nor are keys: the first column, and columns named id or name. If the first
 * column alone does not fit, the terminal wraps its lines, and other columns get the rest of the last one.
 */
final class ColumnWidths {
    private static final int LEAST_PROSE = 12;
    private static final int LEAST = 3;
    private static final String CUT = "\u2026";
    private static final Pattern WORDS = Pattern.compile("\\D*[-_./ ]");
    private static final Set<String> KEYS = Set.of("id", "name", "audience");

    private final int[] widths;
    private final int[] cells;
    private final String[] shared;
    private final boolean[] prose;
    private final boolean mayCut;
    private int gap = 2;
    private int columns;

    /** @param available columns of the terminal; 0 if nothing needs to be cut */
    ColumnWidths(List<String> titles, List<List<String>> rows, int available) {
        this.columns = titles.size();
        this.widths = new int[columns];
        this.shared = new String[columns];
        this.cells = new int[columns];
        this.prose = new boolean[columns];
        for (int i = 0; i < columns; i++) {
            for (var row : rows) {
                cells[i] = Math.max(cells[i], DisplayWidth.of(cell(row, i)));
            }
            widths[i] = Math.max(cells[i], DisplayWidth.of(titles.get(i)));
            shared[i] = "";
            prose[i] = !isKey(titles, i) && isProse(rows, i);
        }
        this.mayCut = available > 0;
        int space = space(available);
        narrow(space, i -> Math.max(cells[i], shortWidth(titles, i)));
        narrow(space, i -> prose[i] ? Math.min(widths[i], LEAST_PROSE) : widths[i]);
        for (int i = 1; i < columns && excess(space) > 0; i++) {
            shared[i] = prose[i] || isKey(titles, i) ? "" : sharedBeginning(rows, i);
            int saved = Math.max(0, DisplayWidth.of(shared[i]) - CUT.length());
            cells[i] -= saved;
            widths[i] = saved == 0 ? widths[i] : Math.max(cells[i], widths[i] - saved);
        }
        gap = excess(space) > 0 ? 1 : 2;
        narrow(space, i -> prose[i] || isAlike(titles, i) ? widths[i] : Math.max(cells[i], LEAST));
        while (excess(space) > 0 && columns > 1) {
            columns--;
        }
        widen(space, titles);
    }

    /**
     * Whether the first column is an id that is wider than the terminal, in which another key fits: the table is
     * better without it (a resource's id has its name, type and group, and takes two lines of 80).
     */
    static boolean isReplaceable(List<String> titles, List<List<String>> rows, int available) {
        if (available == 0 || widest(rows, 0) <= available) {
            return false;
        }
        for (int i = 1; i < titles.size(); i++) {
            if (isKey(titles, i) && widest(rows, i) <= available) {
                return true;
            }
        }
        return false;
    }

    private static int widest(List<List<String>> rows, int column) {
        return rows.stream()
                .mapToInt(row -> DisplayWidth.of(cell(row, column)))
                .max()
                .orElse(0);
    }

    /** The columns of as many lines as the key needs. */
    private int space(int available) {
        int lines = columns == 0 || available == 0 ? 1 : Math.max(1, (cells[0] + available - 1) / available);
        return lines * available;
    }

    /** Returns the number of columns that fit. */
    int columns() {
        return columns;
    }

    /** Returns the cells on one line. */
    String line(List<String> row) {
        return line(row, UnaryOperator.identity());
    }

    /** Returns the cells on one line, each formatted. */
    String line(List<String> row, UnaryOperator<String> paint) {
        var line = new StringBuilder();
        int missing = 0;
        for (int i = 0; i < columns; i++) {
            var cell = fitting(cell(row, i), i).stripTrailing();
            if (!cell.isEmpty()) {
                line.append(" ".repeat(missing)).append(paint.apply(cell));
                missing = 0;
            }
            missing += Math.max(0, widths[i] - DisplayWidth.of(cell)) + gap;
        }
        return line.toString();
    }

    /** Returns the titles on one line, cut between words if possible. */
    String titles(List<String> titles) {
        var cut = new ArrayList<String>();
        for (int i = 0; i < columns; i++) {
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
        return mayCut && prose[column] && DisplayWidth.of(rest) > widths[column]
                ? DisplayWidth.beginning(rest, widths[column] - 1).stripTrailing() + CUT
                : rest;
    }

    private int excess(int available) {
        int total = gap * (columns - 1);
        for (int i = 0; i < columns; i++) {
            total += widths[i];
        }
        return mayCut ? total - available : 0;
    }

    /** Removes the excess from the widest columns first, one terminal column at a time. */
    private void narrow(int available, IntUnaryOperator least) {
        for (int excess = excess(available); excess > 0; excess--) {
            int most = 0;
            for (int i = 1; i < columns; i++) {
                most = widths[i] - least.applyAsInt(i) >= widths[most] - least.applyAsInt(most) ? i : most;
            }
            if (widths[most] <= least.applyAsInt(most)) {
                return;
            }
            widths[most]--;
        }
    }

    /** Returns the space of removed columns to titles, gaps and sentences. */
    private void widen(int available, List<String> titles) {
        restore(available, i -> shortWidth(titles, i));
        gap = columns - 1 <= -excess(available) ? 2 : gap;
        restore(available, i -> DisplayWidth.of(titles.get(i)));
        restore(available, i -> prose[i] ? Math.min(cells[i], widths[i] - excess(available)) : 0);
    }

    private void restore(int available, IntUnaryOperator wanted) {
        for (int i = 0; i < columns && excess(available) < 0; i++) {
            int more = wanted.applyAsInt(i) - widths[i];
            widths[i] += more > 0 && more <= -excess(available) ? more : 0;
        }
    }

    /** Returns the width of a title's first word if it is unique and not a particle. */
    private static int shortWidth(List<String> titles, int column) {
        var first = firstWord(titles, column);
        return DisplayWidth.of(first.length() <= LEAST || isAlike(titles, column) ? titles.get(column) : first);
    }

    private static boolean isAlike(List<String> titles, int column) {
        return titles.stream()
                        .filter(each -> each.startsWith(firstWord(titles, column)))
                        .count()
                > 1;
    }

    private static String firstWord(List<String> titles, int column) {
        return titles.get(column).split(" ")[0];
    }

    private static boolean isKey(List<String> titles, int column) {
        return column == 0 || KEYS.contains(titles.get(column).toLowerCase(Locale.ROOT));
    }

    /** Returns whether most cells are sentences or JSON, so that ends can be cut. */
    private static boolean isProse(List<List<String>> rows, int column) {
        long filled = rows.stream().filter(row -> !cell(row, column).isEmpty()).count();
        long words = rows.stream()
                .map(row -> cell(row, column).strip())
                .filter(cell -> cell.contains(" ") || cell.startsWith("{") || cell.startsWith("["))
                .count();
        return 2 * words > filled;
    }

    /**
     * Returns the words that all cells of a column begin with; "" if removing them would save nothing. Dates and ids
     * are not words.
     */
    private static String sharedBeginning(List<List<String>> rows, int column) {
        var beginning = rows.isEmpty() ? "" : cell(rows.get(0), column);
        for (var row : rows) {
            while (!beginning.isEmpty()
                    && !(cell(row, column).startsWith(beginning)
                            && WORDS.matcher(beginning).matches())) {
                beginning = beginning.substring(0, beginning.length() - 1);
            }
        }
        return beginning.length() > LEAST ? beginning : "";
    }

    private static String cell(List<String> row, int column) {
        return column < row.size() ? row.get(column) : "";
    }
}
