package cloudshell.commands.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A parameter of a tool.
 *
 * @param least of an integer
 * @param most of an integer, or of the characters of a string
 */
record Parameter(String name, boolean isInteger, boolean isRequired, long least, long most, String meaning) {
    static Parameter text(String name, int most, String meaning) {
        return new Parameter(name, false, false, 0, most, meaning);
    }

    static Parameter integer(String name, long least, long most, String meaning) {
        return new Parameter(name, true, false, least, most, meaning);
    }

    Parameter required() {
        return new Parameter(name, isInteger, true, least, most, meaning);
    }

    /** Adds it to the properties of a JSON schema. */
    void to(ObjectNode properties) {
        var schema = properties.putObject(name).put("type", isInteger ? "integer" : "string");
        if (isInteger) {
            schema.put("minimum", least).put("maximum", most);
        } else {
            schema.put("minLength", 1).put("maxLength", most);
        }
        schema.put("description", meaning);
    }
}
