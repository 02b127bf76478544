package cloudshell.simulator.authorization;

import static cloudshell.simulator.http.Response.error;
import static cloudshell.simulator.http.Response.json;

import cloudshell.simulator.http.Response;
import cloudshell.simulator.http.SimulatedRequest;
import cloudshell.simulator.identity.Directory;
import cloudshell.simulator.identity.RoleAssignments;
import cloudshell.simulator.identity.Roles;
import cloudshell.simulator.identity.SimulatedUser;
import cloudshell.simulator.resources.ArmErrors;
import cloudshell.simulator.resources.ArmPath;
import cloudshell.simulator.resources.Page;
import cloudshell.simulator.resources.ResourceBodies;
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
    private final RoleAssignments assignments;

    public RoleHandler(Page page, RoleAssignments assignments) {
        this.page = page;
        this.assignments = assignments;
    }

    /** @param groups the names of the subscription's resource groups */
    public Response handle(SimulatedRequest request, ArmPath path, List<String> groups) {
        boolean definitions = path.is(0, "roleDefinitions");
        if (!definitions && !path.is(0, "roleAssignments")) {
            return ArmErrors.notSimulated(path.type());
        }
        if (!request.method().equals("GET")) {
            return definitions || path.isList()
                    ? ArmErrors.notSimulated(request.method() + " of " + path.type())
                    : write(request, path, groups);
        }
        var all = definitions ? Roles.definitions(path.subscription()) : assignments.of(path.subscription(), groups);
        if (path.isList()) {
            return list(request, path, all);
        }
        return all.stream()
                .filter(each -> each.path("name").asText().equalsIgnoreCase(path.name()))
                .findFirst()
                .map(each -> json(200, each))
                .orElseGet(() -> error(
                        404,
                        definitions ? "RoleDefinitionDoesNotExist" : "RoleAssignmentNotFound",
                        "The role " + (definitions ? "definition" : "assignment") + " '" + path.name()
                                + "' is not found."));
    }

    private Response write(SimulatedRequest request, ArmPath path, List<String> groups) {
        var before = assignments.of(path.subscription(), groups).stream()
                .filter(each -> each.path("name").asText().equalsIgnoreCase(path.name()))
                .findFirst();
        if (request.method().equals("DELETE")) {
            before.ifPresent(assignments::delete);
            return before.map(node -> json(200, node)).orElseGet(() -> Response.of(204));
        }
        if (!request.method().equals("PUT")) {
            return ArmErrors.method(request);
        }
        if (!path.name().matches("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
            return error(
                    400,
                    "InvalidRoleAssignmentId",
                    "The role assignment ID '" + path.name()
                            + "' is not valid. The role assignment ID must be a GUID.");
        }
        var body = ResourceBodies.of(request.body());
        if (body.isEmpty()) {
            return ArmErrors.noJson();
        }
        if (assignments.isFull()) {
            return ArmErrors.full();
        }
        var given = body.get().path("properties");
        var role = given.path("roleDefinitionId").asText();
        var principal = given.path("principalId").asText();
        if (!Roles.isDefinition(role)) {
            return error(
                    400,
                    "RoleDefinitionDoesNotExist",
                    "The specified role definition with ID '" + role + "' does not exist.");
        }
        var type = Directory.typeOf(principal)
                .or(() -> Optional.of(given.path("principalType").asText()).filter("ServicePrincipal"::equals));
        if (type.isEmpty()) {
            return error(
                    400,
                    "PrincipalNotFound",
                    "Principal " + principal.replace("-", "") + " does not exist in the directory "
                            + SimulatedUser.TENANT + ". Check that you have the correct principal ID.");
        }
        boolean exists = assignments.of(path.subscription(), groups).stream()
                .map(each -> each.path("properties"))
                .anyMatch(each -> each.path("principalId").asText().equalsIgnoreCase(principal)
                        && each.path("scope").asText().equalsIgnoreCase(path.scope())
                        && Roles.isSame(each.path("roleDefinitionId").asText(), role));
        if (exists) {
            return error(409, "RoleAssignmentExists", "The role assignment already exists.");
        }
        return json(201, assignments.create(path.scope(), path.name(), role, principal, type.get(), given));
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
