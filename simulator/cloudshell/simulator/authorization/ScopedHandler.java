//SOURCES Locks.java RoleHandler.java ScopedStore.java
package cloudshell.simulator.authorization;

import static cloudshell.simulator.http.Response.error;
import static cloudshell.simulator.http.Response.json;

import cloudshell.simulator.http.Response;
import cloudshell.simulator.http.ResponseException;
import cloudshell.simulator.http.SimulatedRequest;
import cloudshell.simulator.resources.ArmErrors;
import cloudshell.simulator.resources.ArmPath;
import cloudshell.simulator.resources.Page;
import cloudshell.simulator.resources.ResourceBodies;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** Locks, policy assignments and policy definitions: written, read, listed and deleted at any scope. */
public final class ScopedHandler {
    private static final int MAX_BODY = 256 * 1024;

    private final ScopedStore store;
    private final Page page;

    public ScopedHandler(ScopedStore store, Page page) {
        this.store = store;
        this.page = page;
    }

    /** @param path {@code SCOPE/providers/Microsoft.Authorization/TYPE[/NAME]} */
    public Response handle(SimulatedRequest request, ArmPath path) {
        var type = "Microsoft.Authorization/" + canonical(path.rest().get(0));
        if (path.isList()) {
            return request.method().equals("GET") ? list(request, path, type) : ArmErrors.method(request);
        }
        var id = path.scope() + "/providers/" + type + "/" + path.name();
        var found = store.find(id);
        return switch (request.method()) {
            case "GET" -> found.map(node -> json(200, node)).orElseGet(() -> missing(type, path));
            case "PUT" -> put(request, path, type, id, found);
            case "DELETE" -> {
                store.delete(id);
                yield found.map(node -> type.equals(Locks.TYPE) ? Response.of(200) : json(200, node))
                        .orElseGet(() -> Response.of(204));
            }
            default -> ArmErrors.method(request);
        };
    }

    private static String canonical(String type) {
        return List.of("locks", "policyAssignments", "policyDefinitions", "policySetDefinitions").stream()
                .filter(type::equalsIgnoreCase)
                .findFirst()
                .orElse(type);
    }

    private Response list(SimulatedRequest request, ArmPath path, String type) {
        var filter = request.parameter("$filter").toLowerCase(java.util.Locale.ROOT);
        boolean exact = filter.contains("atexactscope()");
        boolean atScope = exact || filter.contains("atscope()");
        if (!filter.isEmpty() && !atScope) {
            return ArmErrors.notSimulated("the filter '" + request.parameter("$filter") + "' of " + type);
        }
        var found = store.ofType(type).stream()
                .filter(node -> {
                    var scope = ScopedStore.scope(node.path("id").asText());
                    return exact
                            ? scope.equalsIgnoreCase(path.scope())
                            : ScopedStore.contains(scope, path.scope())
                                            && (atScope
                                                    || !type.equals(Locks.TYPE)
                                                    || scope.equalsIgnoreCase(path.scope()))
                                    || !atScope && ScopedStore.contains(path.scope(), scope);
                })
                .toList();
        return page.of(request, found.size(), n -> Optional.of(found.get(n)));
    }

    private Response put(SimulatedRequest request, ArmPath path, String type, String id, Optional<ObjectNode> before) {
        if (before.isEmpty() && store.isFull() || request.body().length() > MAX_BODY) {
            return ArmErrors.full();
        }
        var body = ResourceBodies.of(request.body());
        if (body.isEmpty()) {
            return ArmErrors.noJson();
        }
        var node = body.get().deepCopy();
        node.put("id", id).put("type", type).put("name", path.name());
        var properties = node.withObjectProperty("properties");
        if (type.equals(Locks.TYPE) && !properties.path("level").asText().matches("CanNotDelete|ReadOnly")) {
            throw new ResponseException(
                    400,
                    "InvalidLockLevel",
                    "The lock level '" + properties.path("level").asText()
                            + "' is invalid. Valid values are 'CanNotDelete' and 'ReadOnly'.");
        }
        if (type.endsWith("policyAssignments")) {
            assignment(properties, path);
        }
        if (type.endsWith("policyDefinitions")) {
            properties.put("policyType", "Custom");
        }
        store.write(node);
        return json(before.isPresent() && type.equals(Locks.TYPE) ? 200 : 201, node);
    }

    private void assignment(ObjectNode properties, ArmPath path) {
        var definition = properties.path("policyDefinitionId").asText();
        if (definition.isEmpty()) {
            throw new ResponseException(
                    400,
                    "InvalidRequestContent",
                    "The request content was invalid: the property 'policyDefinitionId' is required.");
        }
        boolean builtIn =
                definition.toLowerCase(java.util.Locale.ROOT).startsWith("/providers/microsoft.authorization/policy");
        if (!builtIn && store.find(definition).isEmpty()) {
            throw new ResponseException(
                    404, "PolicyDefinitionNotFound", "The policy definition '" + definition + "' could not be found.");
        }
        properties.put("scope", path.scope());
        if (!properties.has("enforcementMode")) {
            properties.put("enforcementMode", "Default");
        }
    }

    private static Response missing(String type, ArmPath path) {
        if (type.equals(Locks.TYPE)) {
            return error(404, "LockNotFound", "The lock '" + path.name() + "' could not be found.");
        }
        boolean assignment = type.endsWith("policyAssignments");
        return error(
                404,
                assignment ? "PolicyAssignmentNotFound" : "PolicyDefinitionNotFound",
                "The policy " + (assignment ? "assignment" : "definition") + " '" + path.name() + "' is not found.");
    }
}
