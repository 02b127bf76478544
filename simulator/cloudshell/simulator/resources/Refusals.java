package cloudshell.simulator.resources;

import static cloudshell.simulator.wire.Answer.error;

import cloudshell.simulator.wire.Answer;
import cloudshell.simulator.wire.SimulatedRequest;

/** What Resource Manager says where something is not, or not so; the sentences are those of recordings. */
public final class Refusals {
    private Refusals() {}

    public static Answer noGroup(String name) {
        return error(404, "ResourceGroupNotFound", "Resource group '" + name + "' could not be found.");
    }

    public static Answer noResource(String type, String name, String group) {
        return error(
                404,
                "ResourceNotFound",
                "The Resource '" + type + "/" + name + "' under resource group '" + group + "' was not found. For more"
                        + " details please go to https://aka.ms/ARMResourceNotFoundFix");
    }

    public static Answer nothingThere() {
        return error(
                404,
                "MissingSubscription",
                "The request did not have a subscription or a valid tenant level resource provider.");
    }

    /** The code is invented; the sentence is the one of the framework that Resource Manager is built on. */
    public static Answer method(SimulatedRequest request) {
        return error(
                        405,
                        "MethodNotAllowed",
                        "The requested resource does not support http method '" + request.method() + "'.")
                .invented();
    }

    public static Answer noJson() {
        return error(
                400,
                "InvalidRequestContent",
                "The request content was invalid and could not be deserialized: 'it is no JSON object'.");
    }

    public static Answer noLocation() {
        return error(400, "LocationRequired", "The location property is required for this definition.");
    }

    public static Answer filter(String filter) {
        return error(
                400, "InvalidFilterInQueryString", "Invalid $filter '" + filter + "' specified in the query string.");
    }
}
