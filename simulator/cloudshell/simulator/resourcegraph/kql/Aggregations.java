package cloudshell.simulator.resourcegraph.kql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;

/** The aggregations of {@code summarize}. */
final class Aggregations {
    private static final long MAX_LIST = 1_048_576;

    /** A value from the rows that belong together. */
    interface Aggregate {
        JsonNode of(List<ObjectNode> rows);
    }

    record Part(String name, Type type, Aggregate value) {}

    private Aggregations() {}

    /** One aggregation, which is one column, or several if it is {@code arg_max(x, *)}. */
    static List<Part> read(Lexer lexer, ExpressionParser expressions, Map<String, Type> columns) {
        var given = Columns.givenName(lexer);
        var function = lexer.name();
        var name = function.text().toLowerCase(Locale.ROOT);
        lexer.expect("(");
        var arguments = new ArrayList<Expression>();
        boolean all = false;
        while (!lexer.peek().is(")")) {
            if (lexer.peek().is("*")) {
                lexer.take();
                all = true;
            } else {
                arguments.add(expressions.expression());
            }
            if (!lexer.peek().is(")")) {
                lexer.expect(",");
            }
        }
        lexer.expect(")");
        check(name, arguments, function);
        if (name.equals("arg_max") || name.equals("arg_min")) {
            return extreme(name.equals("arg_max"), given, arguments, all ? columns : Map.of());
        }
        var of = arguments.isEmpty() ? "" : arguments.get(0).name();
        var column = given.isEmpty() ? name.replaceAll("^(make|take)_", "") + "_" + of : given;
        return List.of(new Part(column, type(name, arguments), aggregate(function, name, arguments)));
    }

    private static void check(String name, List<Expression> arguments, Token function) {
        int needed = name.equals("count")
                ? 0
                : name.matches("(sum|avg|min|max|dcount|make_list_|make_set_)if|make_list_if|make_set_if") ? 2 : 1;
        if (arguments.size() < needed) {
            throw KqlException.wrong("Function '" + name + "' expects " + needed + " argument(s)", function);
        }
        if (name.matches("sum|avg|sumif|avgif") && arguments.get(0).type() == Type.STRING) {
            throw KqlException.wrong(
                    "Function '" + name + "' cannot be applied to a value of type 'string'; use toint() or todouble()",
                    function);
        }
    }

    /** The row with the largest or smallest value, with these columns. */
    private static List<Part> extreme(
            boolean largest, String given, List<Expression> arguments, Map<String, Type> columns) {
        var by = arguments.get(0);
        var parts = new ArrayList<Part>();
        var first = given.isEmpty() ? by.name().isEmpty() ? (largest ? "max_" : "min_") : by.name() : given;
        parts.add(new Part(
                first, by.type(), rows -> row(rows, by, largest).map(by::of).orElse(Values.NULL)));
        for (var each : arguments.subList(1, arguments.size())) {
            parts.add(new Part(each.name(), each.type(), rows -> row(rows, by, largest)
                    .map(each::of)
                    .orElse(Values.NULL)));
        }
        columns.forEach((name, type) -> {
            if (!name.equals(first)) {
                parts.add(new Part(name, type, rows -> row(rows, by, largest)
                        .map(row -> row.path(name))
                        .filter(value -> !value.isMissingNode())
                        .orElse(Values.NULL)));
            }
        });
        return parts;
    }

    private static Optional<ObjectNode> row(List<ObjectNode> rows, Expression by, boolean largest) {
        BinaryOperator<ObjectNode> better = (one, other) -> {
            int order = Values.compare(by.of(one), by.of(other));
            return (largest ? order >= 0 : order <= 0) ? one : other;
        };
        return rows.stream().filter(row -> !by.of(row).isNull()).reduce(better).or(() -> rows.stream()
                .findFirst());
    }

    private static Type type(String name, List<Expression> arguments) {
        return switch (name) {
            case "count", "countif", "dcount", "dcountif", "count_distinct" -> Type.LONG;
            case "avg", "avgif" -> arguments.get(0).type() == Type.TIMESPAN ? Type.TIMESPAN : Type.REAL;
            case "make_list", "make_set", "make_list_if", "make_set_if", "make_bag" -> Type.DYNAMIC;
            default -> arguments.get(0).type();
        };
    }

    private static Aggregate aggregate(Token token, String name, List<Expression> arguments) {
        return switch (name) {
            case "count" -> rows -> Values.of(rows.size());
            case "countif" ->
                rows -> Values.of(rows.stream().filter(arguments.get(0)::isTrue).count());
            case "dcount", "count_distinct" ->
                rows -> Values.of(distinct(values(arguments, rows)).size());
            case "dcountif" ->
                rows -> Values.of(
                        distinct(values(arguments, met(arguments, rows))).size());
            case "sum" -> rows -> sum(values(arguments, rows));
            case "sumif" -> rows -> sum(values(arguments, met(arguments, rows)));
            case "avg" -> rows -> average(values(arguments, rows));
            case "avgif" -> rows -> average(values(arguments, met(arguments, rows)));
            case "min" ->
                rows -> values(arguments, rows).stream().min(Values::compare).orElse(Values.NULL);
            case "max" ->
                rows -> values(arguments, rows).stream().max(Values::compare).orElse(Values.NULL);
            case "minif" ->
                rows -> values(arguments, met(arguments, rows)).stream()
                        .min(Values::compare)
                        .orElse(Values.NULL);
            case "maxif" ->
                rows -> values(arguments, met(arguments, rows)).stream()
                        .max(Values::compare)
                        .orElse(Values.NULL);
            case "make_list" -> rows -> array(values(arguments, rows), most(arguments, 1));
            case "make_set" -> rows -> array(distinct(values(arguments, rows)), most(arguments, 1));
            case "make_list_if" -> rows -> array(values(arguments, met(arguments, rows)), most(arguments, 2));
            case "make_set_if" -> rows -> array(distinct(values(arguments, met(arguments, rows))), most(arguments, 2));
            case "any", "take_any" ->
                rows -> values(arguments, rows).stream().findFirst().orElse(Values.NULL);
            default -> throw PrimaryExpressionParser.unknown(token);
        };
    }

    private static List<ObjectNode> met(List<Expression> arguments, List<ObjectNode> rows) {
        return rows.stream().filter(arguments.get(1)::isTrue).toList();
    }

    private static long most(List<Expression> arguments, int n) {
        return arguments.size() > n
                ? Math.max(0, (long) Values.number(arguments.get(n).of(Values.MAKE.objectNode())))
                : MAX_LIST;
    }

    private static JsonNode sum(List<JsonNode> values) {
        if (values.stream().anyMatch(value -> Values.span(value).isPresent())) {
            return values.stream()
                    .reduce((one, other) -> Operators.calculate("+", one, other))
                    .orElse(Values.NULL);
        }
        if (values.stream().allMatch(JsonNode::isIntegralNumber)) {
            return Values.of(values.stream().mapToLong(JsonNode::asLong).sum());
        }
        return Values.real(numbers(values).sum());
    }

    private static JsonNode average(List<JsonNode> values) {
        if (values.stream().anyMatch(value -> Values.span(value).isPresent())) {
            return Operators.calculate("/", sum(values), Values.of(values.size()));
        }
        return Values.real(numbers(values).average().orElse(Double.NaN));
    }

    private static java.util.stream.DoubleStream numbers(List<JsonNode> values) {
        return values.stream().mapToDouble(Values::number).filter(number -> !Double.isNaN(number));
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

    private static JsonNode array(List<JsonNode> values, long most) {
        var array = Values.MAKE.arrayNode();
        Stream.of(values).flatMap(List::stream).limit(most).forEach(array::add);
        return array;
    }
}
