package cloudshell.simulator.resources;

import static cloudshell.simulator.http.Response.error;
import static cloudshell.simulator.http.Response.json;

import cloudshell.simulator.http.Response;
import cloudshell.simulator.http.SimulatedRequest;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.function.IntFunction;

/** One page of a list; the link to the next carries the query on and a skip token, percent-encoded as in recordings. */
public record Page(int size) {
    /**
     * @param places of the whole list
     * @param element at a place, if there is one
     */
    public Response of(SimulatedRequest request, int places, IntFunction<Optional<ObjectNode>> element) {
        var token = request.query().getOrDefault("$skiptoken", "0");
        if (!token.matches("\\d{1,9}")) {
            return error(400, "InvalidSkipToken", "Simulated: the $skipToken is not one that was given out here.")
                    .invented();
        }
        var requested = request.query().getOrDefault("$top", "");
        int top = requested.matches("[1-9]\\d{0,8}") ? Integer.parseInt(requested) : Integer.MAX_VALUE;
        var body = JsonNodeFactory.instance.objectNode();
        var value = body.putArray("value");
        int n = Integer.parseInt(token);
        for (; n < places && value.size() < Math.min(size, top); n++) {
            element.apply(n).ifPresent(value::add);
        }
        int left = top - value.size();
        if (n < places && left > 0) {
            var url = request.urlWithout("skiptoken").replaceAll("(?i)(%24|\\$)top=\\d+", "%24top=" + left);
            body.put("nextLink", request.origin() + url + (url.contains("?") ? "&" : "?") + "%24skiptoken=" + n);
        }
        return json(200, body);
    }
}
