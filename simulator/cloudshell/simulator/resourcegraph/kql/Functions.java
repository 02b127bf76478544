package cloudshell.simulator.resourcegraph.kql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** The functions of a value in a row. */
final class Functions {
    private static final JsonMapper MAPPER = new JsonMapper();

    /**
     * @param type of the result; null for that of an argument
     * @param most -1 for any number
     */
    private record Signature(Type type, int least, int most, Function<List<JsonNode>, JsonNode> value) {}

    private Functions() {}

    /**
     * A call's value; empty if there is no such function.
     *
     * @param now of the whole query
     */
    static Optional<Expression> call(Token name, List<Expression> arguments, Instant now) {
        var lower = name.text().toLowerCase(Locale.ROOT);
        var signature = TextFunctions.signature(lower) == null ? signature(lower, now) : null;
        var text = TextFunctions.signature(lower);
        int least = text == null ? signature == null ? 0 : signature.least : text.least();
        int most = text == null ? signature == null ? 0 : signature.most : text.most();
        if (signature == null && text == null) {
            return Optional.empty();
        }
        if (arguments.size() < least || most >= 0 && arguments.size() > most) {
            throw KqlException.wrong(
                    "Function '" + name.text() + "' cannot be called with " + arguments.size() + " argument(s)", name);
        }
        var type = text == null ? signature.type : text.type();
        Function<List<JsonNode>, JsonNode> value = text == null ? signature.value : text.value();
        boolean converts = lower.startsWith("to") && arguments.size() == 1 && !lower.matches("tolower|toupper");
        return Optional.of(new Expression(
                converts || lower.equals("bin") ? arguments.get(0).name() : "",
                type == null ? typeOf(lower, arguments) : type,
                row -> value.apply(
                        arguments.stream().map(argument -> argument.of(row)).toList())));
    }

    private static Type typeOf(String name, List<Expression> arguments) {
        return arguments.get(name.matches("iff|iif|case") ? 1 : 0).type();
    }

    private static Signature signature(String name, Instant now) {
        return switch (name) {
            case "toint", "tolong" -> one(Type.LONG, Functions::whole);
            case "todouble", "toreal", "todecimal" -> one(Type.REAL, v -> Values.real(Values.number(v)));
            case "tobool", "toboolean" ->
                one(Type.BOOL, v -> Values.isEmpty(v) ? Values.NULL : Values.of(Values.isTrue(v)));
            case "todatetime" ->
                one(Type.DATETIME, v -> Values.time(v).map(Values::of).orElse(Values.NULL));
            case "totimespan" -> one(Type.TIMESPAN, Functions::timespan);
            case "todynamic", "parse_json", "parsejson" -> one(Type.DYNAMIC, Functions::parsed);
            case "isnull" -> one(Type.BOOL, v -> Values.of(v.isNull()));
            case "isnotnull", "notnull" -> one(Type.BOOL, v -> Values.of(!v.isNull()));
            case "not" -> one(Type.BOOL, v -> Values.of(!Values.isTrue(v)));
            case "array_length" -> one(Type.LONG, v -> v.isArray() ? Values.of(v.size()) : Values.NULL);
            case "bag_keys" -> one(Type.DYNAMIC, Functions::keys);
            case "bag_has_key" ->
                new Signature(Type.BOOL, 2, 2, v -> Values.of(v.get(0).has(Values.text(v.get(1)))));
            case "bag_pack", "pack", "pack_dictionary" -> new Signature(Type.DYNAMIC, 2, -1, Functions::packed);
            case "pack_array" ->
                new Signature(Type.DYNAMIC, 0, -1, v -> Values.MAKE.arrayNode().addAll(v));
            case "abs" ->
                one(
                        null,
                        v -> v.isIntegralNumber()
                                ? Values.of(Math.abs(v.asLong()))
                                : Values.real(Math.abs(Values.number(v))));
            case "floor", "bin" -> new Signature(null, 2, 2, v -> bin(v.get(0), v.get(1)));
            case "ceiling" -> one(Type.LONG, v -> whole(Values.real(Math.ceil(Values.number(v)))));
            case "round" -> new Signature(Type.REAL, 1, 2, Functions::rounded);
            case "now" ->
                new Signature(
                        Type.DATETIME,
                        0,
                        1,
                        v -> Values.of(
                                v.isEmpty()
                                        ? now
                                        : Values.span(v.get(0)).map(now::plus).orElse(now)));
            case "ago" ->
                one(Type.DATETIME, v -> Values.span(v)
                        .map(span -> Values.of(now.minus(span)))
                        .orElse(Values.NULL));
            case "startofday", "startofweek", "startofmonth", "startofyear" ->
                one(Type.DATETIME, v -> Values.time(v)
                        .map(time -> Values.of(start(name, time)))
                        .orElse(Values.NULL));
            case "datetime_diff" -> new Signature(Type.LONG, 3, 3, Functions::difference);
            case "format_datetime" -> new Signature(Type.STRING, 2, 2, DateTimeFormats::format);
            case "getyear" -> one(Type.LONG, v -> part(v, ChronoUnit.YEARS));
            case "monthofyear", "getmonth" -> one(Type.LONG, v -> part(v, ChronoUnit.MONTHS));
            case "dayofmonth" -> one(Type.LONG, v -> part(v, ChronoUnit.DAYS));
            case "hourofday" -> one(Type.LONG, v -> part(v, ChronoUnit.HOURS));
            case "iff", "iif" -> new Signature(null, 3, 3, v -> Values.isTrue(v.get(0)) ? v.get(1) : v.get(2));
            case "case" -> new Signature(null, 3, -1, Functions::cases);
            case "max_of" ->
                new Signature(null, 1, -1, v -> v.stream().max(Values::compare).orElse(Values.NULL));
            case "min_of" ->
                new Signature(null, 1, -1, v -> v.stream()
                        .filter(x -> !x.isNull())
                        .min(Values::compare)
                        .orElse(Values.NULL));
            case "coalesce" ->
                new Signature(null, 1, -1, v -> v.stream()
                        .filter(x -> !Values.isEmpty(x))
                        .findFirst()
                        .orElse(Values.NULL));
            default -> null;
        };
    }

    private static Signature one(Type type, Function<JsonNode, JsonNode> value) {
        return new Signature(type, 1, 1, values -> value.apply(values.get(0)));
    }

    private static JsonNode whole(JsonNode value) {
        if (value.isIntegralNumber()) {
            return value;
        }
        double number = Values.number(value);
        return Double.isNaN(number) ? Values.NULL : Values.of((long) number);
    }

    private static JsonNode timespan(JsonNode value) {
        if (Values.span(value).isPresent()) {
            return value;
        }
        var parts = java.util.regex.Pattern.compile("(?:(\\d+)\\.)?(\\d\\d?):(\\d\\d):(\\d\\d)(?:\\.\\d+)?")
                .matcher(Values.text(value));
        if (!parts.matches()) {
            return Values.NULL;
        }
        return Values.of(Duration.ofDays(parts.group(1) == null ? 0 : Long.parseLong(parts.group(1)))
                .plusHours(Long.parseLong(parts.group(2)))
                .plusMinutes(Long.parseLong(parts.group(3)))
                .plusSeconds(Long.parseLong(parts.group(4))));
    }

    private static JsonNode parsed(JsonNode value) {
        try {
            return value.isContainerNode() ? value : MAPPER.readTree(Values.text(value));
        } catch (JsonProcessingException e) {
            return value;
        }
    }

    private static JsonNode keys(JsonNode value) {
        var keys = Values.MAKE.arrayNode();
        value.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    private static JsonNode packed(List<JsonNode> values) {
        ObjectNode bag = Values.MAKE.objectNode();
        for (int n = 0; n + 1 < values.size(); n += 2) {
            bag.set(Values.text(values.get(n)), values.get(n + 1));
        }
        return bag;
    }

    /** The value rounded down to a multiple; a null stays one. */
    private static JsonNode bin(JsonNode value, JsonNode size) {
        if (value.isNull() || size.isNull()) {
            return Values.NULL;
        }
        var time = Values.time(value);
        var step = Values.span(size);
        if (time.isPresent() && step.isPresent() && step.get().toMillis() > 0) {
            long millis = time.get().toEpochMilli();
            return Values.of(Instant.ofEpochMilli(
                    millis - Math.floorMod(millis, step.get().toMillis())));
        }
        var span = Values.span(value);
        if (span.isPresent() && step.isPresent() && step.get().toMillis() > 0) {
            long millis = span.get().toMillis();
            return Values.of(
                    Duration.ofMillis(millis - Math.floorMod(millis, step.get().toMillis())));
        }
        if (value.isIntegralNumber() && size.isIntegralNumber()) {
            return size.asLong() == 0
                    ? Values.NULL
                    : Values.of(value.asLong() - Math.floorMod(value.asLong(), size.asLong()));
        }
        double to = Values.number(size);
        return to == 0 ? Values.NULL : Values.real(Math.floor(Values.number(value) / to) * to);
    }

    private static JsonNode rounded(List<JsonNode> values) {
        double scale = Math.pow(10, values.size() > 1 ? Values.number(values.get(1)) : 0);
        return Values.real(Math.rint(Values.number(values.get(0)) * scale) / scale);
    }

    private static Instant start(String name, Instant time) {
        var day = time.atOffset(ZoneOffset.UTC).truncatedTo(ChronoUnit.DAYS);
        return (switch (name) {
                    case "startofweek" -> day.with(TemporalAdjusters.previousOrSame(java.time.DayOfWeek.SUNDAY));
                    case "startofmonth" -> day.withDayOfMonth(1);
                    case "startofyear" -> day.withDayOfYear(1);
                    default -> day;
                })
                .toInstant();
    }

    private static JsonNode difference(List<JsonNode> values) {
        var from = Values.time(values.get(2));
        var to = Values.time(values.get(1));
        if (from.isEmpty() || to.isEmpty()) {
            return Values.NULL;
        }
        var unit = Values.text(values.get(0)).toUpperCase(Locale.ROOT) + "S";
        try {
            var by = ChronoUnit.valueOf(unit);
            var one = from.get().atOffset(ZoneOffset.UTC);
            var other = to.get().atOffset(ZoneOffset.UTC);
            return by.compareTo(ChronoUnit.DAYS) <= 0
                    ? Values.of(by.between(one.truncatedTo(by), other.truncatedTo(by)))
                    : Values.of(by.between(one.withDayOfMonth(1), other.withDayOfMonth(1)));
        } catch (IllegalArgumentException | java.time.DateTimeException e) {
            return Values.NULL;
        }
    }

    private static JsonNode part(JsonNode value, ChronoUnit unit) {
        return Values.time(value)
                .map(time -> time.atOffset(ZoneOffset.UTC))
                .map(time -> Values.of(
                        switch (unit) {
                            case YEARS -> time.getYear();
                            case MONTHS -> time.getMonthValue();
                            case DAYS -> time.getDayOfMonth();
                            default -> time.getHour();
                        }))
                .orElse(Values.NULL);
    }

    private static JsonNode cases(List<JsonNode> values) {
        for (int n = 0; n + 1 < values.size(); n += 2) {
            if (Values.isTrue(values.get(n))) {
                return values.get(n + 1);
            }
        }
        return values.get(values.size() - 1);
    }
}
