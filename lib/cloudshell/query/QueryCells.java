package cloudshell.query;

import cloudshell.http.JsonTrees;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Formats results of a query as az does (microsoft/knack, output.py): an object has a column for each field, an array
 * Column1, Column2, ..., everything else Result. A table has no columns for fields that are null, objects or arrays. In
 * tsv each row has its own cells, null is {@code None}, and a nested array is its length. az has no csv: that is the
 * table with all fields of the first row.
 */
final class QueryCells {
    private final String format;
    private final List<String> titles = new ArrayList<>();
    private boolean started;

    /** @param format {@code table}, {@code tsv} or {@code csv} */
    QueryCells(String format) {
        this.format = format;
    }

    /** Returns the titles of all columns so far. */
    List<String> titles() {
        return titles;
    }

    List<String> of(JsonNode result) {
        var cells = new ArrayList<String>();
        if (format.equals("tsv")) {
            tsv(result, cells);
            return cells;
        }
        if (result.isObject()) {
            result.properties().forEach(field -> put(cells, title(field.getKey()), field.getValue()));
        } else if (result.isArray()) {
            for (int i = 0; i < result.size(); i++) {
                put(cells, "Column" + (i + 1), result.get(i));
            }
        } else {
            put(cells, "Result", result);
        }
        started = true;
        return cells;
    }

    private void put(List<String> cells, String title, JsonNode value) {
        var inTable = format.equals("table");
        if (inTable && (value.isContainerNode() || value.isNull())) {
            return;
        }
        int column = titles.indexOf(title);
        if (column < 0 && (inTable || !started)) {
            column = titles.size();
            titles.add(title);
        }
        while (cells.size() <= column) {
            cells.add("");
        }
        if (column >= 0) {
            cells.set(column, value.isContainerNode() ? JsonTrees.line(value) : text(value, ""));
        }
    }

    private String title(String field) {
        return format.equals("table") && !field.isEmpty()
                ? field.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + field.substring(1)
                : field;
    }

    private static void tsv(JsonNode result, List<String> cells) {
        if (!result.isContainerNode()) {
            cells.add(result.isBoolean() ? result.asText() : text(result, "None"));
        }
        for (var cell : result) {
            cells.add(cell.isArray() ? Integer.toString(cell.size()) : cell.isObject() ? "" : text(cell, "None"));
        }
    }

    /** Writes booleans as Python does, since az does. */
    private static String text(JsonNode value, String none) {
        if (value.isNull()) {
            return none;
        }
        return value.isBoolean() ? value.asBoolean() ? "True" : "False" : value.asText();
    }
}
