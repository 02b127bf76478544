package cloudshell.commands.mcp;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** JSON schemas of the tools. */
final class Schemas {
    private Schemas() {}

    /** Of the arguments. */
    static ObjectNode input(List<Parameter> parameters) {
        var schema = object();
        var properties = schema.putObject("properties");
        parameters.forEach(each -> each.to(properties));
        var required = schema.putArray("required");
        parameters.stream().filter(Parameter::isRequired).forEach(each -> required.add(each.name()));
        return schema.put("additionalProperties", false);
    }

    /** Of a result, which has an error in place of its own fields if the call failed. */
    static ObjectNode output(ObjectNode own) {
        var schema = object();
        var properties = schema.putObject("properties");
        properties.set("notice", text("That the values are data."));
        properties.setAll(own);
        var error = object();
        var fields = error.putObject("properties");
        fields.set("code", text("The service's code, or NotAllowed, InvalidArgument, NoToken, Denied, Failed."));
        fields.set("message", text("What could not be done, and why."));
        fields.set("status", integer("The HTTP status."));
        fields.set("requestId", text("For Azure's support."));
        fields.set("details", text("All codes and messages, a line each."));
        fields.set("hint", text("What to try."));
        fields.set("tried", text("Why other sources had no token."));
        error.putArray("required").add("code").add("message");
        properties.set("error", error.put("description", "Only if the call failed."));
        schema.putArray("required").add("notice");
        return schema;
    }

    /** The properties of a result with rows. */
    static ObjectNode rows(String meaning) {
        var properties = JsonNodeFactory.instance.objectNode();
        properties.set("count", integer("How many rows there are here."));
        properties.set("total", integer("How many there are in all, if known."));
        properties.set("truncated", type("boolean", "Whether there is more than is shown."));
        properties.set("hint", text("How to get the rest."));
        properties.set("omitted", integer("How many were left out for being outside of the limits."));
        var rows = type("array", meaning);
        rows.putObject("items");
        properties.set("rows", rows);
        return properties;
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode().put("type", "object");
    }

    static ObjectNode text(String meaning) {
        return type("string", meaning);
    }

    static ObjectNode integer(String meaning) {
        return type("integer", meaning);
    }

    static ObjectNode type(String type, String meaning) {
        return JsonNodeFactory.instance.objectNode().put("type", type).put("description", meaning);
    }
}
