package cloudshell.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * As much of Resource Graph's query language as a list needs: {@code resources} and then {@code where} with comparisons
 * under {@code and}, {@code or} and brackets, {@code order by id}, {@code project}. Anything else is not understood.
 */
final class Kql {
    private static final Pattern WORD =
            Pattern.compile("\\s*('(?:[^'\\\\]|\\\\.)*'|[A-Za-z_][A-Za-z0-9_.]*~?|=~|==|!=|[(),|])");

    private final Deque<String> words = new ArrayDeque<>();
    private final List<Predicate<JsonNode>> conditions = new ArrayList<>();
    private final List<String> columns = new ArrayList<>();
    private boolean ordered;

    /** @throws IllegalArgumentException where the text is none that this understands, naming the word */
    Kql(String text) {
        var matcher = WORD.matcher(text.strip());
        int end = 0;
        for (;
                matcher.lookingAt() && end < text.strip().length();
                matcher.region(end, text.strip().length())) {
            words.add(matcher.group(1));
            end = matcher.end();
        }
        if (end < text.strip().length()) {
            throw new IllegalArgumentException(text.strip().substring(end));
        }
        expect("resources");
        while (!words.isEmpty()) {
            expect("|");
            stage(next());
        }
    }

    /** Whether the rows that come out still have the column {@code id}. */
    boolean keepsId() {
        return columns.isEmpty() || columns.contains("id");
    }

    List<ObjectNode> ask(List<ObjectNode> rows) {
        var found = rows.stream().filter(row -> conditions.stream().allMatch(condition -> condition.test(row)));
        return (ordered
                        ? found.sorted(
                                Comparator.comparing(row -> row.path("id").asText()))
                        : found)
                .toList();
    }

    /** The row with only the projected columns; where it has none of a name, that is null. */
    ObjectNode project(ObjectNode row) {
        if (columns.isEmpty()) {
            return row;
        }
        var projected = row.objectNode();
        columns.forEach(column -> projected.set(column, row.has(column) ? row.get(column) : row.nullNode()));
        return projected;
    }

    private void stage(String name) {
        switch (name.toLowerCase(Locale.ROOT)) {
            case "where" -> conditions.add(either());
            case "order", "sort" -> {
                expect("by");
                expect("id");
                expect("asc");
                ordered = true;
            }
            case "project" -> {
                do {
                    columns.add(next());
                } while (accept(","));
            }
            default -> throw new IllegalArgumentException(name);
        }
    }

    private Predicate<JsonNode> either() {
        var left = both();
        while (accept("or")) {
            left = left.or(both());
        }
        return left;
    }

    private Predicate<JsonNode> both() {
        var left = one();
        while (accept("and")) {
            left = left.and(one());
        }
        return left;
    }

    private Predicate<JsonNode> one() {
        if (accept("(")) {
            var inner = either();
            expect(")");
            return inner;
        }
        if (accept("isempty")) {
            expect("(");
            var value = value();
            expect(")");
            return row -> value.apply(row).isEmpty();
        }
        var value = value();
        var operator = next();
        var texts = operator.equals("in~") ? list() : List.of(text(operator.equals("matches") ? regex() : next()));
        var test = operator(operator);
        return row -> texts.stream().anyMatch(text -> test.test(value.apply(row), text));
    }

    private static BiPredicate<String, String> operator(String operator) {
        return switch (operator) {
            case "=~", "in~" -> String::equalsIgnoreCase;
            case "==" -> String::equals;
            case "contains" -> (value, text) -> value.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT));
            case "matches" ->
                (value, text) -> Pattern.compile(text).matcher(value).find();
            default -> throw new IllegalArgumentException(operator);
        };
    }

    private String regex() {
        expect("regex");
        return next();
    }

    private List<String> list() {
        var texts = new ArrayList<String>();
        expect("(");
        do {
            texts.add(text(next()));
        } while (accept(","));
        expect(")");
        return texts;
    }

    /** A column or a path into one, as text. */
    private Function<JsonNode, String> value() {
        var bracketed = accept("tostring");
        if (bracketed) {
            expect("(");
        }
        var path = next().split("\\.");
        if (bracketed) {
            expect(")");
        }
        return row -> {
            for (var name : path) {
                row = row.path(name);
            }
            return row.isContainerNode() ? row.toString() : row.asText("");
        };
    }

    private static String text(String literal) {
        if (!literal.startsWith("'")) {
            throw new IllegalArgumentException(literal);
        }
        return literal.substring(1, literal.length() - 1).replaceAll("\\\\(.)", "$1");
    }

    private String next() {
        if (words.isEmpty()) {
            throw new IllegalArgumentException("<EOF>");
        }
        return words.poll();
    }

    private boolean accept(String word) {
        return word.equalsIgnoreCase(words.peek()) && words.poll() != null;
    }

    private void expect(String word) {
        if (!accept(word)) {
            throw new IllegalArgumentException(next());
        }
    }
}
