package cloudshell.simulator.services;

import static cloudshell.simulator.http.Response.json;

import cloudshell.simulator.http.Response;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

/** Microsoft Graph's errors, which carry their ids inside. */
final class MicrosoftGraphErrors {
    private MicrosoftGraphErrors() {}

    static Response of(int status, String code, String message) {
        var id = UUID.randomUUID().toString();
        var body = JsonNodeFactory.instance.objectNode();
        body.putObject("error")
                .put("code", code)
                .put("message", message)
                .putObject("innerError")
                .put("date", LocalDateTime.now(ZoneOffset.UTC).withNano(0).toString())
                .put("request-id", id)
                .put("client-request-id", id);
        return json(status, body);
    }

    static Response missing(String id) {
        return of(
                404,
                "Request_ResourceNotFound",
                "Resource '" + id
                        + "' does not exist or one of its queried reference-property objects are not present.");
    }

    static Response segment(String path) {
        return of(400, "BadRequest", "Resource not found for the segment '" + path.replaceFirst("/.*", "") + "'.")
                .invented();
    }
}
