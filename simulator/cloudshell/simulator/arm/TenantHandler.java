package cloudshell.simulator.arm;

import static cloudshell.simulator.http.Response.json;

import cloudshell.simulator.estate.Estate;
import cloudshell.simulator.http.Response;
import cloudshell.simulator.http.SimulatedRequest;
import cloudshell.simulator.identity.SimulatedUser;
import cloudshell.simulator.resources.Page;
import cloudshell.simulator.resources.Regions;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The tenant, its management group, its subscriptions, and the providers that these know. */
final class TenantHandler {
    private final Estate estate;
    private final Page page;

    TenantHandler(Estate estate, Page page) {
        this.estate = estate;
        this.page = page;
    }

    /** What is in no subscription; empty where that is nothing. */
    Optional<Response> tenant(SimulatedRequest request) {
        var path = request.path().toLowerCase(Locale.ROOT);
        return Optional.ofNullable(
                switch (path) {
                    case "/tenants" -> list(request, List.of(tenant()));
                    case "/subscriptions" ->
                        page.of(request, estate.subscriptions(), n -> Optional.of(estate.describe(n)));
                    case "/providers" -> providers(request, "");
                    case "/providers/microsoft.management/managementgroups" -> list(request, List.of(root()));
                    case "/providers/microsoft.management/managementgroups/" + SimulatedUser.TENANT ->
                        json(200, root());
                    default -> null;
                });
    }

    Response list(SimulatedRequest request, List<ObjectNode> all) {
        return page.of(request, all.size(), n -> Optional.of(all.get(n)));
    }

    Response providers(SimulatedRequest request, String scope) {
        return list(
                request,
                ApiVersions.providers().stream()
                        .map(name -> provider(scope, name))
                        .toList());
    }

    static ObjectNode provider(String scope, String name) {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("id", scope + "/providers/" + name).put("namespace", name);
        var types = node.putArray("resourceTypes");
        ApiVersions.types(name).forEach((type, versions) -> {
            var each = types.addObject().put("resourceType", type);
            var locations = each.putArray("locations");
            Regions.ALL.forEach(region -> locations.add(region.displayName()));
            var newestFirst = each.putArray("apiVersions");
            for (int n = versions.size() - 1; n >= 0; n--) {
                newestFirst.add(versions.get(n));
            }
            each.put(
                    "capabilities",
                    "CrossResourceGroupResourceMove, CrossSubscriptionResourceMove, SupportsTags,"
                            + " SupportsLocation");
        });
        return node.put("registrationState", "Registered").put("registrationPolicy", "RegistrationRequired");
    }

    private static ObjectNode tenant() {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("id", "/tenants/" + SimulatedUser.TENANT)
                .put("tenantId", SimulatedUser.TENANT)
                .put("countryCode", "NL")
                .put("displayName", "Simulated Company")
                .put("defaultDomain", "simulator.example")
                .put("tenantType", "AAD")
                .put("tenantCategory", "Home")
                .putArray("domains")
                .add("simulator.example");
        return node;
    }

    private static ObjectNode root() {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("id", "/providers/Microsoft.Management/managementGroups/" + SimulatedUser.TENANT)
                .put("type", "Microsoft.Management/managementGroups")
                .put("name", SimulatedUser.TENANT);
        node.putObject("properties").put("tenantId", SimulatedUser.TENANT).put("displayName", "Tenant Root Group");
        return node;
    }
}
