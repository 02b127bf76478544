package cloudshell.arm;

import cloudshell.http.JsonTrees;
import cloudshell.http.RetryAfter;
import cloudshell.http.Transport;
import cloudshell.token.Settings;
import cloudshell.token.UsageException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A client of Azure Resource Graph, which queries everything that the user can read, or a part of it. It waits before
 * the next page if a response says that the user's quota is used up (15 queries in 5 s when this was written).
 * Thread-safe; threads share the quota.
 */
public final class ResourceGraph {
    private static final String PATH = "/providers/Microsoft.ResourceGraph/resources?api-version=2021-03-01";
    private static final String LIMIT = "x-ms-tenant-subscription-limit-hit";
    private static final String VERB = "query Resource Graph";
    private static final Pattern SQL = Pattern.compile("(?i)\\s*select\\s");
    private static final Pattern JMESPATH = Pattern.compile("\\s*\\[(?:[*?]|])");
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
     * Returns all rows for the whole tenant, over all pages, as objects. The query should keep the column {@code id},
     * without which only the first 1,000 rows are returned, and order by it.
     *
     * @throws ArmException while the stream is read: on an error response, or after the last row if rows are missing
     */
    public Stream<JsonNode> query(String query) {
        return Pages.stream(pages(query, List.of()));
    }

    /** Returns all rows for these subscription ids, or for the whole tenant if the list is empty. */
    public Stream<JsonNode> query(String query, List<String> subscriptions) {
        return Pages.stream(pages(query, subscriptions));
    }

    /** Returns all rows for what is below these management groups, at most ten, by their names. */
    public Stream<JsonNode> queryManagementGroups(String query, List<String> groups) {
        return Pages.stream(new Rows(query, "managementGroups", groups).pages());
    }

    /** Returns whether Resource Graph cannot be queried at all by this user, so that another API may work. */
    public static boolean isErrorResponse(ArmException e) {
        return e.status() / 100 == 4 && e.status() != 401 && e.status() != 408 && e.status() != 429;
    }

    /** Returns the pages of a query. */
    public Pages pages(String query, List<String> subscriptions) {
        return new Rows(query, "subscriptions", subscriptions).pages();
    }

    /**
     * Returns rows from a position on, with one request, for callers that page themselves. The order of rows is stable
     * only if the query orders them.
     *
     * @param subscriptions ids, at most 1,000; empty for the whole tenant
     * @param skip the number of rows to skip
     * @param top the maximum number of rows, from 1 to 1,000
     * @throws ArmException on an error response
     */
    public ResultPage page(String query, List<String> subscriptions, int skip, int top) {
        var rows = new Rows(query, "subscriptions", subscriptions);
        var response = rows.request(subscriptions, "", skip, top);
        return new ResultPage(
                Pages.Page.of(response, "data", "").elements(),
                response.path("totalRecords").asLong(0),
                rows.isLimited);
    }

    /** Rejects what people type for a query of another language. */
    private static void check(String query) {
        if (query == null || query.isBlank()) {
            throw wrong("the query is " + (query == null ? "null" : "empty"));
        }
        if (SQL.matcher(query).lookingAt()) {
            throw wrong("this is SQL, and Resource Graph takes KQL");
        }
        if (JMESPATH.matcher(query).lookingAt()) {
            throw wrong("this is JMESPath, and Resource Graph takes KQL");
        }
    }

    private static UsageException wrong(String cause) {
        return new UsageException(
                VERB, cause, "'Resources | where type =~ \"microsoft.compute/disks\" | project name, id'");
    }

    /** A query, its pages, and whether all announced rows were received. */
    private final class Rows {
        private final String query;
        private final String kind;
        private final List<String> scopes;
        private long came;
        private long announced;
        private boolean isLimited;

        Rows(String query, String kind, List<String> scopes) {
            check(query);
            this.query = query;
            this.kind = kind;
            this.scopes = scopes;
        }

        /** The name of a page is the number of its first scope and the skip token, which is "" for the first page. */
        Pages pages() {
            return new Pages(this::page, "0:");
        }

        private Pages.Page page(String name) {
            int colon = name.indexOf(':');
            int from = Integer.parseInt(name.substring(0, colon));
            int to = Math.min(from + MOST_SUBSCRIPTIONS, scopes.size());
            var skipToken = name.substring(colon + 1);
            var response = request(scopes.subList(from, to), skipToken, 0, MOST_ROWS);
            var token = Pages.next(response, "$skipToken");
            var page = Pages.Page.of(response, "data", token);
            count(response, page.elements().size(), skipToken.isEmpty());
            if (!token.isEmpty()) {
                return new Pages.Page(page.elements(), from + ":" + token, null);
            }
            return new Pages.Page(page.elements(), to < scopes.size() ? to + ":" : "", missing(response));
        }

        /** Counts against the smallest total of the pages, since resources come and go while they are read. */
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
                        "name the subscriptions: query(KQL, IDS), or queryManagementGroups(KQL, NAMES)");
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

        private JsonNode request(List<String> some, String skipToken, int skip, int top) {
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
            waitForQuota();
            var response = arm.query(PATH, JsonTrees.bytes(body));
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

    private void waitForQuota() {
        var wait = Duration.ofMillis(notBefore.get() - settings.clock().millis());
        if (wait.compareTo(settings.maxWait()) > 0) {
            throw new ArmException(
                    VERB,
                    "the quota is used up; retry in " + wait.toSeconds() + " s, at "
                            + settings.clock().instant().plus(wait).truncatedTo(ChronoUnit.SECONDS),
                    "Settings.withMaxWait(Duration.ofSeconds(" + wait.toSeconds() + "))");
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
