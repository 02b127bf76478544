package cloudshell.commands.rest;

import cloudshell.cli.Call;
import cloudshell.rows.Rows;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The elements of a list as a table of what people look for: of resources name, type, location and group; of anything
 * else its name and what else is neither an object nor an array. The id is left out where there is a name.
 */
final class ElementRows {
    private static final String GROUP = "resourceGroup";
    private static final List<String> NAMES = List.of("name", "displayName", "subject");
    private static final Set<String> LEFT_OUT = Set.of("id", "etag", "kind");
    private static final Pattern GROUP_IN_ID = Pattern.compile("(?i)/resourceGroups/([^/]+)(/.*)?");

    private ElementRows() {}

    static void print(List<JsonNode> elements, Call call) {
        var columns = columns(elements);
        var header = columns.stream().map(ElementRows::title).toList();
        new Rows<JsonNode>(
                        header,
                        each -> columns.stream()
                                .map(column -> cell(each, column))
                                .toList(),
                        each -> each)
                .print(elements.stream(), call);
    }

    private static List<String> columns(List<JsonNode> elements) {
        if (elements.stream().anyMatch(each -> !each.isObject())) {
            return List.of("");
        }
        var all = new LinkedHashSet<String>();
        NAMES.stream().filter(name -> isThere(elements, name)).findFirst().ifPresent(all::add);
        Stream.of("type", "location").filter(name -> isThere(elements, name)).forEach(all::add);
        if (elements.stream().anyMatch(each -> !cell(each, GROUP).isEmpty())) {
            all.add(GROUP);
        }
        var areResources = all.contains("type") && isThere(elements, "id");
        if (!areResources) {
            elements.forEach(each -> each.properties().stream()
                    .filter(field ->
                            field.getValue().isValueNode() && !field.getValue().isNull())
                    .filter(field -> !LEFT_OUT.contains(field.getKey())
                            && !field.getKey().startsWith("@"))
                    .forEach(field -> all.add(field.getKey())));
        }
        if (all.isEmpty()) {
            all.add("id");
        }
        return new ArrayList<>(all);
    }

    private static boolean isThere(List<JsonNode> elements, String name) {
        return elements.stream().anyMatch(each -> each.path(name).isTextual());
    }

    /** The group is in the id, as Resource Manager writes it there. */
    private static String cell(JsonNode element, String column) {
        if (column.isEmpty()) {
            return element.asText(element.toString());
        }
        if (column.equals(GROUP) && !element.has(GROUP)) {
            var group = GROUP_IN_ID.matcher(element.path("id").asText());
            return group.find() && group.group(2) != null ? group.group(1) : "";
        }
        return element.path(column).isValueNode() && !element.path(column).isNull()
                ? element.path(column).asText()
                : "";
    }

    private static String title(String column) {
        return switch (column) {
            case "" -> "VALUE";
            case GROUP -> "RESOURCE GROUP";
            default -> column.replaceAll("([a-z])([A-Z])", "$1 $2").toUpperCase(Locale.ROOT);
        };
    }
}
