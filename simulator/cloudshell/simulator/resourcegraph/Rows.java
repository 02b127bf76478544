package cloudshell.simulator.resourcegraph;

import cloudshell.simulator.estate.Estate;
import cloudshell.simulator.estate.ResourceId;
import cloudshell.simulator.identity.RoleAssignments;
import cloudshell.simulator.identity.Roles;
import cloudshell.simulator.identity.SimulatedUser;
import cloudshell.simulator.resourcegraph.kql.Type;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The tables of Resource Graph: the estate as rows, with types and groups in lower case and every column there. */
final class Rows {
    static final List<String> COLUMNS = List.of(
            "id",
            "name",
            "type",
            "tenantId",
            "kind",
            "location",
            "resourceGroup",
            "subscriptionId",
            "managedBy",
            "sku",
            "plan",
            "properties",
            "tags",
            "identity",
            "zones",
            "extendedLocation");
    /** Those columns that hold JSON are dynamic; the others are texts. */
    static final Map<String, Type> TYPES = types();

    private static Map<String, Type> types() {
        var types = new LinkedHashMap<String, Type>();
        COLUMNS.forEach(column -> types.put(
                column,
                column.matches("sku|plan|properties|tags|identity|zones|extendedLocation")
                        ? Type.DYNAMIC
                        : Type.STRING));
        return types;
    }

    private static final List<String> OTHERS = List.of(
            ("advisorresources alertsmanagementresources appserviceresources computeresources desktopvirtualizationresources"
                            + " dnsresources extendedlocationresources guestconfigurationresources healthresources iotsecurityresources"
                            + " kubernetesconfigurationresources maintenanceresources networkresources orbitalresources patchassessmentresources"
                            + " patchinstallationresources policyresources recoveryservicesresources securityresources"
                            + " servicehealthresources spotresources supportresources tagsresources")
                    .split(" "));

    private final Estate estate;
    private final RoleAssignments assignments;

    Rows(Estate estate, RoleAssignments assignments) {
        this.estate = estate;
        this.assignments = assignments;
    }

    static boolean isTable(String name) {
        return isSimulated(name) || OTHERS.contains(name);
    }

    static boolean isSimulated(String name) {
        return List.of(
                        "resources",
                        "resourcecontainers",
                        "authorizationresources",
                        "resourcechanges",
                        "resourcecontainerchanges")
                .contains(name);
    }

    /** @param types the only ones that are looked for, in lower case; all if there are none */
    Stream<ObjectNode> of(String table, List<Integer> subscriptions, Set<String> types) {
        return switch (table) {
            case "resources" -> subscriptions.stream().flatMap(subscription -> resources(subscription, types));
            case "resourcecontainers" ->
                Stream.concat(Stream.of(root()), subscriptions.stream().flatMap(this::containers));
            case "resourcechanges", "resourcecontainerchanges" ->
                new ChangeRows(estate, table.equals("resourcecontainerchanges"))
                        .of(subscriptions)
                        .map(node -> row(node, subscription(node)));
            case "authorizationresources" -> subscriptions.stream().flatMap(this::authorization);
            default -> Stream.empty();
        };
    }

    private static String subscription(ObjectNode node) {
        return node.path("id").asText().split("/")[2];
    }

    private Stream<ObjectNode> resources(int subscription, Set<String> types) {
        return estate.types(subscription).stream()
                .filter(type -> types.isEmpty() || types.contains(type.toLowerCase(Locale.ROOT)))
                .flatMap(type -> IntStream.range(0, estate.places(type, subscription))
                        .mapToObj(n -> estate.at(type, subscription, n, ""))
                        .flatMap(Optional::stream))
                .map(node -> row(withPower(node), Estate.subscription(subscription)));
    }

    private ObjectNode withPower(ObjectNode node) {
        if (!node.path("type").asText().equalsIgnoreCase("Microsoft.Compute/virtualMachines")) {
            return node;
        }
        var parts = node.path("id").asText().split("/");
        ObjectNode properties = node.objectNode();
        properties.setAll((ObjectNode) node.path("properties"));
        ObjectNode vm = node.objectNode();
        vm.setAll(node);
        vm.set("properties", properties);
        var view = properties.putObject("extended").putObject("instanceView");
        estate.power(new ResourceId(parts[2], parts[4], "Microsoft.Compute/virtualMachines", parts[8]))
                .ifPresent(state -> view.putObject("powerState")
                        .put("code", "PowerState/" + state)
                        .put("level", "Info")
                        .put("displayStatus", "VM " + state));
        return vm;
    }

    private Stream<ObjectNode> containers(int subscription) {
        var id = Estate.subscription(subscription);
        var described = estate.describe(subscription);
        var own = JsonNodeFactory.instance.objectNode();
        own.put("id", "/subscriptions/" + id)
                .put("name", described.path("displayName").asText())
                .put("type", "microsoft.resources/subscriptions");
        var properties =
                own.putObject("properties").put("state", described.path("state").asText());
        properties.set("subscriptionPolicies", described.get("subscriptionPolicies"));
        properties
                .putArray("managementGroupAncestorsChain")
                .addObject()
                .put("name", SimulatedUser.TENANT)
                .put("displayName", "Tenant Root Group");
        var groups = estate.groups(subscription).all().stream()
                .map(group -> row(group.deepCopy().put("type", "microsoft.resources/subscriptions/resourcegroups"), id)
                        .put("resourceGroup", group.path("name").asText().toLowerCase(Locale.ROOT)));
        return Stream.concat(Stream.of(row(own, id)), groups);
    }

    private static ObjectNode root() {
        var root = JsonNodeFactory.instance.objectNode();
        root.put("id", "/providers/Microsoft.Management/managementGroups/" + SimulatedUser.TENANT)
                .put("name", SimulatedUser.TENANT)
                .put("type", "microsoft.management/managementgroups");
        root.putObject("properties").put("displayName", "Tenant Root Group").put("tenantId", SimulatedUser.TENANT);
        return row(root, "");
    }

    private Stream<ObjectNode> authorization(int subscription) {
        var id = Estate.subscription(subscription);
        var groups = estate.groups(subscription).all().stream()
                .map(group -> group.path("name").asText())
                .toList();
        return Stream.concat(Roles.definitions(id).stream(), assignments.of(id, groups).stream())
                .map(node -> row(node, id));
    }

    private static ObjectNode row(ObjectNode node, String subscription) {
        var row = node.objectNode();
        for (var column : COLUMNS) {
            row.set(column, node.has(column) ? node.get(column) : row.nullNode());
        }
        var parts = node.path("id").asText().split("/");
        boolean inGroup = parts.length > 6 && parts[3].equalsIgnoreCase("resourceGroups");
        row.put("type", node.path("type").asText().toLowerCase(Locale.ROOT))
                .put("resourceGroup", inGroup ? parts[4].toLowerCase(Locale.ROOT) : "")
                .put("subscriptionId", subscription)
                .put("tenantId", SimulatedUser.TENANT)
                .put("kind", node.path("kind").asText(""))
                .put("managedBy", node.path("managedBy").asText(""));
        return row;
    }
}
