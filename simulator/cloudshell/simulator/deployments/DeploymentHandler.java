//SOURCES DeclaredResource.java Deployment.java DeploymentRequest.java DeploymentRun.java
//SOURCES ParameterCheck.java PureFunctions.java Scope.java Template.java TemplateException.java
//SOURCES TemplateExpressions.java TemplateFunctions.java TemplateValues.java WhatIf.java
package cloudshell.simulator.deployments;

import static cloudshell.simulator.http.Response.error;
import static cloudshell.simulator.http.Response.json;

import cloudshell.simulator.estate.Estate;
import cloudshell.simulator.estate.ResourceId;
import cloudshell.simulator.http.Response;
import cloudshell.simulator.http.SimulatedRequest;
import cloudshell.simulator.resources.ArmErrors;
import cloudshell.simulator.resources.ArmPath;
import cloudshell.simulator.resources.Operations;
import cloudshell.simulator.resources.Page;
import cloudshell.simulator.resources.ResourceBodies;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Template deployments at a resource group or a subscription: created, validated, compared with what is there, listed
 * with their operations. What a template declares is written as a client would write it.
 */
public final class DeploymentHandler {
    private static final int MAX_DEPLOYMENTS = 200;

    private final Estate estate;
    private final Page page;
    private final Clock clock;
    private final DeploymentRun run;
    private final Map<String, Deployment> all = new LinkedHashMap<>();

    /** @param router handles the requests that write a template's resources */
    public DeploymentHandler(
            Estate estate, Page page, Operations operations, Clock clock, Function<SimulatedRequest, Response> router) {
        this.estate = estate;
        this.page = page;
        this.clock = clock;
        this.run = new DeploymentRun(estate, operations, router, id -> Optional.ofNullable(all.get(key(id))));
    }

    /** @param path {@code SCOPE/providers/Microsoft.Resources/deployments[/NAME[/ACTION]]} */
    public Response handle(SimulatedRequest request, ArmPath path) {
        if (path.rest().size() == 1) {
            return list(request, path);
        }
        var name = path.rest().get(1);
        var id = path.scope() + "/providers/Microsoft.Resources/deployments/" + name;
        var found = Optional.ofNullable(all.get(key(id)));
        if (path.rest().size() > 2) {
            return action(request, path, id, found);
        }
        return switch (request.method()) {
            case "GET" -> found.map(each -> json(200, each.node())).orElseGet(() -> missing(name));
            case "HEAD" -> Response.of(found.isPresent() ? 204 : 404);
            case "PUT" -> put(request, path, id, found.isPresent());
            case "DELETE" -> {
                all.remove(key(id));
                yield Response.of(found.isPresent() ? 200 : 204);
            }
            default -> ArmErrors.method(request);
        };
    }

    private static String key(String id) {
        return id.toLowerCase(Locale.ROOT);
    }

    private Response list(SimulatedRequest request, ArmPath path) {
        if (!request.method().equals("GET")) {
            return ArmErrors.method(request);
        }
        var filter = request.parameter("$filter");
        if (!filter.isEmpty() && !filter.matches("(?i)provisioningState eq '\\w+'")) {
            return ArmErrors.filter(filter);
        }
        var state = filter.replaceAll(".*'(\\w+)'", "$1");
        var scope = key(path.scope() + "/providers/Microsoft.Resources/deployments/");
        var found = all.entrySet().stream()
                .filter(each -> each.getKey().startsWith(scope))
                .map(Map.Entry::getValue)
                .filter(each -> filter.isEmpty() || each.state().equalsIgnoreCase(state))
                .map(Deployment::node)
                .toList();
        return page.of(request, found.size(), n -> Optional.of(found.get(n)));
    }

    private Response action(SimulatedRequest request, ArmPath path, String id, Optional<Deployment> found) {
        var name = path.rest().get(1);
        boolean post = request.method().equals("POST");
        if (path.is(2, "validate") && post) {
            return validate(request, path, id);
        }
        if (path.is(2, "whatIf") && post) {
            return whatIf(request, path, id);
        }
        if (found.isEmpty()) {
            return missing(name);
        }
        if (path.is(2, "operations") && request.method().equals("GET")) {
            var own = new ArrayList<ObjectNode>();
            found.get().operations().forEach(each -> own.add((ObjectNode) each));
            return path.rest().size() == 3
                    ? page.of(request, own.size(), n -> Optional.of(own.get(n)))
                    : own.stream()
                            .filter(each -> each.path("operationId").asText().equalsIgnoreCase(path.name()))
                            .findFirst()
                            .map(each -> json(200, each))
                            .orElseGet(() -> missing(path.name()));
        }
        if (path.is(2, "operationStatuses")) {
            var body = JsonNodeFactory.instance
                    .objectNode()
                    .put("status", found.get().state());
            if (found.get().properties().has("error")) {
                body.set("error", found.get().properties().get("error"));
            }
            return json(200, body);
        }
        if (path.is(2, "cancel") && post) {
            return error(
                    409,
                    "DeploymentCannotBeCancelled",
                    "The deployment '" + name + "' cannot be cancelled because it is in the state '"
                            + found.get().state() + "'.");
        }
        return ArmErrors.notSimulated("the action '" + path.rest().get(2) + "' of deployments");
    }

    private static Response missing(String name) {
        return error(404, "DeploymentNotFound", "Deployment '" + name + "' could not be found.");
    }

    private DeploymentRequest read(SimulatedRequest request, ArmPath path) {
        var body = ResourceBodies.of(request.body()).orElse(JsonNodeFactory.instance.objectNode());
        var properties = body.path("properties");
        if (properties.has("templateLink") || properties.has("parametersLink")) {
            throw TemplateException.notSimulated("a linked template");
        }
        if (!properties.path("template").isObject()) {
            throw TemplateException.invalid("The template is missing.");
        }
        var location = body.path("location").asText();
        if (path.group().isEmpty() && location.isEmpty()) {
            throw new TemplateException("LocationRequired", "The location property is required for this definition.");
        }
        var group = estate.groups(estate.indexOf(path.subscription())).find(path.group());
        var scope = new Scope(
                path.subscription(),
                group.map(each -> each.path("name").asText()).orElse(path.group()),
                group.map(each -> each.path("location").asText()).orElse(location));
        return new DeploymentRequest(properties, scope, path.rest().get(1));
    }

    private Template template(DeploymentRequest read) {
        return new Template(
                read.properties().path("template"),
                read.properties().path("parameters").isObject()
                        ? read.properties().path("parameters")
                        : JsonNodeFactory.instance.objectNode(),
                read.scope(),
                read.name(),
                estate.tenant(),
                clock.instant().toString(),
                this::state);
    }

    /** Returns what {@code reference()} sees of a resource or of a nested deployment. */
    private Optional<JsonNode> state(String name, boolean full) {
        var deployment = name.matches("(?i).*/Microsoft\\.Resources/deployments/[^/]+")
                ? Optional.ofNullable(all.get(key(name)))
                : all.entrySet().stream()
                        .filter(each -> each.getKey().endsWith("/deployments/" + key(name)))
                        .map(Map.Entry::getValue)
                        .reduce((one, other) -> other);
        var node = deployment
                .map(Deployment::node)
                .or(() -> ResourceId.isOne(name) ? estate.find(ResourceId.of(name)) : Optional.empty());
        return node.map(each -> full ? each : each.path("properties"));
    }

    private Response put(SimulatedRequest request, ArmPath path, String id, boolean replaces) {
        Deployment deployment;
        try {
            var read = read(request, path);
            deployment = new Deployment(
                    id,
                    read.name(),
                    path.group().isEmpty() ? read.scope().location() : "",
                    read.mode(),
                    clock.instant().toString());
            var template = template(read);
            deployment.properties().set("parameters", template.values().parameters());
            keep(id, deployment);
            run.deploy(request, read, template, deployment);
        } catch (TemplateException e) {
            return rejected(e);
        }
        var begun = deployment.node().deepCopy();
        begun.withObjectProperty("properties")
                .put("provisioningState", "Accepted")
                .remove("error");
        return json(replaces ? 200 : 201, begun)
                .with("Retry-After", "1")
                .with(
                        "Azure-AsyncOperation",
                        request.origin() + id + "/operationStatuses/" + Integer.toUnsignedString(id.hashCode())
                                + "?api-version=" + request.parameter("api-version"));
    }

    private void keep(String id, Deployment deployment) {
        if (all.size() >= MAX_DEPLOYMENTS) {
            all.remove(all.keySet().iterator().next());
        }
        all.put(key(id), deployment);
    }

    private static Response rejected(TemplateException e) {
        return e.code().equals("NotSimulated")
                ? error(501, e.code(), e.getMessage()).invented()
                : error(400, e.code(), e.getMessage());
    }

    private Response validate(SimulatedRequest request, ArmPath path, String id) {
        try {
            var read = read(request, path);
            var template = template(read);
            var node = new Deployment(
                            id, read.name(), "", read.mode(), clock.instant().toString())
                    .node();
            var properties = node.withObjectProperty("properties").put("provisioningState", "Succeeded");
            properties.set("parameters", template.values().parameters());
            var validated = properties.putArray("validatedResources");
            plan(template).forEach(each -> validated.addObject().put("id", each.path()));
            return json(200, node);
        } catch (TemplateException e) {
            return rejected(e);
        }
    }

    private List<DeclaredResource> plan(Template template) {
        var planned = new ArrayList<DeclaredResource>();
        template.forEach(false, planned::add);
        return planned;
    }

    private Response whatIf(SimulatedRequest request, ArmPath path, String id) {
        try {
            var read = read(request, path);
            var body = JsonNodeFactory.instance.objectNode().put("status", "Succeeded");
            var properties = body.putObject("properties");
            var changes = properties.putArray("changes");
            var planned = new HashSet<String>();
            addChanges(read, new WhatIf(estate, changes), planned, 0);
            if (!read.scope().group().isEmpty()) {
                boolean complete = read.mode().equalsIgnoreCase("Complete");
                new WhatIf(estate, changes).others(read.scope(), planned, complete);
            }
            return json(200, body);
        } catch (TemplateException e) {
            return rejected(e);
        }
    }

    private void addChanges(DeploymentRequest read, WhatIf changes, HashSet<String> planned, int level) {
        for (var resource : plan(template(read))) {
            if (resource.isDeployment() && level < DeploymentRun.MAX_NESTING) {
                var inner = ArmPath.of(resource.path());
                var nested = new DeploymentRequest(
                        resource.body().path("properties"),
                        new Scope(
                                inner.subscription(),
                                inner.group(),
                                resource.body()
                                        .path("location")
                                        .asText(read.scope().location())),
                        resource.name());
                addChanges(nested, changes, planned, level + 1);
            } else {
                planned.add(key(resource.path()));
                changes.add(resource);
            }
        }
    }
}
