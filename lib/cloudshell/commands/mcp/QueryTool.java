package cloudshell.commands.mcp;

import cloudshell.commands.mcp.azure.AzureReader;
import cloudshell.commands.mcp.content.SecretNames;
import cloudshell.token.UsageException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Queries Resource Graph. */
final class QueryTool implements Tool {
    private static final int LONGEST = 32_768;
    private static final int MOST_SKIPPED = 1_000_000;

    private final AzureReader azure;
    private final Results results;

    QueryTool(AzureReader azure, Results results) {
        this.azure = azure;
        this.results = results;
    }

    @Override
    public String name() {
        return "query";
    }

    @Override
    public String title() {
        return "Query Azure Resource Graph";
    }

    @Override
    public String description() {
        return "Runs a KQL query of Azure Resource Graph over all resources in reach, in one call: inventories, counts,"
                + " states. Tables: Resources, ResourceContainers, AuthorizationResources, HealthResources and others. Power"
                + " state of VMs: properties.extended.instanceView.powerState.code. Types and groups are in lower case. Keep"
                + " the column id and order by it if you need more than one call, then repeat it with skip. Returns at most "
                + results.maxRows() + " rows; prefer summarize, project and where." + limits() + " "
                + Results.NOTICE;
    }

    private String limits() {
        return azure.limits().isOpen()
                ? ""
                : azure.limits().sentence()
                        + " So a query begins with a table, and let, more than one statement, and subqueries within"
                        + " expressions are rejected; join, lookup and union may have subqueries.";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.text(
                                "kql",
                                LONGEST,
                                "The query, e.g. Resources | where type =~ 'microsoft.compute/virtualmachines'"
                                        + " | project id, name, location")
                        .required(),
                Parameter.integer("limit", 1, 1_000, "The most rows to return (default " + results.maxRows() + ")."),
                Parameter.integer("skip", 0, MOST_SKIPPED, "How many rows to leave out: the next of a result before."));
    }

    @Override
    public ObjectNode resultProperties() {
        var properties = Schemas.rows("The rows, with the columns of the query.");
        properties.set("next", Schemas.integer("The skip of the next call, if there is more."));
        return properties;
    }

    @Override
    public ObjectNode call(ToolCall call) {
        int limit = Math.min(call.number("limit", results.maxRows()), results.maxRows());
        int skip = call.number("skip", 0);
        var kql = call.text("kql");
        SecretNames.in(kql).ifPresent(QueryTool::reject);
        var page = azure.query(kql, skip, limit);
        call.progress(page.rows().size(), "rows read");
        var rows = results.rows(limit);
        int read = 0;
        for (var row : page.rows()) {
            if (!rows.add(row)) {
                break;
            }
            read++;
        }
        long next = (long) skip + read;
        boolean hasMore = next < page.total() || read < page.rows().size() || rows.isFull();
        var result = Results.empty().put("total", page.total());
        if (hasMore && next < page.total()) {
            result.put("next", next);
        }
        return rows.to(result, hint(hasMore, rows.isFull(), next, page.isLimited()));
    }

    /** Rejects a query that could give a secret another name, under which it would not be masked. */
    private static void reject(String cause) {
        throw new UsageException(
                "run the query", cause, "leave the field out; get shows the resource with its secrets masked");
    }

    private static String hint(boolean hasMore, boolean isFull, long next, boolean isLimited) {
        if (isLimited) {
            return "the tenant has more subscriptions than one query covers: name some with where subscriptionId in (...)";
        }
        if (!hasMore) {
            return "";
        }
        return (isFull ? "the result reached its largest size: project fewer columns, or " : "")
                + "call it again with skip=" + next + " (order by id, so that no row is missed), or narrow the query";
    }
}
