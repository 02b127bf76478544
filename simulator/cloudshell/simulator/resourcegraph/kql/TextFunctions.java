package cloudshell.simulator.resourcegraph.kql;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The functions of texts. */
final class TextFunctions {
    /** @param most -1 for any number */
    record Signature(Type type, int least, int most, Function<List<JsonNode>, JsonNode> value) {}

    private TextFunctions() {}

    /** Null if there is no such function. */
    static Signature signature(String name) {
        return switch (name) {
            case "tostring" -> one(Type.STRING, v -> Values.of(Values.text(v)));
            case "tolower" -> one(Type.STRING, v -> Values.of(Values.text(v).toLowerCase(Locale.ROOT)));
            case "toupper" -> one(Type.STRING, v -> Values.of(Values.text(v).toUpperCase(Locale.ROOT)));
            case "isempty" -> one(Type.BOOL, v -> Values.of(Values.isEmpty(v)));
            case "isnotempty", "notempty" -> one(Type.BOOL, v -> Values.of(!Values.isEmpty(v)));
            case "strlen" -> one(Type.LONG, v -> Values.of(Values.text(v).length()));
            case "trim" ->
                two(v -> replaced(
                        replaced(v.get(1), "^(?:" + Values.text(v.get(0)) + ")+", ""),
                        "(?:" + Values.text(v.get(0)) + ")+$",
                        ""));
            case "trim_start" -> two(v -> replaced(v.get(1), "^(?:" + Values.text(v.get(0)) + ")+", ""));
            case "trim_end" -> two(v -> replaced(v.get(1), "(?:" + Values.text(v.get(0)) + ")+$", ""));
            case "strcat" -> new Signature(Type.STRING, 1, -1, v -> Values.of(joined(v, "")));
            case "strcat_delim" ->
                new Signature(
                        Type.STRING, 2, -1, v -> Values.of(joined(v.subList(1, v.size()), Values.text(v.get(0)))));
            case "strcat_array" -> two(v -> Values.of(joined(v.get(0), Values.text(v.get(1)))));
            case "split" -> new Signature(Type.DYNAMIC, 2, 3, TextFunctions::split);
            case "substring" -> new Signature(Type.STRING, 2, 3, TextFunctions::substring);
            case "replace", "replace_regex" ->
                new Signature(Type.STRING, 3, 3, v -> replaced(v.get(0), Values.text(v.get(1)), Values.text(v.get(2))));
            case "replace_string" ->
                new Signature(
                        Type.STRING,
                        3,
                        3,
                        v -> Values.of(Values.text(v.get(0)).replace(Values.text(v.get(1)), Values.text(v.get(2)))));
            case "indexof" ->
                new Signature(
                        Type.LONG, 2, 2, v -> Values.of(Values.text(v.get(0)).indexOf(Values.text(v.get(1)))));
            case "extract" -> new Signature(Type.STRING, 3, 3, TextFunctions::extract);
            default -> null;
        };
    }

    private static Signature one(Type type, Function<JsonNode, JsonNode> value) {
        return new Signature(type, 1, 1, values -> value.apply(values.get(0)));
    }

    private static Signature two(Function<List<JsonNode>, JsonNode> value) {
        return new Signature(Type.STRING, 2, 2, value);
    }

    private static String joined(Iterable<JsonNode> values, String between) {
        var joined = new StringBuilder();
        boolean first = true;
        for (var value : values) {
            joined.append(first ? "" : between).append(Values.text(value));
            first = false;
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
}
