package cloudshell.simulator;

import static cloudshell.simulator.TokenAnswers.error;
import static cloudshell.simulator.TokenAnswers.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Resource Graph for one question: the virtual machines of some subscriptions. It pages as the real one does; of the
 * query it reads only whether {@code id} is projected, without which the real one gives no skip token.
 */
final class ResourceGraphAnswers {
    private static final int MOST_ROWS = 1000;

    private final Estate estate;
    private final JsonMapper mapper = new JsonMapper();

    ResourceGraphAnswers(Estate estate) {
        this.estate = estate;
    }

    ResponseDefinitionBuilder answer(SimulatedRequest request) {
        try {
            return rows(mapper.readTree(request.body()));
        } catch (JsonProcessingException e) {
            return error(400, "BadRequest", "Simulated: the body is not JSON.");
        }
    }

    private ResponseDefinitionBuilder rows(JsonNode asked) {
        var all = machines(asked.path("subscriptions"));
        var options = asked.path("options");
        int from = options.path("$skipToken").asInt(0);
        int to = Math.min(
                all.size(), from + Math.min(MOST_ROWS, options.path("$top").asInt(100)));
        var body = JsonNodeFactory.instance.objectNode();
        body.put("totalRecords", all.size()).put("count", to - from);
        var data = body.putArray("data");
        all.subList(from, to).forEach(place -> data.add(row(place[0], place[1])));
        body.putArray("facets");
        body.put("resultTruncated", "false");
        if (to < all.size() && asked.path("query").asText().contains("id")) {
            body.put("$skipToken", Integer.toString(to));
        }
        return json(200, body.toString())
                .withHeader("x-ms-user-quota-remaining", "14")
                .withHeader("x-ms-user-quota-resets-after", "00:00:05");
    }

    private List<int[]> machines(JsonNode subscriptions) {
        var places = new ArrayList<int[]>();
        for (var subscription : subscriptions) {
            int index = estate.subscriptions().indexOf(subscription.asText().toLowerCase(Locale.ROOT));
            for (int n = 0; index >= 0 && n < estate.machines(index); n++) {
                places.add(new int[] {index, n});
            }
        }
        return places;
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
}
