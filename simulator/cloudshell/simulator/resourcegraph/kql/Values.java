package cloudshell.simulator.resourcegraph.kql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.POJONode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Values of a query as JSON nodes: times are texts in ISO 8601, as Resource Graph writes them, and spans are durations. */
final class Values {
    static final JsonNodeFactory MAKE = JsonNodeFactory.instance;
    static final JsonNode NULL = MAKE.nullNode();

    private Values() {}

    static JsonNode of(boolean value) {
        return MAKE.booleanNode(value);
    }

    static JsonNode of(String value) {
        return MAKE.textNode(value);
    }

    static JsonNode of(Instant time) {
        return MAKE.textNode(time.toString());
    }

    static JsonNode of(Duration span) {
        return MAKE.pojoNode(span);
    }

    /** A whole number where it is one. */
    static JsonNode of(double value) {
        if (Double.isNaN(value)) {
            return NULL;
        }
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? MAKE.numberNode((long) value)
                : MAKE.numberNode(value);
    }

    static String text(JsonNode value) {
        if (value.isNull() || value.isMissingNode()) {
            return "";
        }
        return value.isContainerNode() ? value.toString() : value.asText();
    }

    static boolean isTrue(JsonNode value) {
        return value.isBoolean() ? value.asBoolean() : text(value).equalsIgnoreCase("true");
    }

    static boolean isEmpty(JsonNode value) {
        return text(value).isEmpty();
    }

    /** Not a number where it is none. */
    static double number(JsonNode value) {
        if (value.isNumber()) {
            return value.asDouble();
        }
        try {
            return value.isBoolean()
                    ? (value.asBoolean() ? 1 : 0)
                    : Double.parseDouble(text(value).strip());
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    static Optional<Duration> span(JsonNode value) {
        return value instanceof POJONode node && node.getPojo() instanceof Duration span
                ? Optional.of(span)
                : Optional.empty();
    }

    static Optional<Instant> time(JsonNode value) {
        var text = text(value);
        if (!text.matches("\\d{4}-\\d\\d-\\d\\d.*")) {
            return Optional.empty();
        }
        try {
            if (text.length() == 10) {
                return Optional.of(LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC));
            }
            var iso = text.replace(' ', 'T');
            return Optional.of(
                    iso.matches(".*(Z|[+-]\\d\\d:\\d\\d)")
                            ? OffsetDateTime.parse(iso).toInstant()
                            : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    static Duration span(String literal) {
        double amount = Double.parseDouble(literal.replaceAll("[a-z]+$", ""));
        long millis =
                switch (literal.replaceAll("^[\\d.]+", "")) {
                    case "d" -> 86_400_000;
                    case "h" -> 3_600_000;
                    case "m" -> 60_000;
                    case "s" -> 1_000;
                    default -> 1;
                };
        return Duration.ofMillis(Math.round(amount * millis));
    }

    /** As {@code order by} has it: nothing first, then numbers and times by size, then texts. */
    static int compare(JsonNode one, JsonNode other) {
        if (one.isNull() || other.isNull()) {
            return Boolean.compare(other.isNull(), one.isNull());
        }
        var times = time(one).flatMap(left -> time(other).map(left::compareTo));
        if (times.isPresent()) {
            return times.get();
        }
        var spans = span(one).flatMap(left -> span(other).map(left::compareTo));
        if (spans.isPresent()) {
            return spans.get();
        }
        boolean numbers =
                one.isNumber() && !Double.isNaN(number(other)) || other.isNumber() && !Double.isNaN(number(one));
        return numbers ? Double.compare(number(one), number(other)) : text(one).compareTo(text(other));
    }
}
