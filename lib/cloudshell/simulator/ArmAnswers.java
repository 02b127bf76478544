package cloudshell.simulator;

import static cloudshell.simulator.TokenAnswers.error;
import static cloudshell.simulator.TokenAnswers.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.regex.Pattern;

/** As much of Resource Manager as the commands meet; its refusals are worded as the recorded ones. */
final class ArmAnswers {
    private static final List<String> AUDIENCES =
            List.of("https://management.azure.com", "https://management.core.windows.net");
    private static final Pattern IN_SUBSCRIPTION =
            Pattern.compile("/subscriptions/([^/]+)(/.*)?", Pattern.CASE_INSENSITIVE);

    private final Plan plan;
    private final BearerCheck bearer;
    private final String address;
    private final Estate estate;
    private final ResourceGraphAnswers graph;

    ArmAnswers(Plan plan, TokenAnswers tokens, String address) {
        this.plan = plan;
        this.bearer = new BearerCheck(tokens, AUDIENCES);
        this.address = address;
        this.estate = new Estate(plan);
        this.graph = new ResourceGraphAnswers(estate, Clock.systemUTC());
    }

    ResponseDefinitionBuilder answer(SimulatedRequest request) {
        return bearer.refuse(request)
                .orElseGet(() -> routed(request))
                .withHeader("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)))
                .withHeader("x-ms-request-id", UUID.randomUUID().toString())
                .withHeader("x-ms-correlation-request-id", UUID.randomUUID().toString());
    }

    private ResponseDefinitionBuilder routed(SimulatedRequest request) {
        if (!request.query().containsKey("api-version")) {
            return error(
                    400, "MissingApiVersionParameter", "The api-version query parameter (?api-version=) is required.");
        }
        var path = request.path();
        if (path.equalsIgnoreCase("/subscriptions")) {
            return page(request, plan.subscriptions(), estate::describe);
        }
        if (path.equalsIgnoreCase("/providers/Microsoft.ResourceGraph/resources")) {
            return graph.answer(request);
        }
        var match = IN_SUBSCRIPTION.matcher(path);
        return match.matches() ? inSubscription(request, match.group(1), match.group(2)) : notFound(path);
    }

    private ResponseDefinitionBuilder inSubscription(SimulatedRequest request, String id, String rest) {
        if (!id.matches("[0-9a-fA-F-]{36}")) {
            return error(
                    400, "InvalidSubscriptionId", "The provided subscription identifier '" + id + "' is malformed.");
        }
        int subscription = estate.subscriptions().indexOf(id.toLowerCase(java.util.Locale.ROOT));
        if (subscription < 0) {
            return error(404, "SubscriptionNotFound", "The subscription '" + id + "' could not be found.");
        }
        if (rest == null) {
            return json(200, estate.describe(subscription).toString());
        }
        if (rest.equalsIgnoreCase("/providers/Microsoft.Compute/virtualMachines")) {
            var statusOnly = "true".equalsIgnoreCase(request.query().get("statusOnly"));
            return page(
                    request,
                    estate.machines(subscription),
                    n -> statusOnly ? estate.status(subscription, n) : estate.machine(subscription, n));
        }
        if (rest.equalsIgnoreCase("/resourceGroups")) {
            return page(request, Estate.groupNames().size(), n -> group(subscription, n));
        }
        return notFound(rest);
    }

    private static JsonNode group(int subscription, int n) {
        var group = JsonNodeFactory.instance.objectNode();
        group.put("id", Estate.group(subscription, n))
                .put("name", Estate.groupName(n))
                .put("type", "Microsoft.Resources/resourceGroups")
                .put("location", Estate.location(n));
        group.putObject("properties").put("provisioningState", "Succeeded");
        return group;
    }

    /** One page; the link to the next carries the query on and a skip token, percent-encoded as in recordings. */
    private ResponseDefinitionBuilder page(SimulatedRequest request, int total, IntFunction<JsonNode> element) {
        int from =
                Integer.parseInt(request.query().getOrDefault("$skiptoken", "0").replaceAll("\\D", "0"));
        int to = Math.min(total, from + plan.pageSize());
        var body = JsonNodeFactory.instance.objectNode();
        var value = body.putArray("value");
        for (int n = from; n < to; n++) {
            value.add(element.apply(n));
        }
        if (to < total) {
            var url = request.request().getUrl().replaceAll("&(%24|\\$)skiptoken=[^&]*", "");
            body.put("nextLink", address + url + "&%24skiptoken=" + to);
        }
        return json(200, body.toString());
    }

    private static ResponseDefinitionBuilder notFound(String path) {
        return error(404, "InvalidResourceType", "Simulated: there is nothing at '" + path + "' here.");
    }
}
