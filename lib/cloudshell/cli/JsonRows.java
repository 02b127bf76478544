package cloudshell.cli;

import cloudshell.SafeText;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Any JSON value in the format that {@code --output} names, json where it names none. In the others an array is its
 * elements. The columns of objects are the fields that are no objects or arrays themselves; arrays have one column for
 * each element.
 */
public final class JsonRows {
    private JsonRows() {}

    /** Prints a list: jsonl as it comes, all else only when it is complete. */
    public static void print(Stream<JsonNode> list, UnaryOperator<JsonNode> pick, Call call) {
        if (call.value("output", "").equals("jsonl") && !call.has("query")) {
            list.takeWhile(element -> !call.out().checkError())
                    .forEach(element -> call.out().print(JsonWriter.line(element) + "\n"));
        } else {
            var array = JsonNodeFactory.instance.arrayNode();
            list.forEach(array::add);
            print(pick.apply(array), call);
        }
    }

    public static void print(JsonNode value, Call call) {
        switch (call.value("output", "json")) {
            case "none" -> {}
            case "json" -> call.out().print(JsonWriter.indented(value) + "\n");
            default -> {
                var elements = elements(value);
                var fields = fields(elements);
                new Rows<JsonNode>(fields, element -> cells(element, fields), element -> element)
                        .print(elements.stream(), call);
            }
        }
    }

    private static List<JsonNode> elements(JsonNode value) {
        if (value.isNull()) {
            return List.of();
        }
        return value.isArray()
                ? StreamSupport.stream(value.spliterator(), false).toList()
                : List.of(value);
    }

    private static List<String> fields(List<JsonNode> elements) {
        var names = new LinkedHashSet<String>();
        int longest = 1;
        for (var element : elements) {
            element.properties().stream()
                    .filter(field -> field.getValue().isValueNode())
                    .forEach(field -> names.add(field.getKey()));
            longest = Math.max(longest, element.isArray() ? element.size() : 1);
        }
        return names.isEmpty()
                ? IntStream.rangeClosed(1, longest).mapToObj(n -> "Column" + n).toList()
                : List.copyOf(names);
    }

    private static List<String> cells(JsonNode element, List<String> fields) {
        var cells = new ArrayList<String>();
        if (element.isObject()) {
            fields.forEach(name -> cells.add(text(element.path(name))));
        } else if (element.isArray()) {
            element.forEach(cell -> cells.add(text(cell)));
        } else {
            cells.add(text(element));
        }
        while (cells.size() < fields.size()) {
            cells.add("");
        }
        return cells;
    }

    private static String text(JsonNode cell) {
        if (cell.isNull() || cell.isMissingNode()) {
            return "";
        }
        return SafeText.printable(cell.isValueNode() ? cell.asText() : JsonWriter.line(cell));
    }
}
