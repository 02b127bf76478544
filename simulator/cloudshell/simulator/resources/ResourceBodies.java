package cloudshell.simulator.resources;

import cloudshell.simulator.http.LenientJson;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** Reads request bodies and merges patches. */
public final class ResourceBodies {
    private ResourceBodies() {}

    /** Empty if it is not a JSON object. */
    public static Optional<ObjectNode> of(String body) {
        try {
            return LenientJson.MAPPER.readTree(body) instanceof ObjectNode object
                    ? Optional.of(object)
                    : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** The resource after a PATCH: tags as a whole, everything else deep; its identity stays. */
    static ObjectNode patched(ObjectNode thing, ObjectNode patch) {
        var patched = thing.deepCopy();
        var change = patch.deepCopy();
        change.remove(java.util.List.of("id", "name", "type", "location"));
        if (change.has("tags")) {
            patched.set("tags", change.remove("tags"));
        }
        merge(patched, change);
        return patched;
    }

    private static void merge(ObjectNode into, ObjectNode from) {
        from.properties().forEach(field -> {
            if (field.getValue() instanceof ObjectNode more && into.get(field.getKey()) instanceof ObjectNode old) {
                merge(old, more);
            } else {
                into.set(field.getKey(), field.getValue());
            }
        });
    }
}
