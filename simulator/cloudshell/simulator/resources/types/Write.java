package cloudshell.simulator.resources.types;

import cloudshell.simulator.estate.Estate;
import cloudshell.simulator.estate.ResourceId;
import cloudshell.simulator.http.ResponseException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * A resource as a client wrote it, on its way to what Azure makes of it.
 *
 * @param node to be completed in place
 * @param before the resource as it was, if it was there
 */
public record Write(Estate estate, ResourceId id, ObjectNode node, Optional<ObjectNode> before) {
    ObjectNode properties() {
        return node.withObjectProperty("properties");
    }

    String name() {
        return id.name().substring(id.name().lastIndexOf('/') + 1);
    }

    String location() {
        return node.path("location").asText();
    }

    String resourceId() {
        return node.path("id").asText();
    }

    int subscription() {
        return estate.indexOf(id.subscription());
    }

    boolean isNew() {
        return before.isEmpty();
    }

    String now() {
        return estate.now().toString();
    }

    /** A GUID that is the same each time for this resource and purpose. */
    String guid(String purpose) {
        return UUID.nameUUIDFromBytes(
                        (resourceId().toLowerCase(java.util.Locale.ROOT) + purpose).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /** The value that the resource had, that the client sent, or else this one; only the first never changes. */
    void keep(String property, String otherwise) {
        var old = before.map(each -> each.path("properties").path(property)).filter(each -> !each.isMissingNode());
        if (old.isPresent()) {
            properties().set(property, old.get());
        } else if (!properties().hasNonNull(property)) {
            properties().put(property, otherwise);
        }
    }

    /** A property that the client may leave out. */
    void orElse(String property, String otherwise) {
        if (!properties().hasNonNull(property)) {
            properties().put(property, otherwise);
        }
    }

    void orElse(String property, boolean otherwise) {
        if (!properties().hasNonNull(property)) {
            properties().put(property, otherwise);
        }
    }

    void orElse(String property, int otherwise) {
        if (!properties().hasNonNull(property)) {
            properties().put(property, otherwise);
        }
    }

    void orElseEmptyArray(String property) {
        if (!properties().path(property).isArray()) {
            properties().putArray(property);
        }
    }

    void require(String property) {
        JsonNode at = node.path("properties");
        for (var part : property.split("\\.")) {
            at = at.path(part);
        }
        if (at.isMissingNode() || at.isNull()) {
            throw new ResponseException(
                    400, "InvalidParameter", "Required parameter '" + property + "' is missing (null).");
        }
    }

    /** A resource that this one refers to. */
    Optional<ObjectNode> find(String resourceId) {
        return ResourceId.isOne(resourceId) ? estate.find(ResourceId.of(resourceId)) : Optional.empty();
    }

    /** @throws ResponseException if it is not there, as networking rejects it */
    ObjectNode referred(String resourceId) {
        return find(resourceId).orElseThrow(() -> referredMissing(resourceId));
    }

    ResponseException referredMissing(String resourceId) {
        return new ResponseException(
                400,
                "InvalidResourceReference",
                "Resource " + resourceId + " referenced by resource " + resourceId()
                        + " was not found. Please make sure that the referenced resource exists, and that both resources"
                        + " are in the same region.");
    }

    void update(String resourceId, Consumer<ObjectNode> change) {
        find(resourceId).ifPresent(found -> {
            var changed = found.deepCopy();
            change.accept(changed);
            if (!changed.equals(found)) {
                estate.write(ResourceId.of(resourceId), changed);
            }
        });
    }
}
