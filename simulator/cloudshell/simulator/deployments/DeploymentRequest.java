package cloudshell.simulator.deployments;

import com.fasterxml.jackson.databind.JsonNode;

/** A deployment as a client requests it. */
record DeploymentRequest(JsonNode properties, Scope scope, String name) {
    String mode() {
        return properties.path("mode").asText("Incremental");
    }
}
