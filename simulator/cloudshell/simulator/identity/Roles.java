package cloudshell.simulator.identity;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** SimulatedUser may do what. The roles and their ids are Azure's own, which are the same everywhere; who has them is invented. */
public final class Roles {
    private static final List<Role> ALL = List.of(
            new Role("8e3af657-a8ff-443c-a75c-2fe8c4bcb635", "Owner", "*", ""),
            new Role("b24988ac-6180-42a0-ab88-20f7382dd24c", "Contributor", "*", "Microsoft.Authorization/*/Write"),
            new Role("acdd72a7-3385-48ef-bd42-f606fba81ae7", "Reader", "*/read", ""),
            new Role(
                    "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9",
                    "User Access Administrator",
                    "Microsoft.Authorization/*",
                    ""),
            new Role(
                    "9980e02c-c2be-4d73-94e8-173b1dc7cf3c",
                    "Virtual Machine Contributor",
                    "Microsoft.Compute/virtualMachines/*",
                    ""),
            new Role("4633458b-17de-408a-b874-0445c86b69e6", "Key Vault Secrets User", "", ""));

    private record Role(String id, String name, String actions, String notActions) {}

    private Roles() {}

    /** Returns whether a role definition's id is one of these. */
    public static boolean isDefinition(String id) {
        return ALL.stream().anyMatch(role -> isSame(id, role.id()));
    }

    /** Returns whether two role definitions' ids name the same role, at whatever scope. */
    public static boolean isSame(String one, String other) {
        return last(one).equalsIgnoreCase(last(other));
    }

    private static String last(String id) {
        return id.substring(id.lastIndexOf('/') + 1);
    }

    public static List<ObjectNode> definitions(String subscription) {
        return ALL.stream().map(role -> definition(subscription, role)).toList();
    }

    /** @param groups the resource groups of the subscription */
    static List<ObjectNode> assignments(String subscription, List<String> groups) {
        var scope = "/subscriptions/" + subscription;
        var all = new ArrayList<ObjectNode>();
        all.add(assignment(
                1, scope, subscription, ALL.get(0), Directory.PEOPLE.get(0).id(), "User"));
        all.add(assignment(
                2, scope, subscription, ALL.get(1), Directory.GROUPS.get(0).id(), "Group"));
        all.add(assignment(
                3,
                scope,
                subscription,
                ALL.get(2),
                Directory.APPLICATIONS.get(0).id(),
                "ServicePrincipal"));
        int number = 4;
        for (var group : groups) {
            var role = ALL.get(number % 2 == 0 ? 4 : 5);
            var whose = number % 2 == 0
                    ? Directory.GROUPS.get(1).id()
                    : Directory.PEOPLE.get(2).id();
            all.add(assignment(
                    number,
                    scope + "/resourceGroups/" + group,
                    subscription,
                    role,
                    whose,
                    number % 2 == 0 ? "Group" : "User"));
            number++;
        }
        return all;
    }

    public static boolean isFor(ObjectNode assignment, String principal) {
        return assignment.path("properties").path("principalId").asText().equalsIgnoreCase(principal);
    }

    /** Returns whether an assignment is listed at a scope: those at or above it, and without {@code atScope()} those below. */
    public static boolean isSeenAt(ObjectNode assignment, String scope, boolean atScope) {
        var assigned = assignment.path("properties").path("scope").asText().toLowerCase(Locale.ROOT) + "/";
        var requested = scope.toLowerCase(Locale.ROOT) + "/";
        return requested.startsWith(assigned) || !atScope && assigned.startsWith(requested);
    }

    private static ObjectNode definition(String subscription, Role role) {
        var node = JsonNodeFactory.instance.objectNode();
        var properties = node.putObject("properties");
        properties.put("roleName", role.name()).put("type", "BuiltInRole").put("description", role.name());
        properties.putArray("assignableScopes").add("/");
        var permission = properties.putArray("permissions").addObject();
        var actions = permission.putArray("actions");
        if (!role.actions().isEmpty()) {
            actions.add(role.actions());
        }
        var notActions = permission.putArray("notActions");
        if (!role.notActions().isEmpty()) {
            notActions.add(role.notActions());
        }
        permission.putArray("dataActions");
        permission.putArray("notDataActions");
        return node.put("id", definitionId(subscription, role))
                .put("type", "Microsoft.Authorization/roleDefinitions")
                .put("name", role.id());
    }

    private static String definitionId(String subscription, Role role) {
        return "/subscriptions/" + subscription + "/providers/Microsoft.Authorization/roleDefinitions/" + role.id();
    }

    private static ObjectNode assignment(
            int number, String scope, String subscription, Role role, String principal, String type) {
        var name = UUID.nameUUIDFromBytes((subscription + number).getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .toString();
        var node = JsonNodeFactory.instance.objectNode();
        node.putObject("properties")
                .put("roleDefinitionId", definitionId(subscription, role))
                .put("principalId", principal)
                .put("principalType", type)
                .put("scope", scope)
                .put("createdOn", "2026-01-15T08:00:00.0000000Z")
                .put("updatedOn", "2026-01-15T08:00:00.0000000Z");
        return node.put("id", scope + "/providers/Microsoft.Authorization/roleAssignments/" + name)
                .put("type", "Microsoft.Authorization/roleAssignments")
                .put("name", name);
    }
}
