package cloudshell.simulator.deployments;

/**
 * Where a template is deployed.
 *
 * @param group empty for a deployment at the subscription
 * @param location of the group, or of the deployment
 */
record Scope(String subscription, String group, String location) {
    String id() {
        return "/subscriptions/" + subscription + (group.isEmpty() ? "" : "/resourceGroups/" + group);
    }

    /** @throws TemplateException if type and name have not the same number of segments */
    static String path(String scope, String type, String name) {
        var types = type.split("/");
        var names = name.split("/");
        if (types.length != names.length + 1) {
            throw TemplateException.invalid("The template resource '" + name + "' for type '" + type
                    + "' has incorrect segment lengths. A nested resource type must have identical number of segments as"
                    + " its resource name. A root resource type must have segment length one greater than its resource"
                    + " name.");
        }
        var path = new StringBuilder(scope).append("/providers/").append(types[0]);
        for (int n = 0; n < names.length; n++) {
            path.append('/').append(types[n + 1]).append('/').append(names[n]);
        }
        return path.toString();
    }
}
