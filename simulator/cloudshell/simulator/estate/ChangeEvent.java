package cloudshell.simulator.estate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;

/** A resource that was created, updated or deleted. */
public record ChangeEvent(Instant time, Optional<ObjectNode> before, Optional<ObjectNode> after) {
    public String resourceId() {
        return resource().path("id").asText();
    }

    public String resourceType() {
        return resource().path("type").asText();
    }

    /** As Resource Graph's table {@code resourcechanges} calls it. */
    public String kind() {
        return before.isEmpty() ? "Create" : after.isEmpty() ? "Delete" : "Update";
    }

    private ObjectNode resource() {
        return after.or(() -> before).orElseThrow();
    }
}
