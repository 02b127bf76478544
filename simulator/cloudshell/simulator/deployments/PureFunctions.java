package cloudshell.simulator.deployments;

import static cloudshell.simulator.deployments.TemplateFunctions.field;
import static cloudshell.simulator.deployments.TemplateFunctions.text;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The functions whose value depends on their arguments alone. */
final class PureFunctions {
    private static final JsonNodeFactory MAKE = JsonNodeFactory.instance;

    private PureFunctions() {}

    static Optional<JsonNode> call(String name, List<JsonNode> a) {
        return Optional.ofNullable(
                switch (name.toLowerCase(Locale.ROOT)) {
                    case "concat" -> concat(a);
                    case "format" -> MAKE.textNode(format(a));
                    case "tolower" -> MAKE.textNode(text(a, 0).toLowerCase(Locale.ROOT));
                    case "toupper" -> MAKE.textNode(text(a, 0).toUpperCase(Locale.ROOT));
                    case "trim" -> MAKE.textNode(text(a, 0).strip());
                    case "replace" -> MAKE.textNode(text(a, 0).replace(text(a, 1), text(a, 2)));
                    case "startswith" -> MAKE.booleanNode(lower(a, 0).startsWith(lower(a, 1)));
                    case "endswith" -> MAKE.booleanNode(lower(a, 0).endsWith(lower(a, 1)));
                    case "string" ->
                        MAKE.textNode(a.get(0).isContainerNode() ? a.get(0).toString() : text(a, 0));
                    case "int" -> MAKE.numberNode(Integer.parseInt(text(a, 0)));
                    case "bool" -> MAKE.booleanNode(text(a, 0).matches("(?i)true|1"));
                    case "base64" ->
                        MAKE.textNode(
                                Base64.getEncoder().encodeToString(text(a, 0).getBytes(UTF_8)));
                    case "length" ->
                        MAKE.numberNode(
                                a.get(0).isTextual()
                                        ? text(a, 0).length()
                                        : a.get(0).size());
                    case "empty" ->
                        MAKE.booleanNode(a.get(0).isNull()
                                || (a.get(0).isTextual()
                                        ? text(a, 0).isEmpty()
                                        : a.get(0).isEmpty()));
                    case "equals" -> MAKE.booleanNode(same(a.get(0), a.get(1)));
                    case "not" -> MAKE.booleanNode(!a.get(0).asBoolean());
                    case "and" -> MAKE.booleanNode(a.stream().allMatch(JsonNode::asBoolean));
                    case "or" -> MAKE.booleanNode(a.stream().anyMatch(JsonNode::asBoolean));
                    case "true" -> MAKE.booleanNode(true);
                    case "false" -> MAKE.booleanNode(false);
                    case "null" -> MAKE.nullNode();
                    case "add" -> MAKE.numberNode(a.get(0).asInt() + a.get(1).asInt());
                    case "sub" -> MAKE.numberNode(a.get(0).asInt() - a.get(1).asInt());
                    case "mul" -> MAKE.numberNode(a.get(0).asInt() * a.get(1).asInt());
                    case "div" ->
                        MAKE.numberNode(a.get(0).asInt() / nonZero(a.get(1).asInt()));
                    case "mod" ->
                        MAKE.numberNode(a.get(0).asInt() % nonZero(a.get(1).asInt()));
                    case "greater" -> MAKE.booleanNode(compare(a) > 0);
                    case "greaterorequals" -> MAKE.booleanNode(compare(a) >= 0);
                    case "less" -> MAKE.booleanNode(compare(a) < 0);
                    case "lessorequals" -> MAKE.booleanNode(compare(a) <= 0);
                    case "coalesce" ->
                        a.stream().filter(each -> !each.isNull()).findFirst().orElse(MAKE.nullNode());
                    case "createarray" -> MAKE.arrayNode().addAll(a);
                    case "array" ->
                        a.get(0).isArray() ? a.get(0) : MAKE.arrayNode().add(a.get(0));
                    case "createobject" -> object(a);
                    case "union" -> union(a);
                    case "contains" -> MAKE.booleanNode(contains(a.get(0), a.get(1)));
                    case "split" -> split(text(a, 0), a.get(1));
                    case "join" -> MAKE.textNode(join(a.get(0), text(a, 1)));
                    case "first" -> end(a.get(0), true);
                    case "last" -> end(a.get(0), false);
                    case "take" -> part(a.get(0), 0, a.get(1).asInt());
                    case "skip" -> part(a.get(0), a.get(1).asInt(), Integer.MAX_VALUE);
                    case "substring" ->
                        part(a.get(0), a.get(1).asInt(), a.size() > 2 ? a.get(2).asInt() : Integer.MAX_VALUE);
                    case "indexof" -> MAKE.numberNode(lower(a, 0).indexOf(lower(a, 1)));
                    case "padleft" -> MAKE.textNode(pad(a));
                    case "range" -> range(a.get(0).asInt(), a.get(1).asInt());
                    case "uri" -> MAKE.textNode(text(a, 0).replaceFirst("/?$", "/") + text(a, 1));
                    default -> null;
                });
    }

    private static String lower(List<JsonNode> a, int n) {
        return text(a, n).toLowerCase(Locale.ROOT);
    }

    private static int nonZero(int number) {
        if (number == 0) {
            throw TemplateException.invalid("Attempted to divide by zero.");
        }
        return number;
    }

    private static int compare(List<JsonNode> a) {
        return a.get(0).isNumber()
                ? Long.compare(a.get(0).asLong(), a.get(1).asLong())
                : text(a, 0).compareTo(text(a, 1));
    }

    private static boolean same(JsonNode one, JsonNode other) {
        return one.isNumber() && other.isNumber() ? one.asLong() == other.asLong() : one.equals(other);
    }

    private static JsonNode concat(List<JsonNode> a) {
        if (!a.isEmpty() && a.get(0).isArray()) {
            var all = MAKE.arrayNode();
            a.forEach(each -> all.addAll((ArrayNode) each));
            return all;
        }
        var text = new StringBuilder();
        a.forEach(each -> text.append(each.asText()));
        return MAKE.textNode(text.toString());
    }

    private static String format(List<JsonNode> a) {
        var text = text(a, 0);
        for (int n = 1; n < a.size(); n++) {
            int number = n - 1;
            var value = a.get(n).isContainerNode() ? a.get(n).toString() : text(a, n);
            text = text.replaceAll("\\{" + number + "(?::[^}]*)?\\}", Matcher.quoteReplacement(value));
        }
        return text;
    }

    private static JsonNode object(List<JsonNode> a) {
        var object = MAKE.objectNode();
        for (int n = 0; n + 1 < a.size(); n += 2) {
            object.set(text(a, n), a.get(n + 1));
        }
        return object;
    }

    private static JsonNode union(List<JsonNode> a) {
        if (a.get(0).isArray()) {
            var all = MAKE.arrayNode();
            a.forEach(array -> array.forEach(each -> {
                if (!contains(all, each)) {
                    all.add(each);
                }
            }));
            return all;
        }
        var all = MAKE.objectNode();
        a.forEach(each -> merge(all, each));
        return all;
    }

    private static void merge(ObjectNode into, JsonNode from) {
        from.properties().forEach(field -> {
            if (into.get(field.getKey()) instanceof ObjectNode old
                    && field.getValue().isObject()) {
                merge(old, field.getValue());
            } else {
                into.set(field.getKey(), field.getValue().deepCopy());
            }
        });
    }

    private static boolean contains(JsonNode where, JsonNode what) {
        if (where.isTextual()) {
            return where.asText()
                    .toLowerCase(Locale.ROOT)
                    .contains(what.asText().toLowerCase(Locale.ROOT));
        }
        if (where.isObject()) {
            return !field(where, what.asText()).isMissingNode();
        }
        for (var each : where) {
            if (same(each, what)) {
                return true;
            }
        }
        return false;
    }

    private static JsonNode split(String text, JsonNode by) {
        var marks = new ArrayList<String>();
        if (by.isArray()) {
            by.forEach(each -> marks.add(Pattern.quote(each.asText())));
        } else {
            marks.add(Pattern.quote(by.asText()));
        }
        var parts = MAKE.arrayNode();
        for (var part : text.split(String.join("|", marks), -1)) {
            parts.add(part);
        }
        return parts;
    }

    private static String join(JsonNode array, String between) {
        var texts = new ArrayList<String>();
        array.forEach(each -> texts.add(each.asText()));
        return String.join(between, texts);
    }

    private static JsonNode end(JsonNode value, boolean first) {
        if (value.isTextual()) {
            var text = value.asText();
            return MAKE.textNode(
                    text.isEmpty() ? "" : first ? text.substring(0, 1) : text.substring(text.length() - 1));
        }
        return value.isEmpty() ? MAKE.nullNode() : value.get(first ? 0 : value.size() - 1);
    }

    private static JsonNode part(JsonNode value, int from, int length) {
        int size = value.isTextual() ? value.asText().length() : value.size();
        int start = Math.max(0, Math.min(size, from));
        int end = (int) Math.min(size, (long) start + Math.max(0, length));
        if (value.isTextual()) {
            return MAKE.textNode(value.asText().substring(start, end));
        }
        var part = MAKE.arrayNode();
        for (int n = start; n < end; n++) {
            part.add(value.get(n));
        }
        return part;
    }

    private static String pad(List<JsonNode> a) {
        int length = Math.min(a.get(1).asInt(), 1_000);
        var text = text(a, 0);
        return (a.size() > 2 ? text(a, 2) : " ").repeat(Math.max(0, length - text.length())) + text;
    }

    private static JsonNode range(int from, int count) {
        var range = MAKE.arrayNode();
        for (int n = 0; n < Math.min(count, 10_000); n++) {
            range.add(from + n);
        }
        return range;
    }
}
