package cloudshell.arm;

import cloudshell.http.JsonTrees;
import cloudshell.http.RetryAfter;
import cloudshell.http.Transport;
import cloudshell.token.Settings;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Azure Resource Graph: one question in its query language to everything that the user sees, or to some of it. It
 * waits before the next page where the response says that the user's quota is used up (15 questions in 5 s, when this
 * was written). One of it is safe for many threads, which then share what is known of the quota.
 */
public final class ResourceGraph {
    private static final String PATH = "/providers/Microsoft.ResourceGraph/resources?api-version=2021-03-01";
    private static final String LIMIT = "x-ms-tenant-subscription-limit-hit";
    private static final String VERB = "query Resource Graph";
    private static final int MOST_ROWS = 1_000;
    private static final int MOST_SUBSCRIPTIONS = 1_000;

    /**
     * Some rows of a response.
     *
     * @param rows an array of objects
     * @param total how many rows the query has in all
     * @param isLimited whether the tenant has more subscriptions than one query covers
     */
    public record ResultPage(JsonNode rows, long total, boolean isLimited) {}

    private final Arm arm;
    private final Settings settings;
    private final AtomicLong notBefore = new AtomicLong();

    public ResourceGraph(Arm arm, Settings settings) {
        this.arm = arm;
        this.settings = settings;
    }

    /**
     * All rows for the whole tenant, over all pages, as objects. The query should keep the column {@code id}, without
     * which only the first 1,000 rows come, and order by it.
     *
     * @throws ArmException while it is read: at an error response, or behind the last row where more should have come
     */
    public Stream<JsonNode> query(String query) {
        return Pages.stream(pages(query, List.of()));
    }

    /** The same for these subscriptions, by their ids; for the whole tenant where there are none. */
    public Stream<JsonNode> query(String query, List<String> subscriptions) {
        return Pages.stream(pages(query, subscriptions));
    }

    /** The same for what is below these management groups, by their names, at most ten. */
    public Stream<JsonNode> queryManagementGroups(String query, List<String> groups) {
        return Pages.stream(new Rows(query, "managementGroups", groups).pages());
    }

    /** Whether Resource Graph cannot be asked at all, here or by this user, so that another way may work. */
    public static boolean isErrorResponse(ArmException e) {
        return e.status() / 100 == 4 && e.status() != 401 && e.status() != 408 && e.status() != 429;
    }

    public Pages pages(String query, List<String> subscriptions) {
        return new Rows(query, "subscriptions", subscriptions).pages();
    }

    /**
     * The rows from a position on, in one request, for callers that page by themselves. The order of rows is stable only if
     * the query orders them.
     *
     * @param subscriptions their ids, at most 1,000; the whole tenant if there are none
     * @param skip how many rows to leave out
     * @param top the most rows to return, from 1 to 1,000
     * @throws ArmException at an error response
     */
    public ResultPage page(String query, List<String> subscriptions, int skip, int top) {
        var rows = new Rows(query, "subscriptions", subscriptions);
        var response = rows.ask(subscriptions, "", skip, top);
        return new ResultPage(
                Pages.Page.of(response, "data", "").elements(),
                response.path("totalRecords").asLong(0),
                rows.isLimited);
    }

    /** One question, its pages, and whether all rows have come that were announced. */
    private final class Rows {
        private final String query;
        private final String kind;
        private final List<String> scopes;
        private long came;
        private long announced;
        private boolean isLimited;

        Rows(String query, String kind, List<String> scopes) {
            this.query = query;
            this.kind = kind;
            this.scopes = scopes;
        }

        /** A page's name is the number of its first scope and the skip token, which is "" on the first page. */
        Pages pages() {
            return new Pages(this::page, "0:");
        }

        private Pages.Page page(String name) {
            int colon = name.indexOf(':');
            int from = Integer.parseInt(name.substring(0, colon));
            int to = Math.min(from + MOST_SUBSCRIPTIONS, scopes.size());
            var skipToken = name.substring(colon + 1);
            var response = ask(scopes.subList(from, to), skipToken, 0, MOST_ROWS);
            var token = Pages.next(response, "$skipToken");
            var page = Pages.Page.of(response, "data", token);
            count(response, page.elements().size(), skipToken.isEmpty());
            if (!token.isEmpty()) {
                return new Pages.Page(page.elements(), from + ":" + token, null);
            }
            return new Pages.Page(page.elements(), to < scopes.size() ? to + ":" : "", missing(response));
        }

        /** Of the totals that the pages name the least counts: resources come and go while they are read. */
        private void count(JsonNode response, int rows, boolean isFirst) {
            long total = response.path("totalRecords").asLong(0);
            announced = isFirst ? total : Math.min(announced, total);
            came = isFirst ? rows : came + rows;
        }

        private ArmException missing(JsonNode response) {
            if (isLimited) {
                return new ArmException(
                        "read all of Resource Graph's rows",
                        "the tenant has more subscriptions than one query covers (" + LIMIT + ")",
                        "name the subscriptions with -s, or a management group");
            }
            var cut = response.path("resultTruncated").asText().equals("true");
            if (!cut && came >= announced) {
                return null;
            }
            return new ArmException(
                    "read all of Resource Graph's response",
                    "it ends after " + came + " of " + Math.max(came, announced) + " rows without a next page",
                    "keep the column id in the query, and order by it; or limit the rows: | take 1000");
        }

        private JsonNode ask(List<String> some, String skipToken, int skip, int top) {
            var body = JsonNodeFactory.instance.objectNode();
            if (!some.isEmpty()) {
                some.forEach(body.putArray(kind)::add);
            }
            body.put("query", query);
            var options = body.putObject("options").put("$top", top).put("resultFormat", "objectArray");
            if (skip > 0) {
                options.put("$skip", skip);
            }
            if (!skipToken.isEmpty()) {
                options.put("$skipToken", skipToken);
            }
            restIfUsedUp();
            var response = arm.ask(PATH, JsonTrees.bytes(body));
            noteQuota(response);
            isLimited |= response.header(LIMIT).orElse("").equalsIgnoreCase("true");
            return Arm.json(response, "POST", PATH);
        }
    }

    private void noteQuota(Transport.Response response) {
        if (response.header("x-ms-user-quota-remaining").orElse("").equals("0")) {
            long until = settings.clock().millis()
                    + RetryAfter.quota(response).orElse(Duration.ZERO).toMillis();
            notBefore.accumulateAndGet(until, Math::max);
        }
    }

    private void restIfUsedUp() {
        var wait = Duration.ofMillis(notBefore.get() - settings.clock().millis());
        if (wait.compareTo(settings.maxWait()) > 0) {
            throw new ArmException(
                    VERB,
                    "the quota is used up; retry in " + wait.toSeconds() + " s, at "
                            + settings.clock().instant().plus(wait).truncatedTo(ChronoUnit.SECONDS),
                    "--max-wait " + wait.toSeconds());
        }
        try {
            if (!wait.isNegative()) {
                settings.pause().pause(wait, null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ArmException(VERB, "interrupted", "");
        }
    }
}
