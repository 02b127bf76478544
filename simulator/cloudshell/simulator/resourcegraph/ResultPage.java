package cloudshell.simulator.resourcegraph;

import static cloudshell.simulator.http.Response.json;
import static java.nio.charset.StandardCharsets.UTF_8;

import cloudshell.simulator.http.Response;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.List;

/** One page of the rows of a query. */
record ResultPage(JsonNode options, List<ObjectNode> found, List<String> columns) {
    private static final int MOST_ROWS = 1000;
    private static final int USUAL_ROWS = 100;
    private static final String ROWS_TO_SKIP = "{\"$id\":\"1\",\"RowsToSkip\":";

    Response in(boolean table) {
        var token = options.path("$skipToken").asText("");
        int from = token.isEmpty() ? options.path("$skip").asInt(0) : skipped(token);
        int top = options.path("$top").asInt(USUAL_ROWS);
        if (from < 0) {
            return ResourceGraphErrors.of(
                            "InvalidSkipToken", "Simulated: the skip token is not one that was given out here.")
                    .invented();
        }
        if (top < 1 || top > MOST_ROWS) {
            return ResourceGraphErrors.of("InvalidTop", "Simulated: $top is a number from 1 to " + MOST_ROWS + ".")
                    .invented();
        }
        int to = (int) Math.min(found.size(), (long) from + top);
        var page = found.subList(Math.min(from, to), to);
        boolean more = to < found.size();
        var body = JsonNodeFactory.instance.objectNode();
        body.put("totalRecords", found.size()).put("count", page.size());
        body.set("data", table ? asTable(page) : body.arrayNode().addAll(page));
        body.putArray("facets");
        body.put("resultTruncated", more && !columns.contains("id") ? "true" : "false");
        if (more && columns.contains("id")) {
            body.put("$skipToken", Base64.getEncoder().encodeToString((ROWS_TO_SKIP + to + "}").getBytes(UTF_8)));
        }
        return json(200, body);
    }

    private ObjectNode asTable(List<ObjectNode> page) {
        var table = JsonNodeFactory.instance.objectNode();
        var heads = table.putArray("columns");
        columns.forEach(column -> heads.addObject().put("name", column).put("type", type(column)));
        var rows = table.putArray("rows");
        for (var row : page) {
            var cells = rows.addArray();
            columns.forEach(column -> cells.add(row.get(column)));
        }
        return table;
    }

    /** By the first value that is there. */
    private String type(String column) {
        for (var row : found) {
            var value = row.path(column);
            if (!value.isNull()) {
                return value.isContainerNode()
                        ? "object"
                        : value.isBoolean()
                                ? "boolean"
                                : value.isIntegralNumber() ? "integer" : value.isNumber() ? "number" : "string";
            }
        }
        return "string";
    }

    /** -1 if the token is invalid. */
    private static int skipped(String token) {
        try {
            var text = new String(Base64.getDecoder().decode(token), UTF_8);
            return text.startsWith(ROWS_TO_SKIP)
                    ? Integer.parseInt(text.substring(ROWS_TO_SKIP.length(), text.length() - 1))
                    : -1;
        } catch (IllegalArgumentException e) {
            return -1;
        }
    }
}
