package cloudshell.commands.mcp;

import cloudshell.arm.ArmException;
import cloudshell.arm.ResourceGraph;
import cloudshell.commands.mcp.azure.AzureReader;
import cloudshell.commands.mcp.limits.ArmPath;
import cloudshell.commands.mcp.limits.KqlText;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Reads who created, updated and deleted which resources. */
final class ChangesTool implements Tool {
    private static final int MOST_ROWS = 1_000;
    private static final List<String> TABLES = List.of("resourcechanges", "resourcecontainerchanges");

    private final AzureReader azure;
    private final Results results;
    private final Clock clock;

    ChangesTool(AzureReader azure, Results results, Clock clock) {
        this.azure = azure;
        this.results = results;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "changes";
    }

    @Override
    public String title() {
        return "Show what changed in Azure";
    }

    @Override
    public String description() {
        return "Lists resources and resource groups that were created, updated or deleted, newest first: when, by whom, with"
                + " which client, and the changed properties before and after. Azure keeps 14 days, and a change may take"
                + " some minutes to appear. Returns at most " + results.maxRows()
                + " changes; go on with skip, or narrow"
                + " since or resource." + azure.limits().sentence() + " " + Results.NOTICE;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.text(
                        "since", 40, "24h (the default), 7d, 90m, yesterday, 2026-11-28, or an instant in ISO 8601."),
                Parameter.text(
                        "resource",
                        2_048,
                        "Only this resource and what is below it: an ID that begins with"
                                + " /subscriptions/, or the name of a resource."),
                Parameter.integer("limit", 1, 1_000, "The most changes to return (default " + results.maxRows() + ")."),
                Parameter.integer(
                        "skip", 0, MOST_ROWS - 1, "How many changes to leave out: the next of a result before."));
    }

    @Override
    public ObjectNode resultProperties() {
        var properties = Schemas.rows("The changes: time, change, resource, type, by, client, operation, properties.");
        properties.set("since", Schemas.text("From when on."));
        properties.set("next", Schemas.integer("The skip of the next call, if there is more."));
        return properties;
    }

    @Override
    public ObjectNode call(ToolCall call) {
        var since = Since.of(call.optional("since").orElse("24h"), clock.instant());
        var filter = call.optional("resource").map(this::filter).orElse("");
        int limit = Math.min(call.number("limit", results.maxRows()), results.maxRows());
        int skip = call.number("skip", 0);
        int top = Math.min(MOST_ROWS, skip + limit);
        var changes = new ArrayList<JsonNode>();
        long total = 0;
        for (var table : TABLES) {
            var page = rows(table, kql(table, since, filter), top);
            page.rows().forEach(changes::add);
            total += page.total();
            call.progress(changes.size(), "changes read");
        }
        changes.sort(Comparator.comparing(ChangesTool::time).reversed());
        var rows = results.rows(limit);
        int next = skip;
        while (next < Math.min(changes.size(), MOST_ROWS) && rows.add(described(changes.get(next)))) {
            next++;
        }
        boolean hasMore = next < total;
        var result = Results.empty().put("since", since.toString()).put("total", total);
        if (hasMore && next < MOST_ROWS) {
            result.put("next", next);
        }
        return rows.to(result, hasMore ? "call it again with skip=" + next + ", or narrow since or resource" : "");
    }

    /** Reads a table; the second one is empty in a cloud that does not have it. */
    private ResourceGraph.ResultPage rows(String table, String kql, int top) {
        try {
            return azure.query(kql, 0, top);
        } catch (ArmException e) {
            if (e.status() != 400 || table.equals(TABLES.get(0))) {
                throw e;
            }
            return new ResourceGraph.ResultPage(JsonNodeFactory.instance.arrayNode(), 0, false);
        }
    }

    /** Selects a resource and what is below it, by its ID, or by its name. */
    private String filter(String resource) {
        var target = "tostring(properties.targetResourceId)";
        if (!resource.startsWith("/")) {
            return " | where " + target + " endswith " + KqlText.literal("/" + resource);
        }
        var path = ArmPath.parse(resource);
        azure.limits().check(path);
        var id = "/" + String.join("/", path.segments());
        return " | where " + target + " =~ " + KqlText.literal(id) + " or " + target + " startswith "
                + KqlText.literal(id + "/");
    }

    private static String kql(String table, Instant since, String filter) {
        return table + " | extend changeTime = todatetime(properties.changeAttributes.timestamp)"
                + " | where changeTime >= datetime(" + since + ")" + filter
                + " | project id, changeTime, subscriptionId, resourceGroup, properties"
                + " | order by changeTime desc, id asc";
    }

    private static String time(JsonNode row) {
        return row.at("/properties/changeAttributes/timestamp")
                .asText(row.path("changeTime").asText());
    }

    private static JsonNode described(JsonNode row) {
        var properties = row.path("properties");
        var attributes = properties.path("changeAttributes");
        var change = JsonNodeFactory.instance.objectNode();
        change.put("time", time(row))
                .put("change", properties.path("changeType").asText())
                .put("resource", properties.path("targetResourceId").asText())
                .put("type", properties.path("targetResourceType").asText());
        put(change, "by", attributes.path("changedBy"));
        put(change, "byType", attributes.path("changedByType"));
        put(change, "client", attributes.path("clientType"));
        put(change, "operation", attributes.path("operation"));
        put(change, "correlationId", attributes.path("correlationId"));
        change.set("subscriptionId", row.path("subscriptionId"));
        change.set("resourceGroup", row.path("resourceGroup"));
        var changed = JsonNodeFactory.instance.objectNode();
        properties.path("changes").properties().forEach(each -> {
            var values = changed.putObject(each.getKey());
            values.set("before", each.getValue().path("previousValue"));
            values.set("after", each.getValue().path("newValue"));
        });
        if (!changed.isEmpty()) {
            change.set("properties", changed);
        }
        return change;
    }

    private static void put(ObjectNode change, String name, JsonNode value) {
        if (!value.asText("").isEmpty()) {
            change.put(name, value.asText());
        }
    }
}
