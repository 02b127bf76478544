package cloudshell.simulator.deployments;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A resource of a template, evaluated.
 *
 * @param path of the resource
 * @param body to be written
 */
record DeclaredResource(String path, String type, String name, String apiVersion, ObjectNode body) {
    boolean isDeployment() {
        return type.equalsIgnoreCase("Microsoft.Resources/deployments");
    }
}
