//SOURCES ApiVersions.java CloudMetadata.java CommonHeaders.java ComputeCatalog.java DeletedVaults.java
//SOURCES ImageCatalog.java NameAndKeyActions.java ProviderRoutes.java Providers.java TenantHandler.java
package cloudshell.simulator.arm;

import static cloudshell.simulator.http.Response.error;
import static cloudshell.simulator.http.Response.json;

import cloudshell.simulator.authorization.Locks;
import cloudshell.simulator.authorization.RoleHandler;
import cloudshell.simulator.authorization.ScopedHandler;
import cloudshell.simulator.authorization.ScopedStore;
import cloudshell.simulator.deployments.DeploymentHandler;
import cloudshell.simulator.estate.Estate;
import cloudshell.simulator.http.Response;
import cloudshell.simulator.http.ResponseException;
import cloudshell.simulator.http.SimulatedRequest;
import cloudshell.simulator.identity.BearerCheck;
import cloudshell.simulator.identity.IssuedTokens;
import cloudshell.simulator.identity.Origins;
import cloudshell.simulator.identity.RoleAssignments;
import cloudshell.simulator.resources.ArmErrors;
import cloudshell.simulator.resources.ArmPath;
import cloudshell.simulator.resources.GroupHandler;
import cloudshell.simulator.resources.Operations;
import cloudshell.simulator.resources.Page;
import cloudshell.simulator.resources.Regions;
import cloudshell.simulator.resources.ResourceHandler;
import cloudshell.simulator.resources.TagHandler;
import cloudshell.simulator.services.KeyVault;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Resource Manager: checks the token and the api-version and finds the handler of a path. */
public final class ArmHandler {
    private static final String RESOURCE_GRAPH = "/providers/Microsoft.ResourceGraph/resources";

    private final Estate estate;
    private final BearerCheck bearer;
    private final Operations operations;
    private final TenantHandler tenant;
    private final GroupHandler groups;
    private final ResourceHandler resources;
    private final TagHandler tags;
    private final Locks locks;
    private final Providers registered = new Providers();
    private final ProviderRoutes providers;
    private final CloudMetadata metadata;
    private final CommonHeaders headers = new CommonHeaders();
    private final Function<SimulatedRequest, Response> resourceGraph;

    /**
     * @param resourceGraph the handler of queries to Resource Graph
     * @param vaults notified of each vault that is created
     */
    public ArmHandler(
            Estate estate,
            RoleAssignments assignments,
            IssuedTokens issued,
            int pageSize,
            Clock clock,
            Function<SimulatedRequest, Response> resourceGraph,
            Origins origins,
            KeyVault vaults) {
        var page = new Page(pageSize);
        var store = new ScopedStore();
        this.estate = estate;
        this.bearer = new BearerCheck(issued, Origins.ARM_AUDIENCES, origins);
        this.operations = new Operations(clock);
        this.locks = new Locks(store);
        this.tags = new TagHandler(estate, page);
        this.tenant = new TenantHandler(estate, page, registered, tags);
        this.groups = new GroupHandler(estate, page, operations, store::deleteBelow);
        this.resources = new ResourceHandler(estate, page, operations, id -> store.deleteBelow(id.toString()));
        var deployments = new DeploymentHandler(estate, page, operations, clock, this::routed);
        this.providers = new ProviderRoutes(
                estate,
                operations,
                resources,
                new RoleHandler(page, assignments),
                new ScopedHandler(store, page),
                locks,
                tags,
                registered,
                new ComputeCatalog(estate, page),
                new DeletedVaults(estate, page, vaults),
                deployments::handle);
        this.metadata = new CloudMetadata(origins);
        this.resourceGraph = resourceGraph;
    }

    /** Handles one request at a time, so that no request sees half of a change. */
    public synchronized Response handle(SimulatedRequest request) {
        if (request.path().equals("/metadata/endpoints")) {
            return headers.on(metadata.handle(request), request);
        }
        operations.settle();
        return headers.on(bearer.reject(request).orElseGet(() -> routed(request)), request);
    }

    private Response routed(SimulatedRequest request) {
        try {
            return route(request);
        } catch (ResponseException e) {
            return e.response();
        }
    }

    private Response route(SimulatedRequest request) {
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
        if (request.path().toLowerCase(Locale.ROOT).matches("/subscriptions/.+")) {
            return inSubscription(request, ArmPath.of(request.path()), version);
        }
        var rejection =
                request.path().contains("/providers/") ? Optional.<Response>empty() : ApiVersions.rejectCore(version);
        return tenant.handle(request)
                .map(response ->
                        rejection.orElse(request.method().equals("GET") ? response : ArmErrors.method(request)))
                .orElseGet(() -> notOfATenant(request));
    }

    /** Reports that resources of Azure at tenant level are not simulated; others do not exist in Azure either. */
    private static Response notOfATenant(SimulatedRequest request) {
        var parts = request.path().split("/");
        var provider = parts.length > 2 && parts[1].equalsIgnoreCase("providers")
                ? Providers.find(parts[2])
                : Optional.<String>empty();
        return provider.map(name ->
                        ArmErrors.notSimulated(name + (parts.length > 3 ? "/" + parts[3] : "") + " of a tenant"))
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
            return ApiVersions.rejectCore(version).orElseGet(() -> core(request, path, subscription));
        }
        return providers.handle(request, path, subscription, version);
    }

    private Response core(SimulatedRequest request, ArmPath path, int subscription) {
        boolean reading = request.method().equals("GET");
        if (path.rest().isEmpty()) {
            return !path.group().isEmpty()
                    ? group(request, path, subscription)
                    : reading ? json(200, tenant.describe(subscription)) : ArmErrors.method(request);
        }
        if (!path.group().isEmpty()
                && estate.groups(subscription).find(path.group()).isEmpty()) {
            return ArmErrors.noGroup(path.group());
        }
        if (path.is(0, "resources")) {
            return resources.all(request, path, subscription);
        }
        if (!path.group().isEmpty() && path.is(0, "deployments")) {
            // deployments have this older path too, which the libraries use for their operations
            var id = "/subscriptions/" + path.subscription() + "/resourceGroups/" + path.group();
            var deployment = new ArmPath(path.subscription(), path.group(), id, "Microsoft.Resources", path.rest());
            return providers.handle(request, deployment, subscription, request.parameter("api-version"));
        }
        if (!path.group().isEmpty()) {
            return path.name().matches("(?i)moveResources|validateMoveResources|exportTemplate")
                    ? ArmErrors.notSimulated("the action '" + path.name() + "' of resource groups")
                    : ArmErrors.nothingThere();
        }
        if (path.is(0, "operationresults") && path.rest().size() == 2) {
            return operations.look(path.name(), true).orElseGet(ArmErrors::nothingThere);
        }
        if (path.is(0, "resourceGroups")) {
            return groups.list(request, subscription);
        }
        if (path.is(0, "tagNames")) {
            return tags.names(request, path, subscription);
        }
        if (!path.is(0, "locations") && !path.is(0, "providers")) {
            return ArmErrors.nothingThere();
        }
        if (!reading) {
            return ArmErrors.method(request);
        }
        return path.is(0, "providers")
                ? tenant.providers(request, "/subscriptions/" + path.subscription())
                : json(200, JsonNodeFactory.instance.objectNode().set("value", Regions.list(path.subscription())));
    }

    private Response group(SimulatedRequest request, ArmPath path, int subscription) {
        var id = "/subscriptions/" + path.subscription() + "/resourceGroups/" + path.group();
        if (request.method().equals("DELETE")) {
            locks.checkDelete(id);
        }
        if (!request.method().matches("GET|HEAD")) {
            locks.checkWrite(id);
        }
        return groups.one(request, path, subscription);
    }
}
