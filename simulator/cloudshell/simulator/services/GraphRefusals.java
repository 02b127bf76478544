package cloudshell.simulator.services;

import static cloudshell.simulator.wire.Answer.json;

import cloudshell.simulator.wire.Answer;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

/** Microsoft Graph's errors, which carry their ids inside. */
final class GraphRefusals {
    private GraphRefusals() {}

    static Answer of(int status, String code, String message) {
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

    static Answer missing(String id) {
        return of(
                404,
                "Request_ResourceNotFound",
                "Resource '" + id
                        + "' does not exist or one of its queried reference-property objects are not present.");
    }

    static Answer segment(String path) {
        return of(400, "BadRequest", "Resource not found for the segment '" + path.replaceFirst("/.*", "") + "'.")
                .invented();
    }
}
