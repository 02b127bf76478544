package cloudshell.simulator.deployments;

import com.fasterxml.jackson.databind.JsonNode;

/** Checks that the given parameters are those that a template declares. */
final class ParameterCheck {
    private ParameterCheck() {}

    static void check(JsonNode declared, JsonNode given) {
        given.fieldNames().forEachRemaining(name -> {
            if (TemplateFunctions.field(declared, name).isMissingNode()) {
                throw TemplateException.invalid("The following parameters were supplied, but do not correspond to any"
                        + " parameters defined in the template: '" + name + "'");
            }
        });
        declared.properties().forEach(each -> {
            boolean optional = each.getValue().has("defaultValue")
                    || each.getValue().path("nullable").asBoolean();
            if (TemplateFunctions.field(given, each.getKey()).isMissingNode() && !optional) {
                throw TemplateException.invalid("The value for the template parameter '" + each.getKey()
                        + "' at line '1' and column '1' is not provided. Please see"
                        + " https://aka.ms/arm-create-parameter-file for usage details.");
            }
            checkAllowed(each.getKey(), each.getValue(), given);
        });
    }

    private static void checkAllowed(String name, JsonNode declaration, JsonNode given) {
        var allowed = declaration.path("allowedValues");
        var value = TemplateFunctions.field(given, name).path("value");
        if (!allowed.isArray() || value.isMissingNode()) {
            return;
        }
        for (var each : allowed) {
            if (each.equals(value)) {
                return;
            }
        }
        throw TemplateException.invalid("The provided value for the template parameter '" + name
                + "' is not valid. The value '" + value.asText()
                + "' is not part of the allowed value(s): '" + allowed + "'.");
    }
}
