package cloudshell.simulator.resourcegraph.kql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * Values of a query as JSON nodes: whole numbers and real ones are different, times are texts in ISO 8601 as Resource
 * Graph writes them, and timespans are durations until they are written.
 */
final class Values {
    static final JsonNodeFactory MAKE = JsonNodeFactory.instance;
    static final JsonNode NULL = MAKE.nullNode();

    /** The largest size of one value; Kusto has a limit of the same order. */
    private static final int MAX_TEXT = 1 << 20;

    private Values() {}

    static JsonNode of(boolean value) {
        return MAKE.booleanNode(value);
    }

    static JsonNode of(String value) {
        if (value.length() > MAX_TEXT) {
            throw KqlException.tooLarge("a value of more than " + MAX_TEXT + " characters");
        }
        return MAKE.textNode(value);
    }

    static JsonNode of(Instant time) {
        return MAKE.textNode(time.toString());
    }

    static JsonNode of(Duration span) {
        return MAKE.pojoNode(span);
    }

    static JsonNode of(long value) {
        return MAKE.numberNode(value);
    }

    /** A real number, whole or not. */
    static JsonNode real(double value) {
        return Double.isNaN(value) ? NULL : MAKE.numberNode(value);
    }

    static String text(JsonNode value) {
        if (value.isNull() || value.isMissingNode()) {
            return "";
        }
        return span(value)
                .map(Values::text)
                .orElseGet(() -> value.isContainerNode() ? value.toString() : value.asText());
    }

    /** {@code [-][d.]hh:mm:ss[.fffffff]}, as .NET and Kusto write timespans. */
    static String text(Duration span) {
        var absolute = span.abs();
        var text = new StringBuilder(span.isNegative() ? "-" : "");
        if (absolute.toDays() > 0) {
            text.append(absolute.toDays()).append('.');
        }
        text.append(
                "%02d:%02d:%02d".formatted(absolute.toHoursPart(), absolute.toMinutesPart(), absolute.toSecondsPart()));
        int ticks = absolute.toNanosPart() / 100;
        return text.append(ticks == 0 ? "" : ".%07d".formatted(ticks)).toString();
    }

    /** A value as it leaves a query: timespans, at any depth, as text. */
    static JsonNode written(JsonNode value) {
        if (value instanceof ObjectNode object) {
            var copy = MAKE.objectNode();
            object.properties().forEach(field -> copy.set(field.getKey(), written(field.getValue())));
            return copy;
        }
        if (value instanceof ArrayNode array) {
            var copy = MAKE.arrayNode();
            array.forEach(each -> copy.add(written(each)));
            return copy;
        }
        return value instanceof POJONode ? of(text(value)) : value;
    }

    static boolean isTrue(JsonNode value) {
        return value.isBoolean()
                ? value.asBoolean()
                : value.isNumber() ? value.asDouble() != 0 : text(value).equalsIgnoreCase("true");
    }

    static boolean isEmpty(JsonNode value) {
        return text(value).isEmpty();
    }

    /** Not a number if it is none. */
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
        if (!value.isTextual()) {
            return Optional.empty();
        }
        var text = value.asText();
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
        if (one.isIntegralNumber() && other.isIntegralNumber()) {
            return Long.compare(one.asLong(), other.asLong());
        }
        boolean numbers =
                one.isNumber() && !Double.isNaN(number(other)) || other.isNumber() && !Double.isNaN(number(one));
        return numbers ? Double.compare(number(one), number(other)) : text(one).compareTo(text(other));
    }
}
