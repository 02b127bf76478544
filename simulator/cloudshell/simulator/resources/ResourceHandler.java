//SOURCES ArmErrors.java ArmPath.java Filter.java GroupHandler.java Operations.java Page.java Regions.java
//SOURCES ResourceBodies.java RoleHandler.java TagHandler.java VmHandler.java
package cloudshell.simulator.resources;

import static cloudshell.simulator.http.Response.json;

import cloudshell.simulator.estate.Estate;
import cloudshell.simulator.estate.ResourceId;
import cloudshell.simulator.http.Response;
import cloudshell.simulator.http.SimulatedRequest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Resources of any type: all of a subscription or a group, those of one type, one; written, changed and deleted. */
public final class ResourceHandler {
    private static final String NONE = "no resources of this type are simulated";

    private final Estate estate;
    private final Page page;

    public ResourceHandler(Estate estate, Page page) {
        this.estate = estate;
        this.page = page;
    }

    /** Those of all types, without their properties. */
    public Response all(SimulatedRequest request, ArmPath path, int subscription) {
        if (!request.method().equals("GET")) {
            return ArmErrors.method(request);
        }
        var filter = request.parameter("$filter");
        var condition = Filter.of(filter);
        if (!filter.isEmpty() && condition.isEmpty()) {
            return ArmErrors.filter(filter);
        }
        Predicate<JsonNode> wanted = filter.isEmpty() ? node -> true : condition.get();
        var types = estate.types(subscription);
        var starts = new ArrayList<Integer>(List.of(0));
        types.forEach(type -> starts.add(starts.get(starts.size() - 1) + estate.places(type, subscription)));
        return page.of(request, starts.get(types.size()), n -> {
            int type = 0;
            while (starts.get(type + 1) <= n) {
                type++;
            }
            return estate.at(types.get(type), subscription, n - starts.get(type), path.group())
                    .filter(wanted)
                    .map(node -> generic(node, request.parameter("$expand")));
        });
    }

    private static ObjectNode generic(ObjectNode node, String expand) {
        var generic = node.objectNode();
        for (var name : List.of("id", "name", "type", "kind", "managedBy", "sku", "location", "tags", "zones")) {
            if (node.has(name)) {
                generic.set(name, node.get(name));
            }
        }
        if (expand.contains("provisioningState")) {
            generic.put(
                    "provisioningState",
                    node.path("properties").path("provisioningState").asText("Succeeded"));
        }
        if (expand.contains("createdTime")) {
            generic.put("createdTime", "2026-01-15T08:00:00.0000000Z");
        }
        if (expand.contains("changedTime")) {
            generic.put("changedTime", "2026-01-15T08:00:00.0000000Z");
        }
        return generic;
    }

    /** Those of one type, as {@code shape} shows them. */
    public Response list(SimulatedRequest request, ArmPath path, int subscription, UnaryOperator<ObjectNode> shape) {
        if (!request.method().equals("GET")) {
            return ArmErrors.method(request);
        }
        var answer = page.of(request, estate.places(path.type(), subscription), n -> estate.at(
                        path.type(), subscription, n, path.group())
                .map(shape));
        return estate.has(path.type()) ? answer : answer.with(Response.MARK, NONE);
    }

    public Response one(SimulatedRequest request, ArmPath path) {
        var id = id(path);
        var found = estate.find(id);
        return switch (request.method()) {
            case "GET" -> found.map(node -> json(200, node)).orElseGet(() -> missing(path));
            case "HEAD" -> Response.of(found.isPresent() ? 204 : 404);
            case "PUT" -> put(request, path, found);
            case "PATCH" -> found.map(node -> patch(request, id, node)).orElseGet(() -> missing(path));
            case "DELETE" -> {
                found.ifPresent(node -> estate.delete(id));
                yield Response.of(found.isPresent() ? 200 : 204);
            }
            default -> ArmErrors.method(request);
        };
    }

    public Optional<ObjectNode> find(ArmPath path) {
        return estate.find(id(path));
    }

    public static Response missing(ArmPath path) {
        return ArmErrors.noResource(path.type(), name(path), path.group());
    }

    /** Of what is in another thing, the names of both. */
    private static String name(ArmPath path) {
        var names = new ArrayList<String>();
        for (int n = 1; n < path.rest().size(); n += 2) {
            names.add(path.rest().get(n));
        }
        return String.join("/", names);
    }

    public static ResourceId id(ArmPath path) {
        return new ResourceId(path.subscription(), path.group(), path.type(), name(path));
    }

    private Response put(SimulatedRequest request, ArmPath path, Optional<ObjectNode> before) {
        var body = ResourceBodies.of(request.body());
        if (body.isEmpty()) {
            return ArmErrors.noJson();
        }
        if (body.get().path("location").asText().isEmpty() && path.rest().size() == 2) {
            return ArmErrors.noLocation();
        }
        var scope = "/subscriptions/" + path.subscription() + "/resourceGroups/" + path.group() + "/providers/"
                + path.provider() + "/" + String.join("/", path.rest());
        var node = body.get().objectNode();
        node.put("name", path.name())
                .put("id", before.map(old -> old.path("id").asText()).orElse(scope))
                .put("type", before.map(old -> old.path("type").asText()).orElse(path.type()));
        body.get().properties().forEach(field -> {
            if (!node.has(field.getKey())) {
                node.set(field.getKey(), field.getValue());
            }
        });
        node.withObjectProperty("properties").put("provisioningState", "Succeeded");
        estate.write(id(path), node);
        return json(before.isPresent() ? 200 : 201, node);
    }

    private Response patch(SimulatedRequest request, ResourceId id, ObjectNode node) {
        return ResourceBodies.of(request.body())
                .map(body -> {
                    var patched = ResourceBodies.patched(node, body);
                    estate.write(id, patched);
                    return json(200, patched);
                })
                .orElseGet(ArmErrors::noJson);
    }
}
