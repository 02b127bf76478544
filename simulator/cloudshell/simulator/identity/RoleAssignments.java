package cloudshell.simulator.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The role assignments of the sample tenant, and those that were created and deleted in this run. */
public final class RoleAssignments {
    private static final int MAX = 10_000;

    private final Clock clock;
    private final Map<String, ObjectNode> created = new LinkedHashMap<>();
    private final Set<String> deleted = new HashSet<>();

    public RoleAssignments(Clock clock) {
        this.clock = clock;
    }

    /** @param groups the names of the subscription's resource groups */
    public synchronized List<ObjectNode> of(String subscription, List<String> groups) {
        var all = new ArrayList<ObjectNode>();
        for (var each : Roles.assignments(subscription, groups)) {
            if (!deleted.contains(key(each))) {
                all.add(each);
            }
        }
        var scope = ("/subscriptions/" + subscription + "/").toLowerCase(Locale.ROOT);
        created.forEach((id, each) -> {
            if (id.startsWith(scope)) {
                all.add(each);
            }
        });
        return all;
    }

    public synchronized ObjectNode create(
            String scope, String name, String role, String principal, String type, JsonNode given) {
        var node = JsonNodeFactory.instance.objectNode();
        var now = clock.instant().toString();
        var properties = node.putObject("properties")
                .put("roleDefinitionId", role)
                .put("principalId", principal)
                .put("principalType", type)
                .put("scope", scope)
                .put("createdOn", now)
                .put("updatedOn", now)
                .put("createdBy", SimulatedUser.USER)
                .put("updatedBy", SimulatedUser.USER);
        for (var field : List.of("condition", "conditionVersion", "description")) {
            if (given.hasNonNull(field)) {
                properties.set(field, given.get(field));
            }
        }
        node.put("id", scope + "/providers/Microsoft.Authorization/roleAssignments/" + name)
                .put("type", "Microsoft.Authorization/roleAssignments")
                .put("name", name);
        created.put(key(node), node);
        return node;
    }

    /** Returns whether it has taken as many as one run may write. */
    public synchronized boolean isFull() {
        return created.size() >= MAX;
    }

    public synchronized void delete(ObjectNode assignment) {
        if (created.remove(key(assignment)) == null) {
            deleted.add(key(assignment));
        }
    }

    private static String key(ObjectNode assignment) {
        return assignment.path("id").asText().toLowerCase(Locale.ROOT);
    }
}
