package cloudshell.simulator.arm;

import static cloudshell.simulator.http.Response.error;
import static cloudshell.simulator.http.Response.json;

import cloudshell.simulator.authorization.Locks;
import cloudshell.simulator.authorization.RoleHandler;
import cloudshell.simulator.authorization.ScopedHandler;
import cloudshell.simulator.estate.Estate;
import cloudshell.simulator.http.Response;
import cloudshell.simulator.http.SimulatedRequest;
import cloudshell.simulator.resources.ArmErrors;
import cloudshell.simulator.resources.ArmPath;
import cloudshell.simulator.resources.Operations;
import cloudshell.simulator.resources.Regions;
import cloudshell.simulator.resources.ResourceHandler;
import cloudshell.simulator.resources.TagHandler;
import cloudshell.simulator.resources.VmHandler;
import java.util.List;
import java.util.function.BiFunction;

/** Handles requests for a provider, with the checks in the order in which Resource Manager checks. */
final class ProviderRoutes {
    private final Estate estate;
    private final Operations operations;
    private final ResourceHandler resources;
    private final VmHandler vms;
    private final RoleHandler roles;
    private final ScopedHandler scoped;
    private final Locks locks;
    private final TagHandler tags;
    private final Providers providers;
    private final ComputeCatalog compute;
    private final NameAndKeyActions actions;
    private final DeletedVaults vaults;
    private final BiFunction<SimulatedRequest, ArmPath, Response> deployments;

    ProviderRoutes(
            Estate estate,
            Operations operations,
            ResourceHandler resources,
            RoleHandler roles,
            ScopedHandler scoped,
            Locks locks,
            TagHandler tags,
            Providers providers,
            ComputeCatalog compute,
            DeletedVaults vaults,
            BiFunction<SimulatedRequest, ArmPath, Response> deployments) {
        this.estate = estate;
        this.operations = operations;
        this.resources = resources;
        this.vms = new VmHandler(estate, resources, operations);
        this.roles = roles;
        this.scoped = scoped;
        this.locks = locks;
        this.tags = tags;
        this.providers = providers;
        this.compute = compute;
        this.actions = new NameAndKeyActions(estate);
        this.vaults = vaults;
        this.deployments = deployments;
    }

    Response handle(SimulatedRequest request, ArmPath path, int subscription, String version) {
        if (path.rest().isEmpty() || path.rest().size() == 1 && (path.is(0, "register") || path.is(0, "unregister"))) {
            return ApiVersions.rejectCore(version).orElseGet(() -> provider(request, path));
        }
        if (path.provider().equalsIgnoreCase("Microsoft.Resources")) {
            return ApiVersions.rejectCore(version).orElseGet(() -> ofResources(request, path, subscription));
        }
        return ofProvider(request, path, subscription, version);
    }

    private Response provider(SimulatedRequest request, ArmPath path) {
        var scope = "/subscriptions/" + path.subscription();
        var name = Providers.find(path.provider());
        if (name.isEmpty()) {
            return ApiVersions.noNamespace(path.provider());
        }
        if (path.rest().size() == 1) {
            if (!request.method().equals("POST")) {
                return ArmErrors.method(request);
            }
            providers.set(scope, name.get(), path.is(0, "register"));
        }
        return json(200, providers.describe(scope, name.get()));
    }

    private Response ofResources(SimulatedRequest request, ArmPath path, int subscription) {
        if (!path.group().isEmpty() && noGroup(path, subscription)) {
            return ArmErrors.noGroup(path.group());
        }
        if (path.is(0, "tags")) {
            return tags.handle(request, path, subscription);
        }
        return path.is(0, "deployments") ? deployments.apply(request, path) : ArmErrors.notSimulated(path.type());
    }

    private boolean noGroup(ArmPath path, int subscription) {
        return estate.groups(subscription).find(path.group()).isEmpty();
    }

    private Response ofProvider(SimulatedRequest request, ArmPath path, int subscription, String version) {
        if (path.is(0, "locations") && path.is(2, "operations") && path.rest().size() == 4) {
            return operations
                    .look(path.name(), request.query().containsKey("monitor"))
                    .orElseGet(() -> error(404, "NotFound", "The entity was not found in this Azure location."));
        }
        boolean ofVm = path.provider().equalsIgnoreCase("Microsoft.Compute") && path.is(0, "virtualMachines");
        boolean action = path.rest().size() > 2
                && path.isList()
                && (request.method().equals("POST")
                        || ofVm && !path.endsWith("extensions") && !path.endsWith("runCommands"));
        var typed = action ? path.withRest(path.rest().subList(0, path.rest().size() - 1)) : path;
        if (path.is(2, "publishers")) {
            typed = path.withRest(path.rest().subList(0, 3));
        }
        var location = resources
                .find(typed)
                .map(node -> node.path("location").asText())
                .orElse("eastus");
        var rejection =
                ApiVersions.reject(typed, Providers.find(path.provider()).isPresent(), version, location);
        if (rejection.isPresent()) {
            return rejection.get();
        }
        if (!path.group().isEmpty() && noGroup(path, subscription)) {
            return request.method().equals("HEAD") ? Response.of(404) : ArmErrors.noGroup(path.group());
        }
        if (path.provider().equalsIgnoreCase("Microsoft.Authorization")) {
            return authorization(request, path, subscription);
        }
        if (path.provider().equalsIgnoreCase("Microsoft.Compute")) {
            var found = compute.handle(request, path, subscription);
            if (found.isPresent()) {
                return found.get();
            }
        }
        if (path.rest().size() == 1 && path.is(0, "checkNameAvailability")) {
            return actions.checkName(request, path);
        }
        if (path.is(0, "deletedVaults") || path.is(2, "deletedVaults")) {
            return vaults.handle(request, path, path.subscription());
        }
        if (path.is(0, "locations")) {
            return location(request, path, subscription);
        }
        if (!path.group().isEmpty() && !path.isList() && !request.method().matches("GET|HEAD")) {
            checkLocks(request, path);
        }
        return resource(request, path, subscription, ofVm, action);
    }

    private void checkLocks(SimulatedRequest request, ArmPath path) {
        var id = path.id().toString();
        if (request.method().equals("DELETE")) {
            locks.checkDelete(id);
        }
        locks.checkWrite(id);
    }

    private Response resource(SimulatedRequest request, ArmPath path, int subscription, boolean ofVm, boolean action) {
        if (path.rest().size() == 1) {
            return !request.method().equals("GET")
                    ? request.method().equals("POST") && !path.isResourceType()
                            ? ArmErrors.notSimulated("the action '" + path.name() + "' of " + path.provider())
                            : ArmErrors.method(request)
                    : ofVm
                            ? vms.list(request, path, subscription)
                            : resources.list(request, path, subscription, node -> node);
        }
        if (path.group().isEmpty()) {
            return ArmErrors.notSimulated(path.type() + " of a subscription");
        }
        if (ofVm && path.rest().size() <= 3) {
            return vms.one(request, path);
        }
        if (action) {
            return action(request, path);
        }
        if (path.isList() && !request.method().equals("GET")) {
            return ArmErrors.method(request);
        }
        if (path.provider().equalsIgnoreCase("Microsoft.KeyVault")
                && path.is(0, "vaults")
                && path.rest().size() == 2) {
            return vault(request, path);
        }
        return path.isList() && !resources.isChild(path)
                ? resources.list(request, path, subscription, node -> node)
                : resources.one(request, path);
    }

    private Response vault(SimulatedRequest request, ArmPath path) {
        if (request.method().equals("DELETE")) {
            var found = resources.find(path);
            var response = resources.one(request, path);
            found.filter(vault -> response.status() == 200).ifPresent(vaults::add);
            return response;
        }
        var checked = request.method().equals("PUT") ? vaults.checked(request, path.name()) : request;
        var response = resources.one(checked, path);
        if (response.status() == 201 && checked == request) {
            vaults.created(path.name());
        }
        return response;
    }

    private Response action(SimulatedRequest request, ArmPath path) {
        var owner = path.withRest(path.rest().subList(0, path.rest().size() - 1));
        var found = resources.find(owner);
        if (found.isEmpty()) {
            return ArmErrors.noResource(owner);
        }
        boolean keys = path.provider().equalsIgnoreCase("Microsoft.Storage")
                && path.is(0, "storageAccounts")
                && (path.endsWith("listKeys") || path.endsWith("regenerateKey"));
        return keys
                ? actions.keys(request, path, found.get())
                : ArmErrors.notSimulated("the action '" + path.name() + "' of " + owner.type());
    }

    private Response authorization(SimulatedRequest request, ArmPath path, int subscription) {
        if (path.is(0, "permissions")) {
            return RoleHandler.permissions();
        }
        if (path.is(0, "locks") || path.is(0, "policyAssignments") || path.is(0, "policyDefinitions")) {
            return scoped.handle(request, path);
        }
        if (!request.method().equals("GET")) {
            locks.checkWrite(path.scope());
        }
        return roles.handle(
                request,
                path,
                estate.groups(subscription).all().stream()
                        .map(group -> group.path("name").asText())
                        .toList());
    }

    /** Handles the remaining requests for a location of a provider. */
    private Response location(SimulatedRequest request, ArmPath path, int subscription) {
        if (path.rest().size() < 3
                || !request.method().equals("GET")
                || !Regions.has(path.rest().get(1))) {
            return ArmErrors.notSimulated(path.type());
        }
        if (path.is(2, "usages")) {
            boolean storage = path.provider().equalsIgnoreCase("Microsoft.Storage");
            var type = storage ? "Microsoft.Storage/storageAccounts" : "Microsoft.Network/virtualNetworks";
            int used = estate.search(type, subscription, node -> node.path("location")
                            .asText()
                            .equalsIgnoreCase(path.rest().get(1)))
                    .size();
            return resources.listOf(
                    request,
                    List.of(
                            storage
                                    ? ComputeCatalog.usage("StorageAccounts", "Storage Accounts", used, 250)
                                    : ComputeCatalog.usage("VirtualNetworks", "Virtual Networks", used, 1000)));
        }
        return path.is(2, "CheckDnsNameAvailability")
                ? json(200, "{\"available\":true}")
                : ArmErrors.notSimulated(path.type());
    }
}
