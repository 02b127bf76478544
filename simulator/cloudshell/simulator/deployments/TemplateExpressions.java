package cloudshell.simulator.deployments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Evaluates the expressions of a template: texts in brackets, wherever they stand in a JSON value. */
final class TemplateExpressions {
    private static final int MAX_LENGTH = 24_576;
    private static final int MAX_DEPTH = 100;
    private static final Pattern TOKEN =
            Pattern.compile("\\s*(?:'((?:[^']|'')*)'|(-?\\d+)|([A-Za-z_][A-Za-z0-9_]*)|([()\\[\\],.?]))");

    private final TemplateFunctions functions;
    private int depth;

    TemplateExpressions(TemplateFunctions functions) {
        this.functions = functions;
    }

    /** A copy of a value with its expressions replaced by what they come to. */
    JsonNode evaluate(JsonNode value) {
        if (++depth > MAX_DEPTH) {
            throw TemplateException.invalid("The template is nested too deeply.");
        }
        try {
            if (value instanceof ObjectNode object) {
                return object(object);
            }
            if (value instanceof ArrayNode array) {
                var copy = array.arrayNode();
                array.forEach(each -> copy.add(evaluate(each)));
                return copy;
            }
            return value.isTextual() ? text(value.asText()) : value;
        } finally {
            depth--;
        }
    }

    private ObjectNode object(ObjectNode object) {
        var copy = object.objectNode();
        object.properties().forEach(field -> {
            if (field.getKey().equals("copy") && field.getValue().isArray()) {
                field.getValue().forEach(each -> copy.set(each.path("name").asText(), copied(each)));
            } else {
                copy.set(text(field.getKey()).asText(), evaluate(field.getValue()));
            }
        });
        return copy;
    }

    /** {@code {name, count, input}} as the array that it stands for. */
    ArrayNode copied(JsonNode copy) {
        var array = JsonNodeFactory.instance.arrayNode();
        int count = evaluate(copy.path("count")).asInt(-1);
        functions.loop(copy.path("name").asText(), count, () -> array.add(evaluate(copy.path("input"))));
        return array;
    }

    JsonNode text(String text) {
        if (!text.startsWith("[") || !text.endsWith("]")) {
            return JsonNodeFactory.instance.textNode(text);
        }
        if (text.startsWith("[[")) {
            return JsonNodeFactory.instance.textNode(text.substring(1));
        }
        if (text.length() > MAX_LENGTH) {
            throw TemplateException.invalid(
                    "The template expression exceeds the limit of " + MAX_LENGTH + " characters.");
        }
        return new Parser(text.substring(1, text.length() - 1)).whole();
    }

    private final class Parser {
        private final String text;
        private final List<String[]> tokens = new ArrayList<>();
        private int next;

        private Parser(String text) {
            this.text = text;
            var matcher = TOKEN.matcher(text);
            int at = 0;
            while (at < text.length() && !text.substring(at).isBlank()) {
                matcher.region(at, text.length());
                if (!matcher.lookingAt()) {
                    throw bad();
                }
                tokens.add(token(matcher));
                at = matcher.end();
            }
        }

        private static String[] token(Matcher matcher) {
            for (int n = 1; n <= 4; n++) {
                if (matcher.group(n) != null) {
                    return new String[] {Integer.toString(n), matcher.group(n)};
                }
            }
            throw new IllegalStateException();
        }

        private TemplateException bad() {
            return TemplateException.invalid("Unable to parse language expression '" + text + "'");
        }

        private JsonNode whole() {
            var value = value();
            if (next < tokens.size()) {
                throw bad();
            }
            return value;
        }

        private boolean is(String mark) {
            return next < tokens.size() && tokens.get(next)[0].equals("4") && tokens.get(next)[1].equals(mark);
        }

        private boolean accept(String mark) {
            if (is(mark)) {
                next++;
                return true;
            }
            return false;
        }

        private JsonNode value() {
            if (++depth > MAX_DEPTH) {
                throw TemplateException.invalid("The template expression is nested too deeply.");
            }
            try {
                var value = primary();
                while (is(".") || is("[") || is("?")) {
                    boolean safe = accept("?");
                    value = accept(".") ? member(value, safe) : index(value, safe);
                }
                return value;
            } finally {
                depth--;
            }
        }

        private JsonNode member(JsonNode value, boolean safe) {
            if (next >= tokens.size()) {
                throw bad();
            }
            return part(value, JsonNodeFactory.instance.textNode(tokens.get(next++)[1]), safe);
        }

        private JsonNode index(JsonNode value, boolean safe) {
            if (!accept("[")) {
                throw bad();
            }
            var key = value();
            if (!accept("]")) {
                throw bad();
            }
            return part(value, key, safe);
        }

        private JsonNode part(JsonNode value, JsonNode key, boolean safe) {
            if (value == TemplateFunctions.UNKNOWN) {
                return value;
            }
            var found = key.isInt() ? value.path(key.asInt()) : TemplateFunctions.field(value, key.asText());
            if (found instanceof MissingNode) {
                if (safe) {
                    return JsonNodeFactory.instance.nullNode();
                }
                throw TemplateException.invalid("The language expression property '" + key.asText()
                        + "' doesn't exist, available properties are '"
                        + String.join(", ", TemplateFunctions.names(value)) + "'.");
            }
            return found;
        }

        private JsonNode primary() {
            if (next >= tokens.size()) {
                throw bad();
            }
            var token = tokens.get(next++);
            return switch (token[0]) {
                case "1" -> JsonNodeFactory.instance.textNode(token[1].replace("''", "'"));
                case "2" -> number(token[1]);
                case "3" -> call(token[1]);
                default -> throw bad();
            };
        }

        private JsonNode number(String digits) {
            try {
                long number = Long.parseLong(digits);
                return number == (int) number
                        ? JsonNodeFactory.instance.numberNode((int) number)
                        : JsonNodeFactory.instance.numberNode(number);
            } catch (NumberFormatException e) {
                throw bad();
            }
        }

        private JsonNode call(String name) {
            if (!accept("(")) {
                throw bad();
            }
            boolean lazy = name.equalsIgnoreCase("if");
            if (lazy) {
                return condition();
            }
            var arguments = new ArrayList<JsonNode>();
            while (!is(")")) {
                arguments.add(value());
                if (!is(")") && !accept(",")) {
                    throw bad();
                }
            }
            accept(")");
            return functions.call(name, arguments);
        }

        /** Only the branch that is chosen is evaluated for good: the other may refer to what is not there. */
        private JsonNode condition() {
            var condition = value();
            if (!accept(",")) {
                throw bad();
            }
            var yes = branch(condition.asBoolean());
            if (!accept(",")) {
                throw bad();
            }
            var no = branch(!condition.asBoolean());
            if (!accept(")")) {
                throw bad();
            }
            return condition.asBoolean() ? yes : no;
        }

        private JsonNode branch(boolean chosen) {
            if (chosen) {
                return value();
            }
            int open = 0;
            for (; next < tokens.size(); next++) {
                boolean mark = tokens.get(next)[0].equals("4");
                var word = tokens.get(next)[1];
                if (mark && open == 0 && (word.equals(",") || word.equals(")"))) {
                    return JsonNodeFactory.instance.nullNode();
                }
                open += mark && word.matches("[(\\[]") ? 1 : mark && word.matches("[)\\]]") ? -1 : 0;
            }
            throw bad();
        }
    }
}
