//SOURCES ArmErrors.java ArmPath.java ChildResources.java Filter.java GroupHandler.java Operations.java
//SOURCES Page.java Regions.java ResourceBodies.java TagHandler.java VmHandler.java
//SOURCES types/Rules.java
package cloudshell.simulator.resources;

import static cloudshell.simulator.http.Response.error;
import static cloudshell.simulator.http.Response.json;

import cloudshell.simulator.estate.Estate;
import cloudshell.simulator.estate.ResourceId;
import cloudshell.simulator.http.Response;
import cloudshell.simulator.http.SimulatedRequest;
import cloudshell.simulator.resources.types.Rules;
import cloudshell.simulator.resources.types.TypeRules;
import cloudshell.simulator.resources.types.Write;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Resources of any type: all of a subscription or a group, those of one type, one; written, changed and deleted. */
public final class ResourceHandler {
    private static final String NONE = "no resources of this type are simulated";

    private final Estate estate;
    private final Page page;
    private final Operations operations;
    private final ChildResources children;
    private final Consumer<ResourceId> deleted;

    /** @param deleted notified of each deleted resource */
    public ResourceHandler(Estate estate, Page page, Operations operations, Consumer<ResourceId> deleted) {
        this.estate = estate;
        this.page = page;
        this.operations = operations;
        this.children = new ChildResources(estate, page);
        this.deleted = deleted;
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
        var within = path.rest().size() > 1 ? parent(path, 1).toString().toLowerCase(Locale.ROOT) + "/" : "";
        var response = page.of(request, estate.places(path.type(), subscription), n -> estate.at(
                        path.type(), subscription, n, path.group())
                .filter(node -> (node.path("id").asText() + "/")
                        .toLowerCase(Locale.ROOT)
                        .startsWith(within))
                .map(this::completed)
                .map(shape));
        boolean simulated = estate.has(path.type()) || response.body().length() > "{\"value\":[]}".length();
        return simulated ? response : response.with(Response.MARK, NONE);
    }

    public boolean isChild(ArmPath path) {
        return ChildResources.has(path.type());
    }

    /** A list of anything, page after page. */
    public Response listOf(SimulatedRequest request, List<ObjectNode> all) {
        return page.of(request, all.size(), n -> Optional.of(all.get(n)));
    }

    /** Handles one resource, or a list of nested ones. */
    public Response one(SimulatedRequest request, ArmPath path) {
        if (ChildResources.has(path.type())) {
            return children.handle(request, path);
        }
        var id = path.id();
        var found = estate.find(id);
        return switch (request.method()) {
            case "GET" ->
                found.map(node -> json(200, shown(request, node))).orElseGet(() -> ArmErrors.noResource(path));
            case "HEAD" -> Response.of(found.isPresent() ? 204 : 404);
            case "PUT" -> put(request, path, found);
            case "PATCH" -> found.map(node -> patch(request, id, node)).orElseGet(() -> ArmErrors.noResource(path));
            case "DELETE" -> found.map(node -> delete(request, id, node)).orElseGet(() -> Response.of(204));
            default -> ArmErrors.method(request);
        };
    }

    /** Removes properties that the requested API version does not have. */
    public static ObjectNode shown(SimulatedRequest request, ObjectNode node) {
        boolean early = request.parameter("api-version").compareTo("2021-11-01") < 0;
        if (early && node.path("type").asText().equalsIgnoreCase("Microsoft.Compute/virtualMachines")) {
            var copy = node.deepCopy();
            copy.withObjectProperty("properties").remove("timeCreated");
            return copy;
        }
        return node;
    }

    private ObjectNode completed(ObjectNode node) {
        var id = node.path("id").asText();
        return ResourceId.isOne(id)
                ? Rules.of(node.path("type").asText())
                        .shown(new Write(estate, ResourceId.of(id), node, Optional.empty()))
                : node;
    }

    private Response delete(SimulatedRequest request, ResourceId id, ObjectNode node) {
        var write = new Write(estate, id, node, Optional.empty());
        var rules = Rules.of(id.type());
        rules.checkDelete(write);
        Runnable end = () -> estate.find(id).ifPresent(still -> {
            estate.delete(id);
            rules.deleted(new Write(estate, id, still, Optional.empty()));
            deleted.accept(id);
        });
        if (rules.deletesLater()) {
            return operations.begin(request, directory(id, node), true, end);
        }
        end.run();
        return Response.of(200);
    }

    private static String directory(ResourceId id, ObjectNode node) {
        var provider = id.type().substring(0, id.type().indexOf('/'));
        return "/subscriptions/" + id.subscription() + "/providers/" + provider + "/locations/"
                + node.path("location").asText("global") + "/operations/";
    }

    public Optional<ObjectNode> find(ArmPath path) {
        return estate.find(path.id());
    }

    private Response put(SimulatedRequest request, ArmPath path, Optional<ObjectNode> before) {
        var body = ResourceBodies.of(request.body());
        if (body.isEmpty()) {
            return ArmErrors.noJson();
        }
        if (request.header("If-None-Match").equals("*") && before.isPresent()) {
            return error(412, "PreconditionFailed", "The condition 'If-None-Match: *' is not satisfied.");
        }
        var location = body.get().path("location").asText().replace(" ", "").toLowerCase(Locale.ROOT);
        if (path.rest().size() == 2) {
            if (location.isEmpty()) {
                return ArmErrors.noLocation();
            }
            if (!Regions.has(location) && !location.equals("global")) {
                return ArmErrors.noLocation(location, path.type());
            }
        } else if (estate.find(parent(path, 2)).isEmpty()) {
            return error(
                    404,
                    "ParentResourceNotFound",
                    "Failed to perform '" + request.method().toLowerCase(Locale.ROOT)
                            + "' on resource(s) of type '" + path.shortType() + "', because the parent resource '"
                            + parent(path, 2) + "' could not be found.");
        }
        var was = before.map(old -> old.path("location").asText()).orElse(location);
        if (!location.isEmpty() && !was.equalsIgnoreCase(location)) {
            return error(
                    409,
                    "InvalidResourceLocation",
                    "The resource '" + path.name() + "' already exists in location '" + was + "' in resource group '"
                            + path.group() + "'. A resource with the same name cannot be created in location '"
                            + location
                            + "'. Please select a new resource name.");
        }
        if (estate.isFull()) {
            return ArmErrors.full();
        }
        var node = node(path, body.get(), location, before);
        var id = path.id();
        var write = new Write(estate, id, node, before);
        Rules.complete(write);
        return written(request, write);
    }

    private static ObjectNode node(ArmPath path, ObjectNode body, String location, Optional<ObjectNode> before) {
        var node = body.objectNode();
        var scope = "/subscriptions/" + path.subscription() + "/resourceGroups/" + path.group() + "/providers/"
                + path.provider() + "/" + String.join("/", path.rest());
        node.put("name", before.map(old -> old.path("name").asText()).orElse(path.name()))
                .put("id", before.map(old -> old.path("id").asText()).orElse(scope))
                .put("type", before.map(old -> old.path("type").asText()).orElse(path.type()));
        if (!location.isEmpty()) {
            node.put("location", location);
        }
        body.properties().forEach(field -> {
            if (!node.has(field.getKey())) {
                node.set(field.getKey(), field.getValue().deepCopy());
            }
        });
        node.withObjectProperty("properties").put("provisioningState", "Succeeded");
        return node;
    }

    private Response written(SimulatedRequest request, Write write) {
        var id = write.id();
        var node = write.node();
        var put = write.before().isPresent()
                ? TypeRules.Put.OK
                : Rules.of(id.type()).put();
        boolean later = put == TypeRules.Put.ACCEPTED || put == TypeRules.Put.CREATED_LATER;
        if (later) {
            node.withObjectProperty("properties")
                    .put("provisioningState", put == TypeRules.Put.ACCEPTED ? "Updating" : "Creating");
        }
        estate.write(id, node);
        Rules.of(id.type()).written(write);
        if (!later) {
            return json(put == TypeRules.Put.OK ? 200 : 201, shown(request, node));
        }
        Runnable end = () -> estate.find(id).ifPresent(still -> {
            var done = still.deepCopy();
            done.withObjectProperty("properties").put("provisioningState", "Succeeded");
            estate.settle(id, done);
        });
        return operations.begin(
                request,
                json(put == TypeRules.Put.ACCEPTED ? 202 : 201, shown(request, node)),
                directory(id, node),
                true,
                end,
                () -> estate.find(id).map(done -> shown(request, done)));
    }

    /** The resource in which another is nested, or a list of others. */
    private static ResourceId parent(ArmPath path, int segments) {
        return path.withRest(path.rest().subList(0, path.rest().size() - segments))
                .id();
    }

    private Response patch(SimulatedRequest request, ResourceId id, ObjectNode node) {
        return ResourceBodies.of(request.body())
                .map(body -> {
                    var patched = ResourceBodies.patched(node, body);
                    var write = new Write(estate, id, patched, Optional.of(node));
                    Rules.complete(write);
                    estate.write(id, patched);
                    Rules.of(id.type()).written(write);
                    return json(200, shown(request, patched));
                })
                .orElseGet(ArmErrors::noJson);
    }
}
