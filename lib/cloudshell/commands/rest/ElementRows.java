package cloudshell.commands.rest;

import cloudshell.cli.Call;
import cloudshell.rows.Rows;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;

/** The elements of a list as a table of what people look for. */
final class ElementRows {
    private ElementRows() {}

    static void print(List<JsonNode> elements, Call call) {
        var areObjects = elements.stream().allMatch(JsonNode::isObject);
        var columns = areObjects ? ElementColumns.of(elements) : List.<String>of();
        if (columns.isEmpty()) {
            new Rows<JsonNode>(List.of("VALUE"), each -> List.of(each.asText(each.toString())), each -> each)
                    .print(elements.stream(), call);
            return;
        }
        new Rows<JsonNode>(
                        columns.stream().map(ElementRows::title).toList(), each -> cells(each, columns), each -> each)
                .print(elements.stream(), call);
    }

    private static List<String> cells(JsonNode element, List<String> columns) {
        var fields = ElementFields.of(element);
        return columns.stream().map(column -> fields.getOrDefault(column, "")).toList();
    }

    private static String title(String column) {
        return switch (column) {
            case "exp" -> "EXPIRES";
            case "nbf" -> "NOT BEFORE";
            default -> column.replaceAll("([a-z])([A-Z])", "$1 $2").toUpperCase(Locale.ROOT);
        };
    }
}
