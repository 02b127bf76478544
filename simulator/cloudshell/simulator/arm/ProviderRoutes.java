package cloudshell.simulator.arm;

import static cloudshell.simulator.wire.Answer.error;
import static cloudshell.simulator.wire.Answer.json;

import cloudshell.simulator.estate.Estate;
import cloudshell.simulator.estate.ResourceId;
import cloudshell.simulator.resources.ArmPath;
import cloudshell.simulator.resources.MachineAnswers;
import cloudshell.simulator.resources.Operations;
import cloudshell.simulator.resources.Refusals;
import cloudshell.simulator.resources.ResourceAnswers;
import cloudshell.simulator.resources.RoleAnswers;
import cloudshell.simulator.resources.TagAnswers;
import cloudshell.simulator.wire.Answer;
import cloudshell.simulator.wire.SimulatedRequest;

/** What belongs to a provider: looked for in the order in which Resource Manager refuses. */
final class ProviderRoutes {
    private final Estate estate;
    private final Operations operations;
    private final ResourceAnswers resources;
    private final MachineAnswers machines;
    private final RoleAnswers roles;

    ProviderRoutes(Estate estate, Operations operations, ResourceAnswers resources, RoleAnswers roles) {
        this.estate = estate;
        this.operations = operations;
        this.resources = resources;
        this.machines = new MachineAnswers(estate, resources, operations);
        this.roles = roles;
    }

    Answer answer(SimulatedRequest request, ArmPath path, int subscription, String version) {
        if (path.rest().isEmpty() || path.is(0, "register")) {
            return ApiVersions.refuseCore(version)
                    .or(() -> ApiVersions.provider(path.provider())
                            .map(name -> json(
                                    200, SubscriptionAnswers.provider("/subscriptions/" + path.subscription(), name))))
                    .orElseGet(() -> ApiVersions.noNamespace(path.provider()));
        }
        if (path.provider().equalsIgnoreCase("Microsoft.Resources") && path.is(0, "tags")) {
            return ApiVersions.refuseCore(version).orElseGet(() -> tags(request, path, subscription));
        }
        return ofProvider(request, path, subscription, version);
    }

    private Answer tags(SimulatedRequest request, ArmPath path, int subscription) {
        var owner = ArmPath.of(path.scope());
        if (owner.group().isEmpty()) {
            return Refusals.nothingThere();
        }
        if (owner.provider().isEmpty()) {
            var all = estate.groups(subscription);
            return all.find(owner.group())
                    .map(group -> TagAnswers.answer(request, path, group, tagged -> all.write(owner.group(), tagged)))
                    .orElseGet(() -> Refusals.noGroup(owner.group()));
        }
        ResourceId id = ResourceAnswers.id(owner);
        return estate.find(id)
                .map(node -> TagAnswers.answer(request, path, node, tagged -> estate.write(id, tagged)))
                .orElseGet(() -> ResourceAnswers.missing(owner));
    }

    private Answer ofProvider(SimulatedRequest request, ArmPath path, int subscription, String version) {
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
            return request.method().equals("HEAD") ? Answer.of(404) : Refusals.noGroup(path.group());
        }
        if (path.provider().equalsIgnoreCase("Microsoft.Authorization")) {
            return path.is(0, "permissions")
                    ? RoleAnswers.permissions()
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
                    : path.group().isEmpty() ? Refusals.nothingThere() : machines.one(request, path);
        }
        return path.isList()
                ? resources.list(request, path, subscription, node -> node)
                : path.group().isEmpty() ? Refusals.nothingThere() : resources.one(request, path);
    }
}
