package cloudshell.simulator.arm;

import static cloudshell.simulator.http.Response.json;

import cloudshell.simulator.estate.Estate;
import cloudshell.simulator.http.Response;
import cloudshell.simulator.http.SimulatedRequest;
import cloudshell.simulator.identity.SimulatedUser;
import cloudshell.simulator.resources.Page;
import cloudshell.simulator.resources.TagHandler;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The tenant, its management group, its subscriptions, and the providers that these know. */
final class TenantHandler {
    private final Estate estate;
    private final Page page;
    private final Providers providers;
    private final TagHandler tags;

    TenantHandler(Estate estate, Page page, Providers providers, TagHandler tags) {
        this.estate = estate;
        this.page = page;
        this.providers = providers;
        this.tags = tags;
    }

    /** Handles requests outside of subscriptions; empty for all others. */
    Optional<Response> handle(SimulatedRequest request) {
        var path = request.path().toLowerCase(Locale.ROOT);
        return Optional.ofNullable(
                switch (path) {
                    case "/tenants" -> list(request, List.of(tenant()));
                    case "/subscriptions" -> page.of(request, estate.subscriptions(), n -> Optional.of(describe(n)));
                    case "/providers" -> providers(request, "");
                    case "/providers/microsoft.management/managementgroups" -> list(request, List.of(root()));
                    case "/providers/microsoft.management/managementgroups/" + SimulatedUser.TENANT ->
                        json(200, root());
                    default -> null;
                });
    }

    /** A subscription with its tags. */
    ObjectNode describe(int subscription) {
        var node = estate.describe(subscription);
        tags.of(subscription).ifPresent(own -> node.set("tags", own));
        return node;
    }

    Response list(SimulatedRequest request, List<ObjectNode> all) {
        return page.of(request, all.size(), n -> Optional.of(all.get(n)));
    }

    Response providers(SimulatedRequest request, String scope) {
        return list(
                request,
                Providers.names().stream()
                        .map(name -> providers.describe(scope, name))
                        .toList());
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
