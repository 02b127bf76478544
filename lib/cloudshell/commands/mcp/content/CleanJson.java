//DEPS com.fasterxml.jackson.core:jackson-databind:2.23.0
//SOURCES ../../../http/JsonTrees.java ../../../http/SafeText.java
//SOURCES FittedRows.java NamedValues.java QueryScanner.java SecretFields.java SecretNames.java
//SOURCES VisibleText.java
package cloudshell.commands.mcp.content;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloudshell.http.JsonTrees;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * Copies JSON from Azure for an agent: secrets are masked, by the names of their fields and by their form, and text that
 * nobody sees is removed from values and names.
 */
public final class CleanJson {
    private static final int DEEPEST = 200;
    private static final int LONGEST_NAME = 256;

    private final UnaryOperator<String> tokens;

    /** @param tokens masks the tokens of this process in a text */
    public CleanJson(UnaryOperator<String> tokens) {
        this.tokens = tokens;
    }

    public JsonNode of(JsonNode value) {
        return copy(value, Masked.NOTHING, DEEPEST);
    }

    /** Returns a text without secrets and without invisible characters. */
    public String text(String text) {
        return SecretFields.masked(tokens.apply(VisibleText.of(text)));
    }

    /** Returns a link without tokens and invisible characters; the rest is needed for the next page. */
    public String link(String link) {
        return SecretFields.withoutTokens(tokens.apply(VisibleText.of(link)));
    }

    /** The part of a value that is masked beside fields with the names of secrets. */
    private enum Masked {
        NOTHING,
        /** The fields called value: it is within a list of secrets. */
        VALUES,
        ALL
    }

    private JsonNode copy(JsonNode value, Masked masked, int deep) {
        if (deep == 0) {
            return TextNode.valueOf("(nested deeper than " + DEEPEST + " levels)");
        }
        if (value.isObject()) {
            return object(value, masked, deep);
        }
        if (value.isArray()) {
            var array = JsonNodeFactory.instance.arrayNode(value.size());
            value.forEach(element -> array.add(copy(element, masked, deep - 1)));
            return array;
        }
        if (masked == Masked.ALL && (value.isTextual() && !value.asText().isEmpty() || value.isNumber())) {
            return TextNode.valueOf(SecretFields.MASK);
        }
        return value.isTextual() ? TextNode.valueOf(string(value.asText(), deep)) : value;
    }

    /** Cleans a string; JSON in it is cleaned as JSON. */
    private String string(String value, int deep) {
        var visible = VisibleText.of(value).strip();
        if (visible.startsWith("{") || visible.startsWith("[")) {
            try {
                return JsonTrees.line(copy(JsonTrees.of(visible.getBytes(UTF_8)), Masked.NOTHING, deep - 1));
            } catch (IOException e) {
                return text(value);
            }
        }
        return text(value);
    }

    private JsonNode object(JsonNode object, Masked masked, int deep) {
        var copy = JsonNodeFactory.instance.objectNode();
        boolean isNamedSecret = masked == Masked.VALUES || isNamedSecret(object);
        for (var field : object.properties()) {
            var name = VisibleText.of(field.getKey());
            copy.set(
                    text(name),
                    copy(field.getValue(), within(name, field.getValue(), masked, isNamedSecret), deep - 1));
        }
        return copy;
    }

    private static Masked within(String name, JsonNode value, Masked masked, boolean isNamedSecret) {
        boolean isInSecret = masked == Masked.ALL && !SecretFields.isAbout(name);
        boolean isMapOfSecrets = name.equalsIgnoreCase("secrets") && value.isObject();
        if (isInSecret || isMapOfSecrets || isNamedSecret && isValue(name) || SecretFields.isSecret(name)) {
            return Masked.ALL;
        }
        return name.equalsIgnoreCase("secrets") || name.equalsIgnoreCase("keys") ? Masked.VALUES : Masked.NOTHING;
    }

    /** Returns whether it is value, defaultValue, newValue, or what a query makes of them, such as env_value. */
    private static boolean isValue(String name) {
        return SecretFields.plain(name).endsWith("value");
    }

    private static boolean isName(String name) {
        var plain = SecretFields.plain(name);
        return plain.endsWith("name") || plain.endsWith("key");
    }

    /** Returns whether it is {@code {"name": "DB_PASSWORD", "value": "..."}} or a parameter of the type secureString. */
    private static boolean isNamedSecret(JsonNode object) {
        for (var field : object.properties()) {
            var text = field.getValue().asText("");
            if (field.getValue().isTextual() && text.length() <= LONGEST_NAME && isName(field.getKey())) {
                if (SecretFields.isSecret(VisibleText.of(text))) {
                    return true;
                }
            }
        }
        return object.path("type").asText("").toLowerCase(Locale.ROOT).startsWith("secure") || object.has("keyName");
    }
}
