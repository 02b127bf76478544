package cloudshell.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloudshell.http.JsonTrees;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;

/**
 * A JMESPath expression in two parts: one that is evaluated for each element, and one for all results.
 *
 * @param each evaluated for an array of one element, so that the results in order are those of the whole array; "" if
 *     the expression has no such part
 * @param then evaluated for the array of results; "" if there is no such part
 */
record QueryText(String each, String then) {
    /**
     * Splits an expression. A projection ({@code []}, {@code [*]}, {@code [?...]}) is per element until a pipe ends it.
     * An operator outside of brackets needs the whole array.
     */
    static QueryText of(String expression) {
        var text = expression.strip();
        var whole = new QueryText("", text);
        if (!text.startsWith("[]") && !text.startsWith("[*]") && !text.startsWith("[?")) {
            return whole;
        }
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\'' || c == '"' || c == '`') {
                i = closing(text, i);
            } else if ("[{(".indexOf(c) >= 0) {
                depth++;
            } else if ("]})".indexOf(c) >= 0) {
                depth--;
            } else if (depth == 0 && c == '|' && !text.startsWith("||", i)) {
                return new QueryText(text.substring(0, i), text.substring(i + 1));
            } else if (depth == 0 && "|&!=<>".indexOf(c) >= 0) {
                return whole;
            }
        }
        return new QueryText(text, "");
    }

    /** Converts literals in backquotes that are not JSON to JSON strings, as az does: {@code `abc`}. */
    static String withJsonLiterals(String expression) {
        var text = new StringBuilder();
        for (int i = 0; i < expression.length(); i++) {
            char c = expression.charAt(i);
            if (c != '\'' && c != '"' && c != '`') {
                text.append(c);
                continue;
            }
            int end = Math.min(closing(expression, i), expression.length() - 1);
            var literal = expression.substring(i, end + 1);
            text.append(c == '`' && literal.length() > 1 ? jsonLiteral(literal) : literal);
            i = end;
        }
        return text.toString();
    }

    private static String jsonLiteral(String literal) {
        var content = literal.substring(1, literal.length() - 1);
        try {
            if (!JsonTrees.of(content.replace("\\`", "`").getBytes(UTF_8)).isMissingNode()) {
                return literal;
            }
        } catch (IOException e) {
            // not JSON: a text without its quotes
        }
        var json = JsonTrees.line(TextNode.valueOf(content.strip().replace("\\`", "`")));
        return "`" + json.replace("`", "\\`") + "`";
    }

    private static int closing(String text, int opening) {
        for (int i = opening + 1; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == text.charAt(opening)) {
                return i;
            }
        }
        return text.length();
    }
}
