package cloudshell.commands.query;

import cloudshell.arm.Pages;
import cloudshell.cli.Invocation;
import cloudshell.http.JsonTrees;
import cloudshell.output.Rows;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Prints rows of Resource Graph with a column for each field, in the query's order: objects and arrays as JSON on one
 * line, null as an empty cell. The columns are those of the first page, since a row may omit fields without a value.
 */
public final class ResourceGraphRows {
    private static final int FIRST_PAGE = 1_000;

    private final List<String> columns = new ArrayList<>();

    private ResourceGraphRows() {}

    /** Prints rows in the format of {@code --output}, by default a table. */
    public static void print(Stream<JsonNode> rows, Invocation call) {
        var table = new ResourceGraphRows();
        var output = call.value("output", "table");
        var known = output.startsWith("json") ? rows : Pages.stream(table.new Held(rows));
        new Rows<JsonNode>(table.columns, table::cells, row -> row).print(known, call);
    }

    /** Reads the first page before it returns the first row; a failure follows the rows before it. */
    private final class Held implements Iterator<JsonNode> {
        private final Iterator<JsonNode> rest;
        private final Deque<JsonNode> first = new ArrayDeque<>();
        private RuntimeException failure;
        private boolean started;

        Held(Stream<JsonNode> rows) {
            this.rest = rows.iterator();
        }

        @Override
        public boolean hasNext() {
            if (!started) {
                started = true;
                read();
            }
            if (!first.isEmpty()) {
                return true;
            }
            if (failure != null) {
                throw failure;
            }
            return rest.hasNext();
        }

        @Override
        public JsonNode next() {
            return first.isEmpty() ? rest.next() : first.poll();
        }

        private void read() {
            try {
                while (first.size() < FIRST_PAGE && rest.hasNext()) {
                    first.add(rest.next());
                    addColumns(first.getLast());
                }
            } catch (RuntimeException e) {
                failure = e;
            }
        }
    }

    private void addColumns(JsonNode row) {
        int at = 0;
        for (var field : row.properties()) {
            int column = columns.indexOf(field.getKey());
            if (column < 0) {
                columns.add(at, field.getKey());
            }
            at = Math.max(at, column) + 1;
        }
    }

    private List<String> cells(JsonNode row) {
        return columns.stream().map(column -> cell(row.path(column))).toList();
    }

    private static String cell(JsonNode value) {
        return value.isContainerNode() ? JsonTrees.line(value) : value.isNull() ? "" : value.asText();
    }
}
