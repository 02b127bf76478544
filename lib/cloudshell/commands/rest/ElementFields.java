package cloudshell.commands.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The fields of an element as text, for a table: its own simple fields, the name of an object in it, the fields of its
 * {@code properties} (Resource Manager) and {@code attributes} (Key Vault), and the name and group in its id.
 */
final class ElementFields {
    private static final Set<String> WRAPPINGS = Set.of("properties", "attributes");

    /** Seconds since the epoch (Key Vault's reference, SecretAttributes). */
    private static final Set<String> TIMES = Set.of("exp", "nbf", "created", "updated");

    private static final Pattern GROUP_IN_ID = Pattern.compile("(?i)/resourceGroups/([^/]+)/");

    private ElementFields() {}

    /** Returns the fields that have a value, the element's own first. */
    static Map<String, String> of(JsonNode element) {
        var fields = new LinkedHashMap<String, String>();
        element.properties().forEach(field -> put(fields, field.getKey(), field.getValue()));
        for (var wrapping : List.of("attributes", "properties")) {
            element.path(wrapping).properties().forEach(field -> putInner(fields, field.getKey(), field.getValue()));
        }
        var id = element.path("id").asText(element.path("kid").asText());
        var group = GROUP_IN_ID.matcher(id);
        if (group.find()) {
            fields.putIfAbsent("resourceGroup", group.group(1));
        }
        if (id.contains("/")
                && fields.keySet().stream()
                        .noneMatch(Set.of("displayName", "subject", "title", "namespace")::contains)) {
            fields.putIfAbsent("name", lastPart(id));
        }
        return fields;
    }

    private static void put(Map<String, String> fields, String name, JsonNode value) {
        if (value.isValueNode() && !value.isNull()) {
            fields.put(name, value.asText());
        } else if (value.isObject()
                && !WRAPPINGS.contains(name)
                && !nameOf(value).isEmpty()) {
            fields.put(name, nameOf(value));
        }
    }

    /** Shortens an id of Resource Manager to its last segment. */
    private static void putInner(Map<String, String> fields, String name, JsonNode value) {
        if (fields.containsKey(name) || !value.isValueNode() || value.isNull()) {
            return;
        }
        var text = value.asText();
        var isTime = TIMES.contains(name) && value.isIntegralNumber();
        fields.put(
                name,
                isTime
                        ? Instant.ofEpochSecond(value.asLong()).toString()
                        : text.startsWith("/") && text.contains("/providers/") ? lastPart(text) : text);
    }

    /** As in {@code "from": {"emailAddress": {"name": ...}}}. */
    private static String nameOf(JsonNode object) {
        var name = object.path("name").asText(object.path("displayName").asText());
        return name.isEmpty() && object.size() == 1 && object.elements().next().isObject()
                ? nameOf(object.elements().next())
                : name;
    }

    private static String lastPart(String id) {
        return id.replaceFirst("/$", "").replaceFirst(".*/", "");
    }
}
