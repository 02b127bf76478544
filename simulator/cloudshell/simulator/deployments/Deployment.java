package cloudshell.simulator.deployments;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;

/** A deployment as Resource Manager shows it, with its operations. */
final class Deployment {
    private final ObjectNode node;
    private final ObjectNode properties;
    private final ArrayNode operations = JsonNodeFactory.instance.arrayNode();
    private final ArrayNode resources = JsonNodeFactory.instance.arrayNode();

    Deployment(String id, String name, String location, String mode, String now) {
        this.node = JsonNodeFactory.instance.objectNode();
        node.put("id", id).put("name", name).put("type", "Microsoft.Resources/deployments");
        if (!location.isEmpty()) {
            node.put("location", location);
        }
        this.properties = node.putObject("properties");
        properties
                .put("provisioningState", "Running")
                .put("correlationId", UUID.randomUUID().toString())
                .put("mode", mode)
                .put("timestamp", now)
                .put("duration", "PT1S")
                .put("templateHash", Integer.toUnsignedString(id.hashCode()));
        properties.putArray("providers");
        properties.putArray("dependencies");
    }

    ObjectNode node() {
        return node;
    }

    ObjectNode properties() {
        return properties;
    }

    ArrayNode operations() {
        return operations;
    }

    String state() {
        return properties.path("provisioningState").asText();
    }

    /**
     * Adds the operation that wrote one resource.
     *
     * @param body of the response, an error if it failed
     */
    void add(DeclaredResource resource, int status, ObjectNode body) {
        var id = UUID.randomUUID().toString().replace("-", "").substring(0, 16).toUpperCase(java.util.Locale.ROOT);
        var operation = operations.addObject();
        operation.put("id", node.path("id").asText() + "/operations/" + id).put("operationId", id);
        var details = operation
                .putObject("properties")
                .put("provisioningOperation", "Create")
                .put("provisioningState", status < 300 ? "Succeeded" : "Failed")
                .put("timestamp", properties.path("timestamp").asText())
                .put("duration", "PT1S")
                .put("trackingId", UUID.randomUUID().toString())
                .put("statusCode", status == 201 ? "Created" : status < 300 ? "OK" : Integer.toString(status));
        details.putObject("targetResource")
                .put("id", resource.path())
                .put("resourceType", resource.type())
                .put("resourceName", resource.name());
        if (status >= 300) {
            details.set("statusMessage", body);
        } else {
            resources.addObject().put("id", resource.path());
        }
    }

    void succeed(ObjectNode outputs) {
        properties.put("provisioningState", "Succeeded");
        if (!outputs.isEmpty()) {
            properties.set("outputs", outputs);
        }
        properties.set("outputResources", resources);
    }

    /** @param detail the error of the resource that failed */
    void fail(ObjectNode detail) {
        properties.put("provisioningState", "Failed");
        var error = properties
                .putObject("error")
                .put("code", "DeploymentFailed")
                .put("target", node.path("id").asText())
                .put(
                        "message",
                        "At least one resource deployment operation failed. Please list deployment operations for"
                                + " details. Please see https://aka.ms/arm-deployment-operations for usage details.");
        error.putArray("details").add(detail);
    }
}
