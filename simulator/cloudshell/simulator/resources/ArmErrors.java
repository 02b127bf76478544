package cloudshell.simulator.resources;

import static cloudshell.simulator.http.Response.error;

import cloudshell.simulator.http.Response;
import cloudshell.simulator.http.SimulatedRequest;

/** What Resource Manager says where something is not, or not so; the sentences are those of recordings. */
public final class ArmErrors {
    private ArmErrors() {}

    public static Response noGroup(String name) {
        return error(404, "ResourceGroupNotFound", "Resource group '" + name + "' could not be found.");
    }

    public static Response noResource(String type, String name, String group) {
        return error(
                404,
                "ResourceNotFound",
                "The Resource '" + type + "/" + name + "' under resource group '" + group + "' was not found. For more"
                        + " details please go to https://aka.ms/ARMResourceNotFoundFix");
    }

    public static Response nothingThere() {
        return error(
                404,
                "MissingSubscription",
                "The request did not have a subscription or a valid tenant level resource provider.");
    }

    /** The code is invented; the sentence is the one of the framework that Resource Manager is built on. */
    public static Response method(SimulatedRequest request) {
        return error(
                        405,
                        "MethodNotAllowed",
                        "The requested resource does not support http method '" + request.method() + "'.")
                .invented();
    }

    public static Response noJson() {
        return error(
                400,
                "InvalidRequestContent",
                "The request content was invalid and could not be deserialized: 'it is no JSON object'.");
    }

    public static Response noLocation() {
        return error(400, "LocationRequired", "The location property is required for this definition.");
    }

    public static Response filter(String filter) {
        return error(
                400, "InvalidFilterInQueryString", "Invalid $filter '" + filter + "' specified in the query string.");
    }
}
