package cloudshell.simulator.resourcegraph.kql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** {@code summarize}: one row for each combination of values, with what their rows come to. */
final class SummarizeOperator {
    private final List<Aggregations.Part> parts = new ArrayList<>();
    private final List<Columns.Column> keys;

    /** @param columns that there are before it */
    SummarizeOperator(Lexer lexer, ExpressionParser expressions, Map<String, Type> columns) {
        if (!lexer.peek().is("by")) {
            do {
                parts.addAll(Aggregations.read(lexer, expressions, columns));
            } while (lexer.accept(","));
        }
        if (lexer.peek().is("by")) {
            var by = lexer.take();
            keys = Columns.read(lexer, expressions);
            keys.forEach(key -> checkKey(key, by));
        } else {
            keys = List.of();
        }
    }

    /** The commonest mistake in queries of properties. */
    private static void checkKey(Columns.Column key, Token by) {
        if (key.value().type() == Type.DYNAMIC) {
            throw KqlException.wrong(
                    "Summarize group key '" + key.name()
                            + "' is of a 'dynamic' type. Please use an explicit cast as grouping"
                            + " by a 'dynamic' type is not supported",
                    by);
        }
    }

    Map<String, Type> columns() {
        var columns = new LinkedHashMap<String, Type>();
        keys.forEach(key -> columns.put(key.name(), key.value().type()));
        parts.forEach(part -> columns.put(part.name(), part.type()));
        return columns;
    }

    Stream<ObjectNode> of(Stream<ObjectNode> rows) {
        var groups = new LinkedHashMap<ObjectNode, List<ObjectNode>>();
        rows.forEach(row -> groups.computeIfAbsent(
                        Columns.fill(Values.MAKE.objectNode(), keys, row), key -> new ArrayList<>())
                .add(row));
        if (groups.isEmpty() && keys.isEmpty()) {
            groups.put(Values.MAKE.objectNode(), List.of());
        }
        return groups.entrySet().stream().map(this::row);
    }

    private ObjectNode row(Map.Entry<ObjectNode, List<ObjectNode>> group) {
        ObjectNode row = Values.MAKE.objectNode();
        row.setAll(group.getKey());
        parts.forEach(part -> {
            JsonNode value = part.value().of(group.getValue());
            row.set(part.name(), value);
        });
        return row;
    }
}
