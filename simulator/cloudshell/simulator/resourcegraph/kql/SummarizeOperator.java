package cloudshell.simulator.resourcegraph.kql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** {@code summarize}: one row for each combination of values, with what their rows come to. */
final class SummarizeOperator {
    private final List<Part> parts = new ArrayList<>();
    private final List<Columns.Column> keys;

    /** @param value of a column from the rows that belong together */
    private record Part(String name, Aggregate value) {}

    private interface Aggregate {
        JsonNode of(List<ObjectNode> rows);
    }

    SummarizeOperator(Lexer words, ExpressionParser expressions) {
        if (!words.peek().is("by")) {
            do {
                parts.add(part(words, expressions));
            } while (words.accept(","));
        }
        keys = words.accept("by") ? Columns.read(words, expressions) : List.of();
    }

    List<String> columns() {
        var names = new ArrayList<>(Columns.names(keys));
        parts.forEach(part -> names.add(part.name()));
        return names;
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
        var row = group.getKey().deepCopy();
        parts.forEach(part -> row.set(part.name(), part.value().of(group.getValue())));
        return row;
    }

    private static Part part(Lexer words, ExpressionParser expressions) {
        var given = Columns.givenName(words);
        var function = words.name();
        words.expect("(");
        var arguments = new ArrayList<Expression>();
        while (!words.peek().is(")")) {
            arguments.add(expressions.expression());
            if (!words.peek().is(")")) {
                words.expect(",");
            }
        }
        words.expect(")");
        var name = function.text().toLowerCase(Locale.ROOT);
        int needed = name.equals("count") ? 0 : name.matches("(sum|avg|min|max)if") ? 2 : 1;
        if (arguments.size() < needed) {
            throw KqlException.wrong("Function '" + name + "' expects " + needed + " argument(s)", function);
        }
        var of = arguments.isEmpty() ? "" : arguments.get(0).name();
        return new Part(
                given.isEmpty() ? name.replaceAll("^(make|take)_", "") + "_" + of : given,
                aggregate(function, name, arguments));
    }

    private static Aggregate aggregate(Token word, String name, List<Expression> arguments) {
        return switch (name) {
            case "count" -> rows -> Values.of(rows.size());
            case "countif" ->
                rows -> Values.of(rows.stream().filter(arguments.get(0)::isTrue).count());
            case "dcount" -> rows -> Values.of(distinct(values(arguments, rows)).size());
            case "sum" ->
                rows -> Values.of(values(arguments, rows).stream()
                        .mapToDouble(Values::number)
                        .sum());
            case "avg" ->
                rows -> Values.of(values(arguments, rows).stream()
                        .mapToDouble(Values::number)
                        .average()
                        .orElse(Double.NaN));
            case "min" ->
                rows -> values(arguments, rows).stream().min(Values::compare).orElse(Values.NULL);
            case "max" ->
                rows -> values(arguments, rows).stream().max(Values::compare).orElse(Values.NULL);
            case "make_list" -> rows -> array(values(arguments, rows));
            case "make_set" -> rows -> array(distinct(values(arguments, rows)));
            case "any", "take_any" ->
                rows -> values(arguments, rows).stream().findFirst().orElse(Values.NULL);
            case "sumif" ->
                rows -> Values.of(rows.stream()
                        .filter(arguments.get(1)::isTrue)
                        .mapToDouble(row -> Values.number(arguments.get(0).of(row)))
                        .sum());
            case "arg_max",
                    "arg_min",
                    "percentile",
                    "stdev",
                    "variance",
                    "avgif",
                    "minif",
                    "maxif",
                    "dcountif",
                    "make_bag" -> throw KqlException.beyond("the aggregation '" + name + "'", word);
            default -> throw KqlException.wrong("Unknown function: '" + word.text() + "'", word);
        };
    }

    /** What has no value does not count. */
    private static List<JsonNode> values(List<Expression> arguments, List<ObjectNode> rows) {
        return rows.stream()
                .map(arguments.get(0)::of)
                .filter(value -> !value.isNull())
                .toList();
    }

    private static List<JsonNode> distinct(List<JsonNode> values) {
        return List.copyOf(new LinkedHashSet<>(values));
    }

    private static JsonNode array(List<JsonNode> values) {
        return Values.MAKE.arrayNode().addAll(values);
    }
}
