package cloudshell.commands.mcp;

import cloudshell.arm.ArmException;
import cloudshell.arm.Pages;
import cloudshell.commands.mcp.azure.ApiVersions;
import cloudshell.commands.mcp.azure.AzureReader;
import cloudshell.commands.mcp.azure.Target;
import cloudshell.commands.mcp.limits.ArmPath;
import cloudshell.commands.mcp.limits.LimitException;
import cloudshell.query.Query;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads a list over its pages. */
final class ListTool implements Tool {
    private static final int LONGEST = 8_192;
    private static final int MOST_SELECTED_FROM = 5_000;
    private static final String VERB = "read the list";

    /** How many elements of a page were returned before, and the page. */
    private static final Pattern NEXT = Pattern.compile("(\\d{1,6})@(.+)");

    private final AzureReader azure;
    private final Results results;
    private final ApiVersions versions;

    ListTool(AzureReader azure, Results results, ApiVersions versions) {
        this.azure = azure;
        this.results = results;
        this.versions = versions;
    }

    @Override
    public String name() {
        return "list";
    }

    @Override
    public String title() {
        return "List Azure resources over all pages";
    }

    @Override
    public String description() {
        return "Reads a list of Azure Resource Manager and follows its next links. Returns at most " + results.maxRows()
                + " elements; if truncated is true, call it again with the same arguments and next. jmespath sees one array"
                + " of the elements, e.g. [?location=='westeurope'].name, and reads up to " + MOST_SELECTED_FROM
                + " elements for it." + azure.limits().sentence() + " " + Results.NOTICE;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.text("path", LONGEST, GetTool.PATH + (azure.isGraphAllowed() ? GetTool.GRAPH_PATH : ""))
                        .required(),
                Parameter.text("jmespath", LONGEST, GetTool.JMESPATH),
                Parameter.integer("limit", 1, 1_000, "The most rows to return (default " + results.maxRows() + ")."),
                Parameter.text("next", LONGEST, "The next of a result before, to go on behind it."),
                Parameter.text(ApiVersions.NAME, 40, "The API version (default: the newest stable one)."));
    }

    @Override
    public ObjectNode resultProperties() {
        var properties = Schemas.rows("The elements of the list, or what jmespath selects.");
        properties.set("next", Schemas.text("For the next call, if there is more."));
        return properties;
    }

    /** Where to read on. */
    private record Place(Target page, int skip) {
        String text() {
            return skip + "@" + page.path().text();
        }
    }

    @Override
    public ObjectNode call(ToolCall call) {
        int limit = call.number("limit", results.maxRows());
        var select = call.optional("jmespath").map(Query::parse);
        var start = start(call);
        return select.isPresent() ? selected(call, start, select.get(), limit) : elements(call, start, limit);
    }

    private Place start(ToolCall call) {
        var path = versions.complete(azure.target(call.text("path")), call.text(ApiVersions.NAME));
        var given = call.optional("next");
        if (given.isEmpty()) {
            return new Place(path, 0);
        }
        var next = NEXT.matcher(given.get());
        if (!next.matches()) {
            throw new LimitException(
                    VERB, "next is not one that a result had", "leave it out to begin with the first page");
        }
        var page = next.group(2).startsWith("/") && path.isGraph()
                ? path.with(ArmPath.parse(next.group(2)))
                : azure.target(next.group(2));
        return new Place(page, Integer.parseInt(next.group(1)));
    }

    private ObjectNode elements(ToolCall call, Place start, int limit) {
        var rows = results.rows(limit);
        var rest = read(call, start, rows::add);
        return result(rows, rest, "call it again with next");
    }

    private ObjectNode selected(ToolCall call, Place start, Query select, int limit) {
        var read = JsonNodeFactory.instance.arrayNode();
        var rest = read(call, start, element -> {
            if (read.size() >= MOST_SELECTED_FROM) {
                return false;
            }
            if (azure.limits().allows(element)) {
                read.add(results.shown(element));
            }
            return true;
        });
        var rows = results.rows(limit);
        boolean isCut = false;
        for (var row : asArray(results.selected(select, read))) {
            isCut |= !rows.add(row);
        }
        return result(
                rows,
                rest,
                isCut || rows.isFull()
                        ? "narrow the jmespath expression"
                        : "call it again with next for elements that jmespath has not seen");
    }

    private static ArrayNode asArray(JsonNode value) {
        var array = JsonNodeFactory.instance.arrayNode();
        if (value.isArray()) {
            value.forEach(array::add);
        } else if (!value.isNull()) {
            array.add(value);
        }
        return array;
    }

    private ObjectNode result(Results.Rows rows, Optional<Place> rest, String hint) {
        var result = Results.empty();
        rest.ifPresent(place -> result.put("next", results.link(place.text())));
        return rows.to(result, rest.isPresent() || rows.isFull() ? hint : "");
    }

    /** Takes an element, if it fits. */
    @FunctionalInterface
    private interface Taker {
        boolean take(JsonNode element);
    }

    /** Reads until all is read, no more fits, or the time is over; the place of what was not taken. */
    private Optional<Place> read(ToolCall call, Place start, Taker taker) {
        var seen = new HashSet<String>();
        var page = start.page();
        long count = 0;
        for (int skip = start.skip(); ; skip = 0) {
            if (!seen.add(page.path().text())) {
                throw new ArmException(VERB, "the service returned the same next link twice", "run it again");
            }
            var response = azure.get(page);
            var elements = response.path("value");
            if (!elements.isArray()) {
                throw new ArmException(VERB, "the response has no array called value", "use get for one resource");
            }
            for (int i = skip; i < elements.size(); i++, count++) {
                if (!taker.take(elements.get(i))) {
                    return Optional.of(new Place(page, i));
                }
            }
            var link = Pages.next(response, "nextLink", "@odata.nextLink");
            if (link.isEmpty()) {
                return Optional.empty();
            }
            page = azure.next(page, link);
            call.progress(count, "elements read");
            if (call.isOver()) {
                return Optional.of(new Place(page, 0));
            }
        }
    }
}
