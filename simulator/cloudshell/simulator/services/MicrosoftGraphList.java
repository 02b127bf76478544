package cloudshell.simulator.services;

import static cloudshell.simulator.http.Response.json;

import cloudshell.simulator.http.Response;
import cloudshell.simulator.http.ResponseException;
import cloudshell.simulator.http.SimulatedRequest;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Lists of Microsoft Graph with its query options; those that are not simulated are reported, never ignored. */
final class MicrosoftGraphList {
    private static final int DEFAULT_SIZE = 100;
    private static final int MAX_SIZE = 999;
    private static final Set<String> OPTIONS =
            Set.of("$filter", "$select", "$top", "$skip", "$skiptoken", "$count", "$orderby", "$search", "$format");
    private static final Pattern SEARCH = Pattern.compile("\"(\\w+):([^\"]*)\"");

    private MicrosoftGraphList() {}

    /** @throws ResponseException if an option is not understood, or not simulated */
    static Response of(SimulatedRequest request, String what, List<ObjectNode> all) {
        var found = found(request, all);
        int from = number(request.parameter("$skip"), 0);
        int top = number(request.parameter("$top"), DEFAULT_SIZE);
        if (top < 1 || top > MAX_SIZE) {
            throw bad(
                    "Request_UnsupportedQuery",
                    "Invalid page size specified: '" + top + "'. Must be between 1 and 999 inclusive.");
        }
        int to = (int) Math.min(found.size(), (long) from + top);
        var body = JsonNodeFactory.instance.objectNode();
        body.put("@odata.context", MicrosoftGraphShapes.context(request) + what);
        if (request.parameter("$count").equalsIgnoreCase("true")) {
            body.put("@odata.count", found.size());
        }
        if (to < found.size()) {
            var url = request.urlWithout("skip");
            body.put("@odata.nextLink", request.origin() + url + (url.contains("?") ? "&" : "?") + "$skip=" + to);
        }
        var value = body.putArray("value");
        found.subList(Math.min(from, to), to).forEach(each -> value.add(selected(request, each)));
        return json(200, body);
    }

    /** {@code LIST/$count}: a number as text, which wants a header. */
    static Response count(SimulatedRequest request, List<ObjectNode> all) {
        if (!isEventual(request)) {
            throw bad(
                    "Request_BadRequest",
                    "$count is not currently supported without the header 'ConsistencyLevel: eventual'.");
        }
        return Response.text(
                200, "text/plain", Integer.toString(found(request, all).size()));
    }

    private static List<ObjectNode> found(SimulatedRequest request, List<ObjectNode> all) {
        request.query().keySet().stream()
                .filter(name -> name.startsWith("$") && !OPTIONS.contains(name.toLowerCase(Locale.ROOT)))
                .findFirst()
                .ifPresent(name -> {
                    throw notSimulated("the query option '" + name + "'");
                });
        var filter = request.parameter("$filter");
        var condition = filter.isEmpty()
                ? (Predicate<ObjectNode>) node -> true
                : ODataFilter.parse(filter).orElseThrow(() -> notSimulated("the filter '" + filter + "'"));
        var found = all.stream().filter(condition).filter(search(request)).toList();
        var order = request.parameter("$orderby");
        return order.isEmpty()
                ? found
                : found.stream().sorted(order(order, all)).toList();
    }

    private static boolean isEventual(SimulatedRequest request) {
        return request.header("ConsistencyLevel").equalsIgnoreCase("eventual");
    }

    /** Words of a property, or of any if the text names none. */
    private static Predicate<ObjectNode> search(SimulatedRequest request) {
        var text = request.parameter("$search");
        if (text.isEmpty()) {
            return node -> true;
        }
        if (!isEventual(request) && !request.path().contains("/messages")) {
            throw bad(
                    "Request_UnsupportedQuery",
                    "Request with $search query parameter only works through MSGraph with a special request header:"
                            + " 'ConsistencyLevel: eventual'");
        }
        var named = SEARCH.matcher(text);
        var property = named.matches() ? named.group(1) : "";
        var words = (named.matches() ? named.group(2) : text.replace("\"", "")).toLowerCase(Locale.ROOT);
        return node -> (property.isEmpty()
                        ? node.toString()
                        : node.path(property).asText())
                .toLowerCase(Locale.ROOT)
                .contains(words);
    }

    private static Comparator<ObjectNode> order(String text, List<ObjectNode> all) {
        Comparator<ObjectNode> order = null;
        for (var each : text.split("\\s*,\\s*")) {
            var parts = each.strip().split("\\s+");
            if (!all.isEmpty() && all.stream().noneMatch(node -> node.has(parts[0])) || parts.length > 2) {
                throw bad(
                        "BadRequest",
                        "Could not find a property named '" + parts[0] + "' on type 'microsoft.graph.entity'.");
            }
            Comparator<ObjectNode> next =
                    Comparator.comparing(node -> node.path(parts[0]).asText().toLowerCase(Locale.ROOT));
            next = parts.length == 2 && parts[1].equalsIgnoreCase("desc") ? next.reversed() : next;
            order = order == null ? next : order.thenComparing(next);
        }
        return order;
    }

    static ObjectNode selected(SimulatedRequest request, ObjectNode node) {
        var select = request.parameter("$select");
        if (select.isEmpty()) {
            return node;
        }
        var names = List.of(select.split("\\s*,\\s*"));
        var selected = node.objectNode();
        node.properties().forEach(field -> {
            if (field.getKey().startsWith("@") || names.stream().anyMatch(field.getKey()::equalsIgnoreCase)) {
                selected.set(field.getKey(), field.getValue());
            }
        });
        return selected;
    }

    private static int number(String text, int otherwise) {
        return text.isEmpty() ? otherwise : text.matches("\\d{1,6}") ? Integer.parseInt(text) : -1;
    }

    private static ResponseException bad(String code, String message) {
        return new ResponseException(MicrosoftGraphErrors.of(400, code, message));
    }

    static ResponseException notSimulated(String what) {
        return new ResponseException(MicrosoftGraphErrors.notSimulated(what));
    }
}
