package cloudshell.simulator.deployments;

import cloudshell.simulator.estate.Estate;
import cloudshell.simulator.http.Response;
import cloudshell.simulator.http.SimulatedRequest;
import cloudshell.simulator.resources.Operations;
import cloudshell.simulator.resources.ResourceBodies;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Writes the resources of templates, as a client would. */
final class DeploymentRun {
    static final int MAX_NESTING = 5;

    private final Estate estate;
    private final Operations operations;
    private final Function<SimulatedRequest, Response> router;
    private final Function<String, Optional<Deployment>> deployments;
    private int nesting;

    /** @param deployments finds those that a template nests, by their ids */
    DeploymentRun(
            Estate estate,
            Operations operations,
            Function<SimulatedRequest, Response> router,
            Function<String, Optional<Deployment>> deployments) {
        this.estate = estate;
        this.operations = operations;
        this.router = router;
        this.deployments = deployments;
    }

    /** Writes what the template declares, one resource after another, and ends with the first that is rejected. */
    void deploy(SimulatedRequest request, DeploymentRequest read, Template template, Deployment deployment) {
        if (++nesting > MAX_NESTING) {
            nesting--;
            throw TemplateException.invalid("Deployments are nested too deeply.");
        }
        var written = new HashSet<String>();
        try {
            template.forEach(true, resource -> {
                var response = write(request, resource);
                var body = ResourceBodies.of(response.body()).orElse(JsonNodeFactory.instance.objectNode());
                deployment.add(resource, response.status(), body);
                written.add(lower(resource.path()));
                if (response.status() >= 300) {
                    throw new FailedException(body);
                }
                operations.finish(response);
                nestedFailure(resource);
            });
            if (read.mode().equalsIgnoreCase("Complete")
                    && !read.scope().group().isEmpty()) {
                deleteOthers(request, read.scope(), written);
            }
            deployment.succeed(template.values().outputs());
        } catch (FailedException e) {
            deployment.fail(e.detail());
        } catch (TemplateException e) {
            if (e.code().equals("NotSimulated") || deployment.operations().isEmpty()) {
                throw e;
            }
            deployment.fail(
                    JsonNodeFactory.instance.objectNode().put("code", e.code()).put("message", e.getMessage()));
        } finally {
            nesting--;
        }
    }

    private void nestedFailure(DeclaredResource resource) {
        var nested = deployments.apply(resource.path());
        if (nested.isPresent() && nested.get().properties().has("error")) {
            throw new FailedException(JsonNodeFactory.instance
                    .objectNode()
                    .set("error", nested.get().properties().get("error")));
        }
    }

    /** Thrown if a resource could not be written. */
    private static final class FailedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient ObjectNode body;

        private FailedException(ObjectNode body) {
            super(body.toString(), null, false, false);
            this.body = body;
        }

        private ObjectNode detail() {
            return body.path("error") instanceof ObjectNode error ? error : body;
        }
    }

    private Response write(SimulatedRequest request, DeclaredResource resource) {
        return router.apply(internal(
                request,
                "PUT",
                resource.path(),
                resource.apiVersion(),
                resource.body().toString()));
    }

    private static SimulatedRequest internal(
            SimulatedRequest request, String method, String path, String version, String body) {
        return SimulatedRequest.of(
                method,
                request.origin(),
                request.port(),
                path.replace("%", "%25").replace("?", "%3F") + "?api-version=" + version,
                name -> "",
                body);
    }

    private void deleteOthers(SimulatedRequest request, Scope scope, Set<String> written) {
        for (var node : estate.inGroup(estate.indexOf(scope.subscription()), scope.group())) {
            var id = node.path("id").asText();
            if (!written.contains(lower(id))) {
                operations.finish(router.apply(internal(request, "DELETE", id, "2025-04-01", "")));
            }
        }
    }

    private static String lower(String id) {
        return id.toLowerCase(Locale.ROOT);
    }
}
