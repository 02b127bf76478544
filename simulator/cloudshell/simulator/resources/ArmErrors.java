package cloudshell.simulator.resources;

import static cloudshell.simulator.http.Response.error;

import cloudshell.simulator.http.Response;
import cloudshell.simulator.http.SimulatedRequest;

/** Resource Manager's error responses; the sentences are those of recordings. */
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

    public static Response noResource(ArmPath path) {
        return noResource(path.type(), path.id().name(), path.group());
    }

    public static Response nothingThere() {
        return error(
                404,
                "MissingSubscription",
                "The request did not have a subscription or a valid tenant level resource provider.");
    }

    /** Returns the error for what Azure has and this simulator does not; never an error of Azure. */
    public static Response notSimulated(String what) {
        return error(501, "NotSimulated", "Simulated: " + what + " is not simulated.")
                .invented();
    }

    public static Response full() {
        return error(409, "NotSimulated", "Simulated: more changes than one run may make are not simulated.")
                .invented();
    }

    public static Response noLocation(String location, String type) {
        return error(
                400,
                "LocationNotAvailableForResourceType",
                "The provided location '" + location + "' is not available for resource type '" + type
                        + "'. List of available regions for the resource type is '"
                        + Regions.names().replace(" ", "") + "'.");
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
