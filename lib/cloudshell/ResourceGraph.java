package cloudshell;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

/**
 * Azure Resource Graph: one question in its query language to many subscriptions at once. It waits before the next
 * page where the answer says that the user's quota is used up (15 questions in 5 s, when this was written).
 */
public final class ResourceGraph {
    private static final String PATH = "/providers/Microsoft.ResourceGraph/resources?api-version=2021-03-01";
    private static final int MOST_ROWS = 1_000;
    private static final int MOST_SUBSCRIPTIONS = 1_000;

    private final Arm arm;
    private final Settings settings;
    private volatile long notBefore;

    public ResourceGraph(Arm arm, Settings settings) {
        this.arm = arm;
        this.settings = settings;
    }

    /**
     * All rows, over all pages, as objects. The query must keep the column {@code id}, without which only the first
     * page comes, and should order by it.
     */
    public Stream<JsonNode> query(String query, List<String> subscriptions) {
        return Pages.stream(pages(query, subscriptions));
    }

    /** Whether Resource Graph cannot be asked at all, here or by this user, so that another way may work. */
    public static boolean isRefusal(ArmException e) {
        return e.status() / 100 == 4 && e.status() != 401 && e.status() != 408 && e.status() != 429;
    }

    /** A page's name is the number of its first subscription and the skip token, which is "" on the first page. */
    Pages pages(String query, List<String> subscriptions) {
        return new Pages(
                name -> {
                    int colon = name.indexOf(':');
                    int from = Integer.parseInt(name.substring(0, colon));
                    int to = Math.min(from + MOST_SUBSCRIPTIONS, subscriptions.size());
                    var answer = ask(query, subscriptions.subList(from, to), name.substring(colon + 1));
                    var token = answer.path("$skipToken").asText("");
                    var last = token.isEmpty() && to == subscriptions.size();
                    return Pages.Page.of(answer, "data", last ? "" : token.isEmpty() ? to + ":" : from + ":" + token);
                },
                "0:");
    }

    private JsonNode ask(String query, List<String> subscriptions, String skipToken) {
        var body = JsonNodeFactory.instance.objectNode();
        subscriptions.forEach(body.putArray("subscriptions")::add);
        body.put("query", query);
        var options = body.putObject("options").put("$top", MOST_ROWS).put("resultFormat", "objectArray");
        if (!skipToken.isEmpty()) {
            options.put("$skipToken", skipToken);
        }
        restIfUsedUp();
        var answer = arm.send("POST", PATH, JsonTrees.bytes(body));
        noteQuota(answer);
        var rows = Arm.json(answer, "POST", PATH);
        if (rows.path("resultTruncated").asText().equals("true") && !rows.has("$skipToken")) {
            throw new ArmException("read Resource Graph's answer", "it is cut off and names no next page", "");
        }
        return rows;
    }

    private void noteQuota(Transport.Response answer) {
        if (answer.header("x-ms-user-quota-remaining").orElse("").equals("0")) {
            notBefore = settings.clock().millis()
                    + RetryAfter.quota(answer).orElse(Duration.ZERO).toMillis();
        }
    }

    private void restIfUsedUp() {
        var wait = Duration.ofMillis(notBefore - settings.clock().millis());
        if (wait.compareTo(settings.maxWait()) > 0) {
            throw new ArmException(
                    "ask Resource Graph",
                    "the quota is used up; come back in " + wait.toSeconds() + " s, at "
                            + settings.clock().instant().plus(wait).truncatedTo(ChronoUnit.SECONDS),
                    "--max-wait " + wait.toSeconds());
        }
        try {
            if (!wait.isNegative()) {
                settings.pause().pause(wait, null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ArmException("ask Resource Graph", "interrupted", "");
        }
    }
}
