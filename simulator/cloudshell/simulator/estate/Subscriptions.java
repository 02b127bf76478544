package cloudshell.simulator.estate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;

/** Names and states of the simulated subscriptions. */
final class Subscriptions {
    private Subscriptions() {}

    static String id(int index) {
        return new UUID(0x10000000_0000_4000L + ((long) index << 32), 0x8000_000000000000L).toString();
    }

    static String scope(int index) {
        return "/subscriptions/" + id(index);
    }

    static String name(int index) {
        return index == 0 ? "Production" : "Team " + index;
    }

    /** The first is the user's main one. */
    static ObjectNode describe(int index, String tenant, boolean enabled) {
        var id = id(index);
        var node = JsonNodeFactory.instance.objectNode();
        node.put("id", "/subscriptions/" + id)
                .put("authorizationSource", "RoleBased")
                .putArray("managedByTenants");
        node.put("subscriptionId", id)
                .put("tenantId", tenant)
                .put("displayName", name(index))
                .put("state", enabled ? "Enabled" : "Disabled");
        node.putObject("subscriptionPolicies")
                .put("locationPlacementId", "Public_2014-09-01")
                .put("quotaId", "PayAsYouGo_2014-09-01")
                .put("spendingLimit", "Off");
        return node;
    }
}
