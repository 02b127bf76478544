package cloudshell.arm;

import cloudshell.wire.SafeText;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * A subscription that the user may see.
 *
 * @param id the GUID
 * @param state {@code Enabled}, {@code Disabled}, {@code Warned}, {@code PastDue} or {@code Deleted}
 */
public record Subscription(String id, String name, String state, String tenant) {
    static Subscription of(JsonNode node) {
        return new Subscription(
                node.path("subscriptionId").asText(),
                node.path("displayName").asText(),
                node.path("state").asText(),
                node.path("tenantId").asText());
    }

    /** Whether its resources can be listed; those of a disabled one can, but it runs nothing. */
    public boolean isEnabled() {
        return !state.equalsIgnoreCase("Disabled") && !state.equalsIgnoreCase("Deleted");
    }

    @Override
    public String toString() {
        return SafeText.printable("%s  %s  %s".formatted(name, id, state));
    }
}
