//SOURCES ../../arm/Arm.java ../../query/Query.java
//SOURCES ResourceGraphRows.java
package cloudshell.commands.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloudshell.arm.AzureClient;
import cloudshell.arm.Subscription;
import cloudshell.cli.Invocation;
import cloudshell.http.SafeText;
import cloudshell.token.UsageException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * A Resource Graph query on the command line.
 *
 * @param text in Resource Graph's language
 * @param subscriptions ids or names; the whole tenant if these and the management groups are empty
 * @param limit the maximum number of rows
 */
public record ResourceGraphQuery(String text, List<String> subscriptions, List<String> managementGroups, long limit) {
    private static final int MOST_GROUPS = 10;
    private static final String BYTE_ORDER_MARK = "\ufeff";

    /**
     * Reads the query.
     *
     * @throws UsageException if there is none, more than one, or one that cannot be read
     */
    public static ResourceGraphQuery of(Invocation call) {
        var groups = call.checked("management-group", ResourceGraphQuery::checkGroup);
        if (call.has("subscription") && !groups.isEmpty()) {
            throw call.usage("-s cannot be combined with --management-group");
        }
        if (groups.size() > MOST_GROUPS) {
            throw call.usage(
                    "Resource Graph takes at most " + MOST_GROUPS + " management groups, not " + groups.size());
        }
        long limit = call.number("limit", Long.MAX_VALUE, 1, Long.MAX_VALUE);
        return new ResourceGraphQuery(text(call), call.values("subscription"), groups, limit);
    }

    private static void checkGroup(String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("it is empty");
        }
    }

    private static String text(Invocation call) {
        var words = call.arguments();
        if (words.size() > 1) {
            throw call.usage("expected one query, got " + words.size() + " arguments: quote it");
        }
        if (words.size() == 1 && call.has("file")) {
            throw call.usage("give the query as an argument or with --file, not both");
        }
        if (words.isEmpty() && !call.has("file")) {
            throw call.usage("expected a query: as an argument in quotes, with --file, or - for standard input");
        }
        if (words.size() == 1 && words.get(0).matches("(?i)\\S+\\.(kql|kusto|csl|txt)")) {
            throw call.usage("'" + SafeText.line(words.get(0)) + "' is a file's name", "--file " + words.get(0));
        }
        var given = words.isEmpty() ? call.value("file", "") : words.get(0);
        var text = words.isEmpty() || given.equals("-") ? read(call, given) : given;
        if (text.isBlank()) {
            throw call.usage("the query is empty");
        }
        return text.strip();
    }

    private static String read(Invocation call, String file) {
        try (var in = file.equals("-") ? call.terminal().in() : Files.newInputStream(Path.of(file))) {
            var text = new String(in.readAllBytes(), UTF_8);
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (IOException | InvalidPathException e) {
            throw call.usage("--file: could not read " + SafeText.line(file));
        }
    }

    /** Returns all rows, page by page; at a terminal it shows progress. */
    public Stream<JsonNode> rows(AzureClient azure, Invocation call) {
        var rows = new AtomicLong();
        call.progress()
                .watch(() -> rows.get() == 0
                        ? "querying Resource Graph"
                        : String.format(Locale.ROOT, "rows so far: %,d", rows.get()));
        return respond(azure).limit(limit).peek(row -> rows.incrementAndGet());
    }

    private Stream<JsonNode> respond(AzureClient azure) {
        if (!managementGroups.isEmpty()) {
            return azure.resourceGraph().queryManagementGroups(text, managementGroups);
        }
        var ids = azure.subscriptions().named(subscriptions).stream()
                .map(Subscription::id)
                .toList();
        return azure.resourceGraph().query(text, ids);
    }
}
