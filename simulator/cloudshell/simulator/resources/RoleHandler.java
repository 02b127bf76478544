package cloudshell.simulator.resources;

import static cloudshell.simulator.http.Response.error;
import static cloudshell.simulator.http.Response.json;

import cloudshell.simulator.http.Response;
import cloudshell.simulator.http.SimulatedRequest;
import cloudshell.simulator.identity.Roles;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** SimulatedUser may do what: the role assignments of a scope and the definitions of the roles. Reading only. */
public final class RoleHandler {
    private static final Pattern WHOSE = Pattern.compile(
            "(?:principalId\\s+eq|assignedTo\\()\\s*'([0-9a-fA-F-]{36})'\\)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern NAMED = Pattern.compile("roleName\\s+eq\\s+'([^']*)'", Pattern.CASE_INSENSITIVE);

    private final Page page;

    public RoleHandler(Page page) {
        this.page = page;
    }

    public Response answer(SimulatedRequest request, ArmPath path, List<String> groups) {
        if (!request.method().equals("GET")) {
            return ArmErrors.method(request);
        }
        var all = path.is(0, "roleDefinitions")
                ? Roles.definitions(path.subscription())
                : path.is(0, "roleAssignments")
                        ? Roles.assignments(path.subscription(), groups)
                        : List.<ObjectNode>of();
        if (path.isList()) {
            return list(request, path, all);
        }
        return all.stream()
                .filter(each -> each.path("name").asText().equalsIgnoreCase(path.name()))
                .findFirst()
                .map(each -> json(200, each))
                .orElseGet(() -> error(
                        404,
                        path.is(0, "roleDefinitions") ? "RoleDefinitionDoesNotExist" : "RoleAssignmentNotFound",
                        "The role " + (path.is(0, "roleDefinitions") ? "definition" : "assignment") + " '" + path.name()
                                + "' is not found."));
    }

    private Response list(SimulatedRequest request, ArmPath path, List<ObjectNode> all) {
        var filter = request.parameter("$filter");
        var whose = WHOSE.matcher(filter);
        var named = NAMED.matcher(filter);
        boolean atScope = filter.toLowerCase(java.util.Locale.ROOT).contains("atscope()");
        boolean known = filter.isEmpty()
                || atScope
                || whose.reset().find()
                || named.reset().find();
        if (!known) {
            return error(
                    400,
                    "BadFilterFormat",
                    "The filter format was unexpected. Filter must be in form of"
                            + " \"$filter=<PropertyName> eq {PropertyValue}\".");
        }
        var principal = whose.reset().find() ? Optional.of(whose.group(1)) : Optional.<String>empty();
        var role = named.reset().find() ? Optional.of(named.group(1)) : Optional.<String>empty();
        var found = all.stream()
                .filter(each -> principal.isEmpty() || Roles.isFor(each, principal.get()))
                .filter(each -> role.isEmpty()
                        || each.path("properties").path("roleName").asText().equalsIgnoreCase(role.get()))
                .filter(each -> !each.path("properties").has("scope") || Roles.isSeenAt(each, path.scope(), atScope))
                .toList();
        return page.of(request, found.size(), n -> Optional.of(found.get(n)));
    }

    public static Response permissions() {
        var body = JsonNodeFactory.instance.objectNode();
        var permission = body.putArray("value").addObject();
        permission.putArray("actions").add("*");
        permission.putArray("notActions");
        return json(200, body);
    }
}
