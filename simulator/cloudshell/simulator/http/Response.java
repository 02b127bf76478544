package cloudshell.simulator.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * A response to a request.
 *
 * @param disruption of the connection on which it is sent
 */
public record Response(int status, List<Header> headers, String body, Disruption disruption) {
    /** The header that marks a response that is not published, or what is simulated as an empty list. */
    public static final String MARK = "x-cloudshell-simulated";

    public record Header(String name, String value) {}

    /** None, a reset, a broken chunk, a few bytes every few seconds, no response at all. */
    public enum Disruption {
        NONE,
        RESET,
        GARBAGE,
        DRIP,
        HANG
    }

    public static Response of(int status) {
        return new Response(status, List.of(), "", Disruption.NONE);
    }

    public static Response text(int status, String type, String body) {
        return new Response(status, List.of(new Header("Content-Type", type)), body, Disruption.NONE);
    }

    public static Response json(int status, String body) {
        return text(status, "application/json; charset=utf-8", body);
    }

    public static Response json(int status, JsonNode body) {
        return json(status, body.toString());
    }

    /** An error as Resource Manager words it: {@code {"error":{"code","message"}}}. */
    public static Response error(int status, String code, String message) {
        var body = JsonNodeFactory.instance.objectNode();
        body.putObject("error").put("code", code).put("message", message);
        return json(status, body);
    }

    public Response with(String name, String value) {
        var more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new Response(status, List.copyOf(more), body, disruption);
    }

    /** Marked as invented: Azure's response to this is not published. */
    public Response invented() {
        return with(MARK, "invented");
    }

    public Response with(Disruption other) {
        return new Response(status, headers, body, other);
    }
}
