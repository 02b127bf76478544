package cloudshell.simulator.resources;

import static cloudshell.simulator.http.Response.error;
import static cloudshell.simulator.http.Response.json;

import cloudshell.simulator.estate.Estate;
import cloudshell.simulator.estate.ResourceId;
import cloudshell.simulator.http.Response;
import cloudshell.simulator.http.SimulatedRequest;
import cloudshell.simulator.resources.types.Rules;
import cloudshell.simulator.resources.types.Write;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Resources that are stored in an array of their parent, as networking has them: what is written through one is read
 * through the other.
 */
final class ChildResources {
    private static final Map<String, String> ARRAYS = Map.of(
            "microsoft.network/virtualnetworks/subnets", "subnets",
            "microsoft.network/virtualnetworks/virtualnetworkpeerings", "virtualNetworkPeerings",
            "microsoft.network/networksecuritygroups/securityrules", "securityRules",
            "microsoft.network/networksecuritygroups/defaultsecurityrules", "defaultSecurityRules",
            "microsoft.network/networkinterfaces/ipconfigurations", "ipConfigurations",
            "microsoft.network/routetables/routes", "routes");
    private static final Set<String> READ_ONLY = Set.of("defaultSecurityRules", "ipConfigurations");

    private final Estate estate;
    private final Page page;

    ChildResources(Estate estate, Page page) {
        this.estate = estate;
        this.page = page;
    }

    static boolean has(String type) {
        return ARRAYS.containsKey(type.toLowerCase(Locale.ROOT));
    }

    /** @param path of the child, or of the list */
    Response handle(SimulatedRequest request, ArmPath path) {
        var array = ARRAYS.get(path.type().toLowerCase(Locale.ROOT));
        var parentPath = new ArmPath(
                path.subscription(),
                path.group(),
                path.scope(),
                path.provider(),
                path.rest().subList(0, 2));
        var id = parentPath.id();
        var parent = estate.find(id);
        var shown = parent.map(node -> Rules.of(id.type()).shown(new Write(estate, id, node, Optional.empty())));
        if (parent.isEmpty()) {
            return ArmErrors.noResource(parentPath);
        }
        var children = children(shown.orElseThrow(), array);
        if (path.isList()) {
            return request.method().equals("GET")
                    ? page.of(request, children.size(), n -> Optional.of(children.get(n)))
                    : ArmErrors.method(request);
        }
        var child = children.stream()
                .filter(each -> each.path("name").asText().equalsIgnoreCase(path.name()))
                .findFirst();
        if (!request.method().equals("GET") && READ_ONLY.contains(array)) {
            return ArmErrors.method(request);
        }
        return switch (request.method()) {
            case "GET" ->
                child.map(each -> json(200, each))
                        .orElseGet(() -> error(
                                404,
                                "NotFound",
                                "Resource " + parent.get().path("id").asText() + "/" + array + "/" + path.name()
                                        + " not found."));
            case "PUT" -> put(request, path, id, parent.get(), array, child);
            case "DELETE" -> {
                if (child.isEmpty()) {
                    yield Response.of(204);
                }
                write(id, parent.get(), changed(parent.get(), array, path.name(), Optional.empty()));
                yield Response.of(200);
            }
            default -> ArmErrors.method(request);
        };
    }

    private Response put(
            SimulatedRequest request,
            ArmPath path,
            ResourceId id,
            ObjectNode parent,
            String array,
            Optional<ObjectNode> before) {
        var body = ResourceBodies.of(request.body());
        if (body.isEmpty()) {
            return ArmErrors.noJson();
        }
        var name = before.map(old -> old.path("name").asText()).orElse(path.name());
        var node = body.get().deepCopy().put("name", name);
        write(id, parent, changed(parent, array, name, Optional.of(node)));
        var written = children(estate.find(id).orElseThrow(), array).stream()
                .filter(each -> each.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
        return json(before.isPresent() ? 200 : 201, written);
    }

    private void write(ResourceId id, ObjectNode before, ObjectNode node) {
        var write = new Write(estate, id, node, Optional.of(before));
        Rules.complete(write);
        estate.write(id, node);
    }

    private static ObjectNode changed(ObjectNode parent, String array, String name, Optional<ObjectNode> child) {
        var changed = parent.deepCopy();
        var properties = changed.withObjectProperty("properties");
        var all = properties.path(array).isArray() ? (ArrayNode) properties.get(array) : properties.putArray(array);
        int at = all.size();
        for (int n = 0; n < all.size(); n++) {
            if (all.get(n).path("name").asText().equalsIgnoreCase(name)) {
                at = n;
            }
        }
        if (at < all.size()) {
            all.remove(at);
        }
        if (child.isPresent()) {
            all.insert(at, child.get());
        }
        return changed;
    }

    private static List<ObjectNode> children(ObjectNode parent, String array) {
        var children = new ArrayList<ObjectNode>();
        parent.path("properties").path(array).forEach(each -> {
            if (each instanceof ObjectNode child) {
                children.add(child);
            }
        });
        return children;
    }
}
