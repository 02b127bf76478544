package cloudshell.simulator.resourcegraph.kql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The functions of a value in a row. */
final class Functions {
    private static final JsonMapper MAPPER = new JsonMapper();

    /** @param most -1 for any number */
    private record Signature(int least, int most, Function<List<JsonNode>, JsonNode> value) {}

    private Functions() {}

    /** A call's value; empty where there is no such function. */
    static Optional<Expression> call(Token name, List<Expression> arguments) {
        var signature = signature(name.text().toLowerCase(Locale.ROOT));
        if (signature == null) {
            return Optional.empty();
        }
        if (arguments.size() < signature.least || signature.most >= 0 && arguments.size() > signature.most) {
            throw KqlException.wrong(
                    "Function '" + name.text() + "' cannot be called with " + arguments.size() + " argument(s)", name);
        }
        var converts = name.text().startsWith("to") && arguments.size() == 1 && !isCase(name.text());
        return Optional.of(new Expression(
                converts ? arguments.get(0).name() : "",
                row -> signature.value.apply(
                        arguments.stream().map(argument -> argument.of(row)).toList())));
    }

    private static boolean isCase(String name) {
        return name.equals("tolower") || name.equals("toupper");
    }

    private static Signature signature(String name) {
        return switch (name) {
            case "tostring" -> one(v -> Values.of(Values.text(v)));
            case "tolower" -> one(v -> Values.of(Values.text(v).toLowerCase(Locale.ROOT)));
            case "toupper" -> one(v -> Values.of(Values.text(v).toUpperCase(Locale.ROOT)));
            case "toint", "tolong" -> one(v -> Values.of((double) (long) Values.number(v)));
            case "todouble", "toreal", "todecimal" -> one(v -> Values.of(Values.number(v)));
            case "tobool", "toboolean" -> one(v -> Values.isEmpty(v) ? Values.NULL : Values.of(Values.isTrue(v)));
            case "todatetime" -> one(v -> Values.time(v).map(Values::of).orElse(Values.NULL));
            case "todynamic", "parse_json" -> one(Functions::parsed);
            case "trim_start" ->
                new Signature(2, 2, v -> replaced(v.get(1), "^(?:" + Values.text(v.get(0)) + ")+", ""));
            case "isempty" -> one(v -> Values.of(Values.isEmpty(v)));
            case "isnotempty", "notempty" -> one(v -> Values.of(!Values.isEmpty(v)));
            case "isnull" -> one(v -> Values.of(v.isNull()));
            case "isnotnull", "notnull" -> one(v -> Values.of(!v.isNull()));
            case "not" -> one(v -> Values.of(!Values.isTrue(v)));
            case "strlen" -> one(v -> Values.of(Values.text(v).length()));
            case "array_length" -> one(v -> v.isArray() ? Values.of(v.size()) : Values.NULL);
            case "bag_keys" -> one(Functions::keys);
            case "abs" -> one(v -> Values.of(Math.abs(Values.number(v))));
            case "now" -> new Signature(0, 0, v -> Values.of(Instant.now()));
            case "ago" ->
                one(v -> Values.span(v)
                        .map(span -> Values.of(Instant.now().minus(span)))
                        .orElse(Values.NULL));
            case "round" -> new Signature(1, 2, Functions::rounded);
            case "strcat" -> new Signature(1, -1, v -> Values.of(joined(v, "")));
            case "strcat_array" -> new Signature(2, 2, v -> Values.of(joined(v.get(0), Values.text(v.get(1)))));
            case "split" -> new Signature(2, 3, Functions::split);
            case "substring" -> new Signature(2, 3, Functions::substring);
            case "replace", "replace_regex" ->
                new Signature(3, 3, v -> replaced(v.get(0), Values.text(v.get(1)), Values.text(v.get(2))));
            case "replace_string" ->
                new Signature(
                        3,
                        3,
                        v -> Values.of(Values.text(v.get(0)).replace(Values.text(v.get(1)), Values.text(v.get(2)))));
            case "indexof" ->
                new Signature(2, 2, v -> Values.of(Values.text(v.get(0)).indexOf(Values.text(v.get(1)))));
            case "extract" -> new Signature(3, 3, Functions::extract);
            case "iff", "iif" -> new Signature(3, 3, v -> Values.isTrue(v.get(0)) ? v.get(1) : v.get(2));
            case "case" -> new Signature(3, -1, Functions::cases);
            case "coalesce" ->
                new Signature(1, -1, v -> v.stream()
                        .filter(x -> !Values.isEmpty(x))
                        .findFirst()
                        .orElse(Values.NULL));
            default -> null;
        };
    }

    private static Signature one(Function<JsonNode, JsonNode> value) {
        return new Signature(1, 1, values -> value.apply(values.get(0)));
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

    private static JsonNode rounded(List<JsonNode> values) {
        double scale = Math.pow(10, values.size() > 1 ? Values.number(values.get(1)) : 0);
        return Values.of(Math.rint(Values.number(values.get(0)) * scale) / scale);
    }

    private static String joined(Iterable<JsonNode> values, String between) {
        var joined = new StringBuilder();
        for (var value : values) {
            joined.append(joined.isEmpty() ? "" : between).append(Values.text(value));
        }
        return joined.toString();
    }

    private static JsonNode split(List<JsonNode> values) {
        var parts = Values.MAKE.arrayNode();
        var text = Arrays.asList(Values.text(values.get(0)).split(Pattern.quote(Values.text(values.get(1))), -1));
        if (values.size() < 3) {
            text.forEach(parts::add);
        } else {
            int index = (int) Values.number(values.get(2));
            if (index >= 0 && index < text.size()) {
                parts.add(text.get(index));
            }
        }
        return parts;
    }

    private static JsonNode substring(List<JsonNode> values) {
        var text = Values.text(values.get(0));
        int from = Math.max(0, Math.min(text.length(), (int) Values.number(values.get(1))));
        int length = values.size() < 3 ? text.length() : Math.max(0, (int) Values.number(values.get(2)));
        return Values.of(text.substring(from, (int) Math.min(text.length(), (long) from + length)));
    }

    private static JsonNode replaced(JsonNode value, String regex, String with) {
        try {
            return Values.of(Values.text(value).replaceAll(regex, with.replaceAll("\\\\(\\d)", "\\$$1")));
        } catch (PatternSyntaxException | IndexOutOfBoundsException e) {
            return value;
        }
    }

    private static JsonNode extract(List<JsonNode> values) {
        try {
            var matcher = Pattern.compile(Values.text(values.get(0))).matcher(Values.text(values.get(2)));
            var group = matcher.find() ? matcher.group((int) Values.number(values.get(1))) : "";
            return Values.of(group == null ? "" : group);
        } catch (PatternSyntaxException | IndexOutOfBoundsException e) {
            return Values.of("");
        }
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
