package cloudshell.commands.rest;

import cloudshell.cli.Invocation;
import cloudshell.output.Rows;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prints the elements of a list as a table of selected fields. */
final class ElementRows {
    private ElementRows() {}

    /** An element, and its fields as text. */
    private record Row(JsonNode element, Map<String, String> fields) {
        List<String> cells(List<String> columns) {
            return columns.stream()
                    .map(column -> fields.getOrDefault(column, ""))
                    .toList();
        }
    }

    static void print(List<JsonNode> elements, Invocation call) {
        var rows = elements.stream()
                .map(element -> new Row(element, ElementFields.of(element)))
                .toList();
        var areObjects = elements.stream().allMatch(JsonNode::isObject);
        var columns =
                areObjects ? DefaultColumns.of(rows.stream().map(Row::fields).toList()) : List.<String>of();
        if (columns.isEmpty()) {
            new Rows<JsonNode>(List.of("VALUE"), each -> List.of(each.asText(each.toString())), each -> each)
                    .print(elements.stream(), call);
            return;
        }
        new Rows<Row>(columns.stream().map(ElementRows::title).toList(), row -> row.cells(columns), Row::element)
                .print(rows.stream(), call);
    }

    private static String title(String column) {
        return switch (column) {
            case "exp" -> "EXPIRES";
            case "nbf" -> "NOT BEFORE";
            default -> column.replaceAll("([a-z])([A-Z])", "$1 $2").toUpperCase(Locale.ROOT);
        };
    }
}
