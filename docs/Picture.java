///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION Draws what it reads as a terminal, for docs/*.svg; PicturesIT writes the pictures to target/
//JAVA 17+

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** A step's output ends after 8 lines with an ellipsis, longer lines are wrapped; JBang's own lines are left out. */
class Picture {
    static final int COLUMNS = 100;
    static final int ROWS_OF_A_STEP = 8;
    static final int LINE_HEIGHT = 18;
    static final int MARGIN = 16;

    public static void main(String[] args) {
        var in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        new PrintStream(System.out, true, UTF_8).print(svg(cut(in.lines().toList())));
    }

    static List<String> cut(List<String> lines) {
        var kept = new ArrayList<String>();
        int row = 0;
        for (var line : lines) {
            if (line.startsWith("[jbang") || line.startsWith("Try: jbang catalog add ")) {
                continue;
            }
            row = line.startsWith("$ ") || line.isEmpty() ? 0 : row + 1;
            if (row <= ROWS_OF_A_STEP) {
                kept.addAll(wrapped(line));
            } else if (row == ROWS_OF_A_STEP + 1) {
                kept.add("…");
            }
        }
        return kept;
    }

    /** A line on as many as it needs, broken at spaces where it has any; the second and later ones are indented. */
    static List<String> wrapped(String line) {
        var lines = new ArrayList<String>();
        var rest = line;
        while (rest.length() > COLUMNS) {
            int space = rest.lastIndexOf(' ', COLUMNS);
            int end = space > COLUMNS / 2 ? space : COLUMNS;
            lines.add(rest.substring(0, end));
            rest = "    " + rest.substring(end).strip();
        }
        lines.add(rest);
        return lines;
    }

    static String svg(List<String> lines) {
        int width = 2 * MARGIN + COLUMNS * 8;
        int height = 2 * MARGIN + lines.size() * LINE_HEIGHT;
        var text = new StringBuilder("""
                <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d" role="img"
                     font-family="ui-monospace, Menlo, Consolas, monospace" font-size="13" fill="#d0d7de">
                <title>A session of the toolkit in a terminal</title>
                <rect width="%1$d" height="%2$d" rx="8" fill="#161b22"/>
                """.formatted(width, height));
        for (int i = 0; i < lines.size(); i++) {
            text.append("<text x=\"%d\" y=\"%d\"%s xml:space=\"preserve\">%s</text>\n"
                    .formatted(MARGIN, MARGIN + 13 + i * LINE_HEIGHT, look(lines.get(i)), escaped(lines.get(i))));
        }
        return text.append("</svg>\n").toString();
    }

    static String look(String line) {
        if (line.startsWith("# ")) {
            return " fill=\"#8b949e\"";
        }
        return line.startsWith("$ ") || line.startsWith("jshell> ") ? " fill=\"#7ee787\" font-weight=\"bold\"" : "";
    }

    static String escaped(String line) {
        return line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
