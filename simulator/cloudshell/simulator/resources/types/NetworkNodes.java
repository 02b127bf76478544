package cloudshell.simulator.resources.types;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What all of {@code Microsoft.Network} has: entity tags, GUIDs, and nested resources with ids of their own. */
final class NetworkNodes {
    private NetworkNodes() {}

    static void stamp(Write write) {
        write.keep("resourceGuid", write.guid("resource"));
        write.node().put("etag", etag(write));
    }

    private static String etag(Write write) {
        return "W/\"" + write.guid(write.now()) + "\"";
    }

    /** An array of nested resources, each completed with its id; absent arrays become empty ones. */
    static ArrayNode nested(Write write, String property, String type) {
        write.orElseEmptyArray(property);
        var array = (ArrayNode) write.properties().get(property);
        for (var each : array) {
            if (each instanceof ObjectNode child) {
                complete(
                        write,
                        child,
                        write.resourceId() + "/" + property + "/"
                                + child.path("name").asText(),
                        type);
            }
        }
        return array;
    }

    static void complete(Write write, ObjectNode child, String id, String type) {
        child.put("id", id).put("etag", etag(write)).put("type", type);
        child.withObjectProperty("properties").put("provisioningState", "Succeeded");
    }

    /** The id of what has an address in a subnet or uses a public address: the part before its IP configuration. */
    static String owner(JsonNode ipConfiguration) {
        return ipConfiguration.path("id").asText().replaceFirst("(?i)/ipConfigurations/.*$", "");
    }
}
