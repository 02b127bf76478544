//SOURCES ApiVersions.java CloudMetadata.java CommonHeaders.java ProviderRoutes.java TenantHandler.java
package cloudshell.simulator.arm;

import static cloudshell.simulator.http.Response.error;
import static cloudshell.simulator.http.Response.json;

import cloudshell.simulator.estate.Estate;
import cloudshell.simulator.http.Response;
import cloudshell.simulator.http.SimulatedRequest;
import cloudshell.simulator.identity.BearerCheck;
import cloudshell.simulator.identity.IssuedTokens;
import cloudshell.simulator.identity.Origins;
import cloudshell.simulator.resources.ArmErrors;
import cloudshell.simulator.resources.ArmPath;
import cloudshell.simulator.resources.GroupHandler;
import cloudshell.simulator.resources.Operations;
import cloudshell.simulator.resources.Page;
import cloudshell.simulator.resources.Regions;
import cloudshell.simulator.resources.ResourceHandler;
import cloudshell.simulator.resources.RoleHandler;
import cloudshell.simulator.services.KeyVault;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;

/** Resource Manager: who asks, in which version, and who answers. */
public final class ArmHandler {
    private static final String RESOURCE_GRAPH = "/providers/Microsoft.ResourceGraph/resources";

    private final Estate estate;
    private final BearerCheck bearer;
    private final Operations operations;
    private final TenantHandler subscriptions;
    private final GroupHandler groups;
    private final ResourceHandler resources;
    private final ProviderRoutes providers;
    private final CloudMetadata metadata;
    private final CommonHeaders headers = new CommonHeaders();
    private final Function<SimulatedRequest, Response> resourceGraph;

    /**
     * @param resourceGraph who answers what is asked of Resource Graph
     * @param vaults told of each vault that is created
     */
    public ArmHandler(
            Estate estate,
            IssuedTokens issued,
            int pageSize,
            Clock clock,
            Function<SimulatedRequest, Response> resourceGraph,
            Origins origins,
            KeyVault vaults) {
        var page = new Page(pageSize);
        this.estate = estate;
        this.bearer = new BearerCheck(issued, Origins.ARM_AUDIENCES, origins);
        this.operations = new Operations(clock);
        this.subscriptions = new TenantHandler(estate, page);
        this.groups = new GroupHandler(estate, page, operations);
        this.resources = new ResourceHandler(estate, page);
        this.providers = new ProviderRoutes(estate, operations, resources, new RoleHandler(page));
        this.metadata = new CloudMetadata(origins);
        this.resourceGraph = resourceGraph;
    }

    public Response handle(SimulatedRequest request) {
        if (request.path().equals("/metadata/endpoints")) {
            return headers.on(metadata.answer(request), request);
        }
        operations.settle();
        return headers.on(bearer.refuse(request).orElseGet(() -> routed(request)), request);
    }

    private Response routed(SimulatedRequest request) {
        var version = request.parameter("api-version");
        if (version.isEmpty()) {
            return error(
                    400,
                    "MissingApiVersionParameter",
                    "The api-version query parameter (?api-version=) is required for all requests.");
        }
        if (request.path().equalsIgnoreCase(RESOURCE_GRAPH)) {
            return resourceGraph.apply(request);
        }
        if (request.path().toLowerCase(java.util.Locale.ROOT).matches("/subscriptions/.+")) {
            return inSubscription(request, ArmPath.of(request.path()), version);
        }
        var refusal =
                request.path().contains("/providers/") ? Optional.<Response>empty() : ApiVersions.refuseCore(version);
        return subscriptions
                .tenant(request)
                .map(answer -> refusal.orElse(request.method().equals("GET") ? answer : ArmErrors.method(request)))
                .orElseGet(ArmErrors::nothingThere);
    }

    private Response inSubscription(SimulatedRequest request, ArmPath path, String version) {
        var id = path.subscription();
        if (!id.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")) {
            return error(
                    400,
                    "InvalidSubscriptionId",
                    "The provided subscription identifier '" + id + "' is malformed or invalid.");
        }
        int subscription = estate.indexOf(id);
        if (subscription < 0) {
            return error(404, "SubscriptionNotFound", "The subscription '" + id + "' could not be found.");
        }
        if (path.provider().isEmpty()) {
            return ApiVersions.refuseCore(version).orElseGet(() -> core(request, path, subscription));
        }
        return providers.answer(request, path, subscription, version);
    }

    private Response core(SimulatedRequest request, ArmPath path, int subscription) {
        boolean reading = request.method().equals("GET");
        if (path.rest().isEmpty()) {
            return !path.group().isEmpty()
                    ? groups.one(request, path, subscription)
                    : reading ? json(200, estate.describe(subscription)) : ArmErrors.method(request);
        }
        if (!path.group().isEmpty()
                && estate.groups(subscription).find(path.group()).isEmpty()) {
            return ArmErrors.noGroup(path.group());
        }
        if (path.is(0, "resources")) {
            return resources.all(request, path, subscription);
        }
        if (!path.group().isEmpty()) {
            return ArmErrors.nothingThere();
        }
        if (path.is(0, "operationresults") && path.rest().size() == 2) {
            return operations.look(path.name(), true).orElseGet(ArmErrors::nothingThere);
        }
        if (path.is(0, "resourceGroups")) {
            return groups.list(request, subscription);
        }
        if (!path.is(0, "locations") && !path.is(0, "providers")) {
            return ArmErrors.nothingThere();
        }
        if (!reading) {
            return ArmErrors.method(request);
        }
        return path.is(0, "providers")
                ? subscriptions.providers(request, "/subscriptions/" + path.subscription())
                : json(200, JsonNodeFactory.instance.objectNode().set("value", Regions.list(path.subscription())));
    }
}
