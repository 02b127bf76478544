package cloudshell.simulator.resources;

import static cloudshell.simulator.http.Response.error;
import static cloudshell.simulator.http.Response.json;

import cloudshell.simulator.estate.Estate;
import cloudshell.simulator.estate.Groups;
import cloudshell.simulator.estate.ResourceId;
import cloudshell.simulator.http.Response;
import cloudshell.simulator.http.SimulatedRequest;
import cloudshell.simulator.resources.types.Rules;
import cloudshell.simulator.resources.types.Write;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.function.Consumer;

/** The resource groups of a subscription: listed, made, changed, and deleted with all that is in them. */
public final class GroupHandler {
    private final Estate estate;
    private final Page page;
    private final Operations operations;
    private final Consumer<String> deleted;

    /** @param deleted notified of each deleted group, by its id */
    public GroupHandler(Estate estate, Page page, Operations operations, Consumer<String> deleted) {
        this.estate = estate;
        this.page = page;
        this.operations = operations;
        this.deleted = deleted;
    }

    public Response list(SimulatedRequest request, int subscription) {
        if (!request.method().equals("GET")) {
            return ArmErrors.method(request);
        }
        var filter = request.parameter("$filter");
        var condition = Filter.of(filter);
        if (!filter.isEmpty() && condition.isEmpty()) {
            return ArmErrors.filter(filter);
        }
        var all = estate.groups(subscription).all().stream()
                .filter(group -> filter.isEmpty() || condition.get().test(group))
                .toList();
        return page.of(request, all.size(), n -> Optional.of(all.get(n)));
    }

    public Response one(SimulatedRequest request, ArmPath path, int subscription) {
        var groups = estate.groups(subscription);
        var group = groups.find(path.group());
        return switch (request.method()) {
            case "GET" -> group.map(found -> json(200, found)).orElseGet(() -> ArmErrors.noGroup(path.group()));
            case "HEAD" -> Response.of(group.isPresent() ? 204 : 404);
            case "PUT" -> put(request, path, groups);
            case "PATCH" ->
                group.map(found -> patch(request, path, groups, found))
                        .orElseGet(() -> ArmErrors.noGroup(path.group()));
            case "DELETE" ->
                group.map(found -> delete(request, path, groups, found))
                        .orElseGet(() -> ArmErrors.noGroup(path.group()));
            default -> ArmErrors.method(request);
        };
    }

    private static Response put(SimulatedRequest request, ArmPath path, Groups groups) {
        var body = ResourceBodies.of(request.body());
        if (body.isEmpty()) {
            return ArmErrors.noJson();
        }
        var location = body.get().path("location").asText().replace(" ", "").toLowerCase(java.util.Locale.ROOT);
        if (location.isEmpty()) {
            return ArmErrors.noLocation();
        }
        if (!path.group().matches("[\\p{L}\\p{N}_.()-]{0,89}[\\p{L}\\p{N}_()-]")) {
            return error(
                    400,
                    "InvalidParameter",
                    "The provided resource group name '" + path.group() + "' has these invalid characters.");
        }
        if (!Regions.has(location)) {
            return error(
                    400,
                    "LocationNotAvailableForResourceGroup",
                    "The provided location '" + location + "' is not available for resource group. List of available"
                            + " regions is '" + Regions.names().replace(" ", "") + "'.");
        }
        var before = groups.find(path.group());
        if (before.isPresent() && !before.get().path("location").asText().equals(location)) {
            return error(
                    409,
                    "InvalidResourceGroupLocation",
                    "Invalid resource group location '" + location
                            + "'. The Resource group already exists in location '"
                            + before.get().path("location").asText() + "'.");
        }
        var group = JsonNodeFactory.instance.objectNode();
        var name = before.map(found -> found.path("name").asText()).orElse(path.group());
        group.put("id", "/subscriptions/" + path.subscription() + "/resourceGroups/" + name)
                .put("name", name)
                .put("type", "Microsoft.Resources/resourceGroups")
                .put("location", location);
        if (body.get().path("tags").isObject()) {
            group.set("tags", body.get().get("tags"));
        }
        group.putObject("properties").put("provisioningState", "Succeeded");
        groups.write(name, group);
        return json(before.isPresent() ? 200 : 201, group);
    }

    private static Response patch(SimulatedRequest request, ArmPath path, Groups groups, ObjectNode group) {
        return ResourceBodies.of(request.body())
                .map(body -> {
                    var patched = ResourceBodies.patched(group, body);
                    groups.write(path.group(), patched);
                    return json(200, patched);
                })
                .orElseGet(ArmErrors::noJson);
    }

    private Response delete(SimulatedRequest request, ArmPath path, Groups groups, ObjectNode group) {
        var going = group.deepCopy();
        going.putObject("properties").put("provisioningState", "Deleting");
        groups.settle(path.group(), going);
        int subscription = estate.indexOf(path.subscription());
        return operations.begin(request, "/subscriptions/" + path.subscription() + "/operationresults/", false, () -> {
            var contents = estate.inGroup(subscription, path.group());
            groups.delete(path.group(), contents);
            deleted.accept(group.path("id").asText());
            contents.forEach(node -> release(node));
        });
    }

    /** Detaches deleted resources from those of other groups. */
    private void release(ObjectNode node) {
        var id = ResourceId.of(node.path("id").asText());
        Rules.of(id.type()).deleted(new Write(estate, id, node, Optional.empty()));
    }
}
