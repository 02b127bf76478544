package cloudshell.simulator.services;

import static cloudshell.simulator.http.Response.json;

import cloudshell.simulator.http.Response;
import cloudshell.simulator.http.SimulatedRequest;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Lists of Microsoft Graph: {@code $top} with a link to the next page, {@code $select}, and the simplest {@code $filter}. */
final class MicrosoftGraphList {
    private static final Pattern EQUAL = Pattern.compile("(\\w+) eq (?:'([^']*)'|(true|false))");
    private static final Pattern STARTS =
            Pattern.compile("startswith\\((\\w+),\\s*'([^']*)'\\)", Pattern.CASE_INSENSITIVE);

    private MicrosoftGraphList() {}

    static Response of(SimulatedRequest request, String what, List<ObjectNode> all) {
        var filter = request.parameter("$filter");
        var condition = condition(filter);
        if (condition == null) {
            return MicrosoftGraphErrors.of(
                            400,
                            "Request_UnsupportedQuery",
                            "Simulated: the filter '" + filter + "' is not part of the simulator.")
                    .invented();
        }
        var found = all.stream().filter(condition).toList();
        int from = number(request.parameter("$skip"), 0);
        int to = (int) Math.min(found.size(), (long) from + number(request.parameter("$top"), 100));
        var body = JsonNodeFactory.instance.objectNode();
        body.put("@odata.context", MicrosoftGraphShapes.context(request) + what);
        if (request.parameter("$count").equals("true")) {
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

    static ObjectNode selected(SimulatedRequest request, ObjectNode thing) {
        var select = request.parameter("$select");
        if (select.isEmpty()) {
            return thing;
        }
        var names = List.of(select.split("\\s*,\\s*"));
        var selected = thing.objectNode();
        thing.properties().forEach(field -> {
            if (field.getKey().startsWith("@") || names.stream().anyMatch(field.getKey()::equalsIgnoreCase)) {
                selected.set(field.getKey(), field.getValue());
            }
        });
        return selected;
    }

    private static int number(String text, int otherwise) {
        return text.matches("\\d{1,6}") ? Integer.parseInt(text) : otherwise;
    }

    private static Predicate<ObjectNode> condition(String filter) {
        if (filter.isEmpty()) {
            return thing -> true;
        }
        var equal = EQUAL.matcher(filter);
        if (equal.matches()) {
            var value = equal.group(2) == null ? equal.group(3) : equal.group(2);
            return thing -> thing.path(equal.group(1)).asText().equalsIgnoreCase(value);
        }
        var starts = STARTS.matcher(filter);
        return !starts.matches()
                ? null
                : thing -> thing.path(starts.group(1))
                        .asText()
                        .toLowerCase(Locale.ROOT)
                        .startsWith(starts.group(2).toLowerCase(Locale.ROOT));
    }
}
