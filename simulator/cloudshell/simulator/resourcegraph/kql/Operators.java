package cloudshell.simulator.resourcegraph.kql;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The operators between two values. */
final class Operators {
    private static final Map<String, BiPredicate<String, String>> TEXTS = Map.ofEntries(
            Map.entry("=~", String::equalsIgnoreCase),
            Map.entry("contains", (value, part) -> lower(value).contains(lower(part))),
            Map.entry("contains_cs", String::contains),
            Map.entry("startswith", (value, part) -> lower(value).startsWith(lower(part))),
            Map.entry("startswith_cs", String::startsWith),
            Map.entry("endswith", (value, part) -> lower(value).endsWith(lower(part))),
            Map.entry("endswith_cs", String::endsWith),
            Map.entry("has", (value, term) -> hasTerm(lower(value), lower(term), true, true)),
            Map.entry("has_cs", (value, term) -> hasTerm(value, term, true, true)),
            Map.entry("hasprefix", (value, term) -> hasTerm(lower(value), lower(term), true, false)),
            Map.entry("hasprefix_cs", (value, term) -> hasTerm(value, term, true, false)),
            Map.entry("hassuffix", (value, term) -> hasTerm(lower(value), lower(term), false, true)),
            Map.entry("hassuffix_cs", (value, term) -> hasTerm(value, term, false, true)));
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

    /** Its opposite if it begins with {@code !}; {@code !~} is the opposite of {@code =~}. */
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

    /** A list that is a dynamic array stands for its elements. */
    static boolean testList(String operator, JsonNode left, List<JsonNode> right) {
        var value = Values.text(left);
        var all = new ArrayList<String>();
        right.forEach(each -> {
            if (each.isArray()) {
                each.forEach(element -> all.add(Values.text(element)));
            } else {
                all.add(Values.text(each));
            }
        });
        boolean found =
                switch (positive(operator)) {
                    case "in" -> all.contains(value);
                    case "in~" -> all.stream().anyMatch(value::equalsIgnoreCase);
                    case "has_all" -> all.stream().allMatch(term -> hasTerm(lower(value), lower(term), true, true));
                    default -> all.stream().anyMatch(term -> hasTerm(lower(value), lower(term), true, true));
                };
        return found != isNegative(operator);
    }

    /**
     * Compares as the language does: a text is never null, so that what is missing equals the empty text; any other null
     * is unlike everything, and two of them are neither equal nor unequal.
     */
    static boolean compare(String operator, JsonNode left, JsonNode right, boolean asTexts) {
        if (asTexts && (left.isNull() || right.isNull())) {
            return compare(operator, Values.of(Values.text(left)), Values.of(Values.text(right)), false);
        }
        boolean nothing = left.isNull() || right.isNull();
        boolean equal = operator.equals("==");
        if (equal || operator.equals("!=") || operator.equals("<>")) {
            if (nothing) {
                return !equal && left.isNull() != right.isNull();
            }
            boolean booleans = left.isBoolean() || right.isBoolean();
            boolean same = booleans ? Values.isTrue(left) == Values.isTrue(right) : Values.compare(left, right) == 0;
            return same == equal;
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

    static Type type(String operator, Type left, Type right) {
        if (left == Type.DATETIME || right == Type.DATETIME) {
            return operator.equals("-") && left == right ? Type.TIMESPAN : Type.DATETIME;
        }
        if (left == Type.TIMESPAN || right == Type.TIMESPAN) {
            return operator.equals("/") && left == right ? Type.REAL : Type.TIMESPAN;
        }
        return left == Type.LONG && right == Type.LONG ? Type.LONG : Type.REAL;
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
        var first = Values.span(left);
        if (first.isPresent() || span.isPresent()) {
            return spans(operator, left, right);
        }
        return left.isIntegralNumber() && right.isIntegralNumber()
                ? whole(operator, left.asLong(), right.asLong())
                : real(operator, Values.number(left), Values.number(right));
    }

    private static JsonNode spans(String operator, JsonNode left, JsonNode right) {
        var one = Values.span(left);
        var other = Values.span(right);
        if (one.isPresent() && other.isPresent()) {
            return switch (operator) {
                case "+" -> Values.of(one.get().plus(other.get()));
                case "-" -> Values.of(one.get().minus(other.get()));
                case "/" ->
                    other.get().isZero()
                            ? Values.NULL
                            : Values.real(
                                    (double) one.get().toNanos() / other.get().toNanos());
                default -> Values.NULL;
            };
        }
        double number = Values.number(one.isPresent() ? right : left);
        double nanos = one.or(() -> other).orElseThrow().toNanos();
        return switch (operator) {
            case "*" -> Values.of(Duration.ofNanos(Math.round(nanos * number)));
            case "/" ->
                one.isPresent() && number != 0 ? Values.of(Duration.ofNanos(Math.round(nanos / number))) : Values.NULL;
            default -> Values.NULL;
        };
    }

    private static JsonNode whole(String operator, long one, long other) {
        return switch (operator) {
            case "+" -> Values.of(one + other);
            case "-" -> Values.of(one - other);
            case "*" -> Values.of(one * other);
            case "%" -> other == 0 ? Values.NULL : Values.of(one % other);
            default -> other == 0 ? Values.NULL : Values.of(one / other);
        };
    }

    private static JsonNode real(String operator, double one, double other) {
        return switch (operator) {
            case "+" -> Values.real(one + other);
            case "-" -> Values.real(one - other);
            case "*" -> Values.real(one * other);
            case "%" -> Values.real(one % other);
            default -> other == 0 ? Values.NULL : Values.real(one / other);
        };
    }

    static Pattern pattern(Token literal) {
        try {
            return Pattern.compile(literal.text());
        } catch (PatternSyntaxException e) {
            throw KqlException.wrong("The regular expression is not valid: " + e.getDescription(), literal);
        }
    }

    private static boolean hasTerm(String value, String term, boolean begins, boolean ends) {
        return Pattern.compile((begins ? "(?<![\\p{L}\\p{N}])" : "")
                        + Pattern.quote(term)
                        + (ends ? "(?![\\p{L}\\p{N}])" : ""))
                .matcher(value)
                .find();
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
