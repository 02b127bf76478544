package cloudshell.simulator.resourcegraph;

import static cloudshell.simulator.http.Response.json;

import cloudshell.simulator.http.Response;
import cloudshell.simulator.resourcegraph.kql.KqlException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.UUID;

/** Resource Graph's errors, in the shape that was recorded for {@code where where}. */
final class ResourceGraphErrors {
    private ResourceGraphErrors() {}

    static Response of(String code, String message) {
        var body = JsonNodeFactory.instance.objectNode();
        details(body).addObject().put("code", code).put("message", message);
        return json(400, body);
    }

    /** What is wrong in the query, and its position; beyond a failure of the parser, the codes are invented. */
    static Response of(KqlException wrong) {
        var body = JsonNodeFactory.instance.objectNode();
        var details = details(body);
        details.addObject()
                .put("code", "InvalidQuery")
                .put(
                        "message",
                        "Query is invalid. Please refer to the documentation for the Azure Resource Graph service and"
                                + " fix the error before retrying.");
        details.addObject()
                .put("code", wrong.isParserFailure() ? "ParserFailure" : code(wrong))
                .put("message", wrong.getMessage())
                .put("line", wrong.line())
                .put("characterPositionInLine", wrong.position())
                .put("token", wrong.token());
        var response = json(400, body);
        return wrong.isParserFailure() ? response : response.invented();
    }

    private static String code(KqlException wrong) {
        return wrong.isBeyondTheSimulator() ? "NotSimulated" : "SemanticError";
    }

    private static ArrayNode details(ObjectNode body) {
        return body.putObject("error")
                .put("code", "BadRequest")
                .put(
                        "message",
                        "Please provide below info when asking for support: timestamp = " + Instant.now()
                                + ", correlationId = " + UUID.randomUUID() + ".")
                .putArray("details");
    }
}
