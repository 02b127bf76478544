package cloudshell.simulator.deployments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** The parameters, variables and outputs of a template, each evaluated when it is needed. */
final class TemplateValues {
    private final JsonNode template;
    private final JsonNode given;
    private final Supplier<TemplateExpressions> expressions;
    private final Map<String, JsonNode> variables = new HashMap<>();
    private final Set<String> evaluating = new HashSet<>();

    TemplateValues(JsonNode template, JsonNode given, Supplier<TemplateExpressions> expressions) {
        this.template = template;
        this.given = given;
        this.expressions = expressions;
    }

    JsonNode parameter(String name) {
        var declaration = TemplateFunctions.field(template.path("parameters"), name);
        if (declaration.isMissingNode()) {
            throw TemplateException.invalid("The template parameter '" + name + "' is not found.");
        }
        var value = TemplateFunctions.field(given, name);
        if (value.has("reference")) {
            throw TemplateException.notSimulated("a parameter that refers to a key vault");
        }
        return value.isMissingNode()
                ? declaration.has("defaultValue")
                        ? once("parameters " + name, declaration.get("defaultValue"))
                        : JsonNodeFactory.instance.nullNode()
                : value.path("value");
    }

    JsonNode variable(String name) {
        var all = template.path("variables");
        var value = TemplateFunctions.field(all, name);
        if (!value.isMissingNode()) {
            return once("variables " + name, value);
        }
        for (var copy : all.path("copy")) {
            if (copy.path("name").asText().equalsIgnoreCase(name)) {
                return expressions.get().copied(copy);
            }
        }
        throw TemplateException.invalid("The template variable '" + name + "' is not found.");
    }

    private JsonNode once(String key, JsonNode value) {
        var known = variables.get(key);
        if (known != null) {
            return known;
        }
        if (!evaluating.add(key)) {
            throw TemplateException.invalid("Circular dependency detected on '" + key + "'.");
        }
        try {
            var evaluated = expressions.get().evaluate(value);
            variables.put(key, evaluated);
            return evaluated;
        } finally {
            evaluating.remove(key);
        }
    }

    /** The values of the parameters as they are shown: secure ones without theirs. */
    ObjectNode parameters() {
        var shown = JsonNodeFactory.instance.objectNode();
        template.path("parameters").properties().forEach(each -> {
            var type = each.getValue().path("type").asText();
            var parameter = shown.putObject(each.getKey()).put("type", type);
            if (!type.toLowerCase(Locale.ROOT).startsWith("secure")) {
                parameter.set("value", parameter(each.getKey()));
            }
        });
        return shown;
    }

    /** The outputs, once everything is deployed. */
    ObjectNode outputs() {
        var outputs = JsonNodeFactory.instance.objectNode();
        template.path("outputs").properties().forEach(each -> {
            var output = each.getValue();
            if (output.has("condition")
                    && !expressions.get().evaluate(output.get("condition")).asBoolean()) {
                return;
            }
            var type = output.path("type").asText();
            var node = outputs.putObject(each.getKey())
                    .put(
                            "type",
                            type.isEmpty() ? "" : type.substring(0, 1).toUpperCase(Locale.ROOT) + type.substring(1));
            if (!type.toLowerCase(Locale.ROOT).startsWith("secure")) {
                node.set(
                        "value",
                        output.has("copy")
                                ? expressions.get().copied(output.get("copy"))
                                : expressions.get().evaluate(output.path("value")));
            }
        });
        return outputs;
    }
}
