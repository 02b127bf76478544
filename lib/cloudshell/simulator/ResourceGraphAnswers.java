package cloudshell.simulator;

import static cloudshell.simulator.TokenAnswers.error;
import static cloudshell.simulator.TokenAnswers.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Resource Graph for the virtual machines of some subscriptions. It pages as the real one does, gives no skip token
 * where the column {@code id} is projected away, and answers 15 queries in 5 seconds.
 */
final class ResourceGraphAnswers {
    private static final int MOST_ROWS = 1000;
    private static final int MOST_SUBSCRIPTIONS = 1000;
    private static final int QUOTA = 15;
    private static final long QUOTA_MILLIS = 5_000;

    private final Estate estate;
    private final Clock clock;
    private final JsonMapper mapper = new JsonMapper();
    private long windowEnds;
    private int used;
    private String lastQuestion = "";
    private List<ObjectNode> lastRows = List.of();

    ResourceGraphAnswers(Estate estate, Clock clock) {
        this.estate = estate;
        this.clock = clock;
    }

    synchronized ResponseDefinitionBuilder answer(SimulatedRequest request) {
        long now = clock.millis();
        if (now >= windowEnds) {
            windowEnds = now + QUOTA_MILLIS;
            used = 0;
        }
        used++;
        var answer = used > QUOTA
                ? error(429, "RateLimiting", "Please provide below info when asking for support: simulated.")
                : rows(request.body());
        return answer.withHeader("x-ms-user-quota-remaining", Integer.toString(Math.max(0, QUOTA - used)))
                .withHeader("x-ms-user-quota-resets-after", "00:00:0" + (windowEnds - now + 999) / 1000);
    }

    private ResponseDefinitionBuilder rows(String body) {
        try {
            var asked = mapper.readTree(body);
            if (asked.path("subscriptions").size() > MOST_SUBSCRIPTIONS) {
                return error(400, "BadRequest", "Simulated: too many subscriptions in one query.");
            }
            return rows(asked, new Kql(asked.path("query").asText()));
        } catch (JsonProcessingException e) {
            return error(400, "BadRequest", "Simulated: the body is not JSON.");
        } catch (IllegalArgumentException e) {
            return invalid(e.getMessage());
        }
    }

    private ResponseDefinitionBuilder rows(JsonNode asked, Kql query) {
        var all = found(asked, query);
        var options = asked.path("options");
        int from = options.path("$skipToken").asInt(0);
        int to = Math.min(
                all.size(), from + Math.min(MOST_ROWS, options.path("$top").asInt(100)));
        var body = JsonNodeFactory.instance.objectNode();
        body.put("totalRecords", all.size()).put("count", to - from);
        var data = body.putArray("data");
        all.subList(from, to).forEach(row -> data.add(query.project(row)));
        body.putArray("facets");
        body.put("resultTruncated", to < all.size() && !query.keepsId() ? "true" : "false");
        if (to < all.size() && query.keepsId()) {
            body.put("$skipToken", Integer.toString(to));
        }
        return json(200, body.toString());
    }

    /** The last question's rows are kept, for its next page. */
    private List<ObjectNode> found(JsonNode asked, Kql query) {
        var question = asked.path("query").asText() + asked.path("subscriptions");
        if (!question.equals(lastQuestion)) {
            lastRows = query.ask(machines(asked.path("subscriptions")));
            lastQuestion = question;
        }
        return lastRows;
    }

    private List<ObjectNode> machines(JsonNode subscriptions) {
        var rows = new ArrayList<ObjectNode>();
        for (var subscription : subscriptions) {
            int index = estate.subscriptions().indexOf(subscription.asText().toLowerCase(Locale.ROOT));
            for (int n = 0; index >= 0 && n < estate.machines(index); n++) {
                rows.add(row(index, n));
            }
        }
        return rows;
    }

    /** A row as Resource Graph has it: type and group in lower case, the power state under extended. */
    private ObjectNode row(int subscription, int n) {
        var row = estate.machine(subscription, n);
        row.put("type", "microsoft.compute/virtualmachines");
        row.put("resourceGroup", Estate.groupName(n).toLowerCase(Locale.ROOT));
        row.put("subscriptionId", Estate.subscription(subscription));
        row.put("tenantId", Estate.TENANT);
        if (Estate.power(n) != null) {
            var view =
                    ((ObjectNode) row.path("properties")).putObject("extended").putObject("instanceView");
            view.putObject("powerState")
                    .put("code", "PowerState/" + Estate.power(n))
                    .put("displayStatus", "VM " + Estate.power(n));
        }
        return row;
    }

    /** As recorded for {@code where where}. */
    private static ResponseDefinitionBuilder invalid(String token) {
        var body = JsonNodeFactory.instance.objectNode();
        var details = body.putObject("error")
                .put("code", "BadRequest")
                .put("message", "Please provide below info when asking for support: simulated.")
                .putArray("details");
        details.addObject()
                .put("code", "InvalidQuery")
                .put(
                        "message",
                        "Query is invalid. Please refer to the documentation for the Azure Resource Graph service and"
                                + " fix the error before retrying.");
        details.addObject()
                .put("code", "ParserFailure")
                .put("message", "ParserFailure")
                .put("token", token);
        return json(400, body.toString());
    }
}
