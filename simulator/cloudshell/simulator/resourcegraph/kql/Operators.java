package cloudshell.simulator.resourcegraph.kql;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** What stands between two values. */
final class Operators {
    private static final Map<String, BiPredicate<String, String>> TEXTS = Map.ofEntries(
            Map.entry("=~", String::equalsIgnoreCase),
            Map.entry("contains", (value, part) -> lower(value).contains(lower(part))),
            Map.entry("contains_cs", String::contains),
            Map.entry("startswith", (value, part) -> lower(value).startsWith(lower(part))),
            Map.entry("startswith_cs", String::startsWith),
            Map.entry("endswith", (value, part) -> lower(value).endsWith(lower(part))),
            Map.entry("endswith_cs", String::endsWith),
            Map.entry("has", (value, term) -> hasTerm(lower(value), lower(term))),
            Map.entry("has_cs", Operators::hasTerm));
    private static final List<String> ORDER = List.of("==", "!=", "<>", "<", "<=", ">", ">=");
    private static final List<String> LISTS = List.of("in", "in~", "has_any", "has_all");

    private Operators() {}

    static boolean comparesTexts(String operator) {
        return TEXTS.containsKey(positive(operator));
    }

    static boolean compares(String operator) {
        return ORDER.contains(operator);
    }

    static boolean looksInAList(String operator) {
        return LISTS.contains(positive(operator));
    }

    /** Its opposite where it begins with {@code !}; {@code !~} is the opposite of {@code =~}. */
    static String positive(String operator) {
        var lower = lower(operator);
        return lower.equals("!~") ? "=~" : lower.startsWith("!") && !lower.equals("!=") ? lower.substring(1) : lower;
    }

    static boolean isNegative(String operator) {
        return operator.startsWith("!") && !operator.equals("!=");
    }

    static boolean test(String operator, JsonNode left, JsonNode right) {
        return TEXTS.get(positive(operator)).test(Values.text(left), Values.text(right)) != isNegative(operator);
    }

    static boolean testList(String operator, JsonNode left, List<JsonNode> right) {
        var value = Values.text(left);
        var texts = right.stream().map(Values::text);
        boolean found =
                switch (positive(operator)) {
                    case "in" -> texts.anyMatch(value::equals);
                    case "in~" -> texts.anyMatch(value::equalsIgnoreCase);
                    case "has_all" -> texts.allMatch(term -> hasTerm(lower(value), lower(term)));
                    default -> texts.anyMatch(term -> hasTerm(lower(value), lower(term)));
                };
        return found != isNegative(operator);
    }

    /** Nothing is neither larger nor smaller than anything. */
    static boolean compare(String operator, JsonNode left, JsonNode right) {
        boolean nothing = left.isNull() || right.isNull();
        boolean booleans = left.isBoolean() || right.isBoolean();
        if (operator.equals("==")) {
            return !nothing
                    && (booleans ? Values.isTrue(left) == Values.isTrue(right) : Values.compare(left, right) == 0);
        }
        if (operator.equals("!=") || operator.equals("<>")) {
            return !compare("==", left, right);
        }
        int order = nothing ? 0 : Values.compare(left, right);
        return !nothing
                && switch (operator) {
                    case "<" -> order < 0;
                    case "<=" -> order <= 0;
                    case ">" -> order > 0;
                    default -> order >= 0;
                };
    }

    static JsonNode calculate(String operator, JsonNode left, JsonNode right) {
        var time = Values.time(left);
        var span = Values.span(right);
        if (time.isPresent() && span.isPresent()) {
            return Values.of(
                    operator.equals("-")
                            ? time.get().minus(span.get())
                            : time.get().plus(span.get()));
        }
        var until = Values.time(right);
        if (time.isPresent() && until.isPresent() && operator.equals("-")) {
            return Values.of(Duration.between(until.get(), time.get()));
        }
        double one = Values.number(left);
        double other = Values.number(right);
        boolean whole = left.isIntegralNumber() && right.isIntegralNumber();
        return switch (operator) {
            case "+" -> Values.of(one + other);
            case "-" -> Values.of(one - other);
            case "*" -> Values.of(one * other);
            case "%" -> Values.of(one % other);
            default -> other == 0 ? Values.NULL : whole ? Values.of(Math.floor(one / other)) : Values.of(one / other);
        };
    }

    static Pattern pattern(Token literal) {
        try {
            return Pattern.compile(literal.text());
        } catch (PatternSyntaxException e) {
            throw KqlException.wrong("The regular expression is not valid: " + e.getDescription(), literal);
        }
    }

    private static boolean hasTerm(String value, String term) {
        return Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(term) + "(?![\\p{L}\\p{N}])")
                .matcher(value)
                .find();
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
