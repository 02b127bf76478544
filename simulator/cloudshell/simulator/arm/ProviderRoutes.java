package cloudshell.simulator.arm;

import static cloudshell.simulator.http.Response.error;
import static cloudshell.simulator.http.Response.json;

import cloudshell.simulator.estate.Estate;
import cloudshell.simulator.estate.ResourceId;
import cloudshell.simulator.http.Response;
import cloudshell.simulator.http.SimulatedRequest;
import cloudshell.simulator.resources.ArmErrors;
import cloudshell.simulator.resources.ArmPath;
import cloudshell.simulator.resources.Operations;
import cloudshell.simulator.resources.ResourceHandler;
import cloudshell.simulator.resources.RoleHandler;
import cloudshell.simulator.resources.TagHandler;
import cloudshell.simulator.resources.VmHandler;

/** What belongs to a provider: looked for in the order in which Resource Manager refuses. */
final class ProviderRoutes {
    private final Estate estate;
    private final Operations operations;
    private final ResourceHandler resources;
    private final VmHandler machines;
    private final RoleHandler roles;

    ProviderRoutes(Estate estate, Operations operations, ResourceHandler resources, RoleHandler roles) {
        this.estate = estate;
        this.operations = operations;
        this.resources = resources;
        this.machines = new VmHandler(estate, resources, operations);
        this.roles = roles;
    }

    Response answer(SimulatedRequest request, ArmPath path, int subscription, String version) {
        if (path.rest().isEmpty() || path.is(0, "register")) {
            return ApiVersions.refuseCore(version)
                    .or(() -> ApiVersions.provider(path.provider())
                            .map(name ->
                                    json(200, TenantHandler.provider("/subscriptions/" + path.subscription(), name))))
                    .orElseGet(() -> ApiVersions.noNamespace(path.provider()));
        }
        if (path.provider().equalsIgnoreCase("Microsoft.Resources") && path.is(0, "tags")) {
            return ApiVersions.refuseCore(version).orElseGet(() -> tags(request, path, subscription));
        }
        return ofProvider(request, path, subscription, version);
    }

    private Response tags(SimulatedRequest request, ArmPath path, int subscription) {
        var owner = ArmPath.of(path.scope());
        if (owner.group().isEmpty()) {
            return ArmErrors.nothingThere();
        }
        if (owner.provider().isEmpty()) {
            var all = estate.groups(subscription);
            return all.find(owner.group())
                    .map(group -> TagHandler.answer(request, path, group, tagged -> all.write(owner.group(), tagged)))
                    .orElseGet(() -> ArmErrors.noGroup(owner.group()));
        }
        ResourceId id = ResourceHandler.id(owner);
        return estate.find(id)
                .map(node -> TagHandler.answer(request, path, node, tagged -> estate.write(id, tagged)))
                .orElseGet(() -> ResourceHandler.missing(owner));
    }

    private Response ofProvider(SimulatedRequest request, ArmPath path, int subscription, String version) {
        if (path.is(0, "locations") && path.is(2, "operations") && path.rest().size() == 4) {
            return operations
                    .look(path.name(), request.query().containsKey("monitor"))
                    .orElseGet(() -> error(404, "NotFound", "The entity was not found in this Azure location."));
        }
        boolean ofMachine = path.provider().equalsIgnoreCase("Microsoft.Compute") && path.is(0, "virtualMachines");
        boolean action =
                ofMachine && path.rest().size() == 3 && !path.is(2, "extensions") && !path.is(2, "runCommands");
        var typed = action
                ? new ArmPath(
                        path.subscription(),
                        path.group(),
                        path.scope(),
                        path.provider(),
                        path.rest().subList(0, 2))
                : path;
        var location = resources
                .find(typed)
                .map(node -> node.path("location").asText())
                .orElse("eastus");
        var refusal = ApiVersions.refuse(typed, version, location);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        if (!path.group().isEmpty()
                && estate.groups(subscription).find(path.group()).isEmpty()) {
            return request.method().equals("HEAD") ? Response.of(404) : ArmErrors.noGroup(path.group());
        }
        if (path.provider().equalsIgnoreCase("Microsoft.Authorization")) {
            return path.is(0, "permissions")
                    ? RoleHandler.permissions()
                    : roles.answer(
                            request,
                            path,
                            estate.groups(subscription).all().stream()
                                    .map(group -> group.path("name").asText())
                                    .toList());
        }
        if (ofMachine) {
            return path.rest().size() == 1
                    ? machines.list(request, path, subscription)
                    : path.group().isEmpty() ? ArmErrors.nothingThere() : machines.one(request, path);
        }
        return path.isList()
                ? resources.list(request, path, subscription, node -> node)
                : path.group().isEmpty() ? ArmErrors.nothingThere() : resources.one(request, path);
    }
}
