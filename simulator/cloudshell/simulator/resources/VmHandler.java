package cloudshell.simulator.resources;

import static cloudshell.simulator.http.Response.error;
import static cloudshell.simulator.http.Response.json;

import cloudshell.simulator.estate.Estate;
import cloudshell.simulator.estate.InstanceViews;
import cloudshell.simulator.estate.ResourceId;
import cloudshell.simulator.http.Response;
import cloudshell.simulator.http.SimulatedRequest;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Optional;

/** Handles requests that only VMs have: instance views, power, run-command. */
public final class VmHandler {
    static final String TYPE = "Microsoft.Compute/virtualMachines";

    private final Estate estate;
    private final ResourceHandler resources;
    private final Operations operations;

    public VmHandler(Estate estate, ResourceHandler resources, Operations operations) {
        this.estate = estate;
        this.resources = resources;
        this.operations = operations;
    }

    public Response list(SimulatedRequest request, ArmPath path, int subscription) {
        boolean statusOnly = request.parameter("statusOnly").equalsIgnoreCase("true");
        return resources.list(
                request,
                path,
                subscription,
                node -> statusOnly
                        ? InstanceViews.statusOnly(node, estate.power(id(node)))
                        : ResourceHandler.shown(request, node));
    }

    /** A VM, or a list, an operation or an action below it. */
    public Response one(SimulatedRequest request, ArmPath path) {
        var vm = estate.find(vm(path));
        if (vm.isEmpty() && !(path.rest().size() == 2 && request.method().matches("PUT|HEAD|DELETE"))) {
            return ArmErrors.noResource(TYPE, path.rest().get(1), path.group());
        }
        if (path.rest().size() == 2) {
            return vm(request, path, vm);
        }
        var action = path.name().toLowerCase(Locale.ROOT);
        return switch (action) {
            case "instanceview" ->
                request.method().equals("GET") ? json(200, view(vm.get())) : ArmErrors.method(request);
            case "runcommand" -> runCommand(request, path, vm.get());
            case "generalize", "simulateeviction" -> Response.of(200);
            case "vmsizes", "extensions" ->
                resources.list(request, path, estate.indexOf(path.subscription()), node -> node);
            case "start" -> power(request, path, "starting", "running");
            case "restart" -> power(request, path, "running", "running");
            case "redeploy", "reapply" -> power(request, path, "running", "running");
            case "poweroff" -> power(request, path, "stopping", "stopped");
            case "deallocate" -> power(request, path, "deallocating", "deallocated");
            default -> ArmErrors.notSimulated("the action '" + path.name() + "' of " + TYPE);
        };
    }

    private Response vm(SimulatedRequest request, ArmPath path, Optional<ObjectNode> vm) {
        if (request.method().equals("GET")
                && request.parameter("$expand").toLowerCase(Locale.ROOT).contains("instanceview")) {
            var expanded = ResourceHandler.shown(request, vm.get()).deepCopy();
            expanded.withObjectProperty("properties").set("instanceView", view(vm.get()));
            return json(200, expanded);
        }
        return resources.one(request, path);
    }

    private Response power(SimulatedRequest request, ArmPath path, String meanwhile, String then) {
        if (!request.method().equals("POST")) {
            return ArmErrors.method(request);
        }
        var id = vm(path);
        var vm = estate.find(id).orElseThrow();
        if (!estate.power(id).equals(Optional.of(then))) {
            estate.power(id, meanwhile);
        }
        return operations.begin(request, directory(path, vm), true, () -> estate.power(id, then));
    }

    /** The command is not run; its output says so. */
    private Response runCommand(SimulatedRequest request, ArmPath path, ObjectNode vm) {
        if (!request.method().equals("POST")) {
            return ArmErrors.method(request);
        }
        var body = ResourceBodies.of(request.body());
        if (body.isEmpty() || body.get().path("commandId").asText().isEmpty()) {
            return error(400, "InvalidParameter", "Required parameter 'runCommandInput.commandId' is missing (null).");
        }
        if (!estate.power(vm(path)).equals(Optional.of("running"))) {
            return error(409, "OperationNotAllowed", "Cannot modify extensions in the VM when the VM is not running.");
        }
        var result = JsonNodeFactory.instance.objectNode();
        result.putArray("value")
                .addObject()
                .put("code", "ProvisioningState/succeeded")
                .put("level", "Info")
                .put("displayStatus", "Provisioning succeeded")
                .put("message", "Enable succeeded: \n[stdout]\nSimulated: the script was not run.\n\n[stderr]\n");
        return operations.begin(
                request, Response.of(202), directory(path, vm), true, () -> {}, () -> Optional.of(result));
    }

    private static String directory(ArmPath path, ObjectNode vm) {
        return "/subscriptions/" + path.subscription() + "/providers/Microsoft.Compute/locations/"
                + vm.path("location").asText() + "/operations/";
    }

    private ObjectNode view(ObjectNode vm) {
        return InstanceViews.of(vm, estate.power(id(vm)));
    }

    private static ResourceId vm(ArmPath path) {
        return new ResourceId(
                path.subscription(), path.group(), TYPE, path.rest().get(1));
    }

    private static ResourceId id(ObjectNode vm) {
        var parts = vm.path("id").asText().split("/");
        return new ResourceId(parts[2], parts[4], TYPE, parts[8]);
    }
}
