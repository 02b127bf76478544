//SOURCES ChangeRows.java Quota.java ResourceGraphErrors.java ResultPage.java Rows.java
//SOURCES kql/Query.java
package cloudshell.simulator.resourcegraph;

import static cloudshell.simulator.http.Response.error;

import cloudshell.simulator.estate.Estate;
import cloudshell.simulator.http.Response;
import cloudshell.simulator.http.SimulatedRequest;
import cloudshell.simulator.identity.RoleAssignments;
import cloudshell.simulator.identity.SimulatedUser;
import cloudshell.simulator.resourcegraph.kql.KqlException;
import cloudshell.simulator.resourcegraph.kql.Query;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Resource Graph: it pages as the real one does, returns no skip token if the column {@code id} is projected away, and
 * accepts 15 queries in 5 seconds.
 */
public final class ResourceGraphHandler {
    private static final int MOST_SUBSCRIPTIONS = 1000;
    private static final List<String> VERSIONS = List.of(
            "2018-09-01-preview",
            "2019-04-01",
            "2020-04-01-preview",
            "2020-09-01-preview",
            "2021-03-01",
            "2021-06-01-preview",
            "2022-10-01",
            "2024-04-01");

    private final Estate estate;
    private final Clock clock;
    private final Rows rows;
    private final Quota quota;
    private final JsonMapper mapper = new JsonMapper();
    private String lastQuery = "";
    private List<ObjectNode> lastRows = List.of();

    public ResourceGraphHandler(Estate estate, RoleAssignments assignments, Clock clock) {
        this.estate = estate;
        this.clock = clock;
        this.rows = new Rows(estate, assignments);
        this.quota = new Quota(clock);
    }

    public synchronized Response handle(SimulatedRequest request) {
        var version = request.parameter("api-version");
        if (!request.method().equals("POST")) {
            return error(
                            405,
                            "MethodNotAllowed",
                            "The requested resource does not support http method '" + request.method() + "'.")
                    .invented();
        }
        if (!VERSIONS.contains(version)) {
            return error(
                    404,
                    "InvalidResourceType",
                    "The resource type 'resources' could not be found in the namespace 'Microsoft.ResourceGraph' for api"
                            + " version '" + version + "'. The supported api-versions are '"
                            + String.join(",", VERSIONS)
                            + "'.");
        }
        return quota.on(() -> read(request.body(), version.compareTo("2020") < 0));
    }

    /** @param table whether rows come as a table unless it is said otherwise, as up to 2019 */
    private Response read(String text, boolean table) {
        try {
            if (mapper.readTree(text) instanceof ObjectNode body) {
                return run(body, table);
            }
            return ResourceGraphErrors.of("InvalidRequest", "The request content is no JSON object.");
        } catch (JsonProcessingException e) {
            return ResourceGraphErrors.of("InvalidRequest", "The request content could not be read as JSON.");
        } catch (KqlException e) {
            return ResourceGraphErrors.of(e);
        }
    }

    private Response run(ObjectNode body, boolean table) {
        var token = body.path("options").path("$skipToken");
        if (!token.isMissingNode() && !token.isNull() && !token.isTextual()) {
            return ResourceGraphErrors.of("InvalidRequest", "The value of $skipToken is not a string.");
        }
        if (body.path("facets").size() > 0) {
            return ResourceGraphErrors.of("FacetsNotSupported", "Simulated: facets is not simulated.")
                    .invented();
        }
        if (body.path("subscriptions").size() > MOST_SUBSCRIPTIONS) {
            return ResourceGraphErrors.of("TooManySubscriptions", "Simulated: too many subscriptions in one query.")
                    .invented();
        }
        for (var group : body.path("managementGroups")) {
            if (!group.asText().equalsIgnoreCase(SimulatedUser.TENANT)) {
                return ResourceGraphErrors.of(
                                "ManagementGroupNotFound",
                                "Simulated: the management group '" + group.asText() + "' is not there.")
                        .invented();
            }
        }
        var query = Query.of(body.path("query").asText(), Rows.TYPES, clock.instant());
        if (!Rows.isTable(query.table())) {
            return ResourceGraphErrors.of(
                    "InvalidQuery", "Table " + query.table() + " is invalid, unsupported or disallowed.");
        }
        var format = body.path("options").path("resultFormat").asText(table ? "table" : "objectArray");
        var response = new ResultPage(body.path("options"), found(body, query), query.columns())
                .in(format.equalsIgnoreCase("table"));
        return Rows.isSimulated(query.table())
                ? response
                : response.with(Response.MARK, "no rows of this table are simulated");
    }

    /** Returns the rows of a query. Those of the last one are cached for its next page. */
    private List<ObjectNode> found(ObjectNode body, Query query) {
        var key = body.path("query").asText() + body.path("subscriptions") + body.path("managementGroups");
        boolean nextPage = !body.path("options").path("$skipToken").asText("").isEmpty();
        if (!nextPage || !key.equals(lastQuery)) {
            lastRows = query.run(rows.of(query.table(), subscriptions(body), query.types()));
            lastQuery = key;
        }
        return lastRows;
    }

    /** The named ones; all of the tenant if none is. */
    private List<Integer> subscriptions(JsonNode body) {
        var named = body.path("subscriptions");
        if (named.isEmpty()) {
            return IntStream.range(0, estate.subscriptions()).boxed().toList();
        }
        var indexes = new ArrayList<Integer>();
        for (var id : named) {
            int index = estate.indexOf(id.asText());
            if (index >= 0) {
                indexes.add(index);
            }
        }
        return indexes;
    }
}
