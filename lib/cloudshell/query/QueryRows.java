package cloudshell.query;

import cloudshell.cli.Invocation;
import cloudshell.http.JsonTrees;
import cloudshell.output.Rows;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;

/** Prints what a query selects in the format of {@code --output}. */
public final class QueryRows {
    private QueryRows() {}

    /**
     * Prints what the query selects from each element as it arrives; what depends on all elements is printed at the
     * end. If the list fails, earlier results are printed only in the first case.
     */
    public static void print(Query query, Stream<JsonNode> elements, Invocation call) {
        var flattened = new FlattenedFields(query);
        var checked = elements.peek(flattened::check);
        if (query.isEach()) {
            print(checked.flatMap(element -> Query.items(query.ofEach(element))), call);
            flattened.field().ifPresent(field -> explain(field, call));
            return;
        }
        var result = query.of(checked);
        flattened.field().ifPresent(field -> explain(field, call));
        if (call.value("output", "table").equals("json")) {
            call.progress().end();
            call.out().print(JsonTrees.indented(result) + "\n");
        } else {
            print(Query.items(result), call);
        }
    }

    private static void explain(String field, Invocation call) {
        call.note("--query names '" + field + "', which Resource Manager has under 'properties' (az flattens it);"
                + " write properties." + field);
    }

    /** Prints any value, as json by default; {@code none} prints nothing. */
    public static void print(JsonNode value, Invocation call) {
        switch (call.value("output", "json")) {
            case "none" -> {}
            case "json" -> call.out().print(JsonTrees.indented(value) + "\n");
            default -> print(Query.items(value), call);
        }
    }

    private static void print(Stream<JsonNode> results, Invocation call) {
        var cells = new QueryCells(call.value("output", "table"));
        new Rows<JsonNode>(cells.titles(), cells::of, result -> result).print(results, call);
    }
}
