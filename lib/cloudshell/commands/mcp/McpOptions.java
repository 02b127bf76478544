package cloudshell.commands.mcp;

import cloudshell.arm.Subscriptions;
import cloudshell.cli.Invocation;
import cloudshell.commands.mcp.limits.Limits;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The options of the server.
 *
 * @param subscriptions ids or names
 * @param graph whether Microsoft Graph may be read
 * @param maxRows the most rows of a result
 * @param maxBytes the most bytes of a result, as JSON
 */
record McpOptions(List<String> subscriptions, List<String> groups, boolean graph, int maxRows, int maxBytes) {
    static final int ROWS = 200;
    static final int BYTES = 100_000;
    private static final int MOST_ROWS = 1_000;
    private static final int LEAST_BYTES = 4_096;
    private static final int MOST_BYTES = 10_000_000;
    private static final int MOST_SUBSCRIPTIONS = 1_000;
    private static final Pattern GROUP = Pattern.compile("[\\p{L}\\p{N}_().-]{0,89}[\\p{L}\\p{N}_()-]");

    /** @throws cloudshell.token.UsageException if an option has a value that cannot be used */
    static McpOptions of(Invocation call) {
        call.rejectArguments();
        var subscriptions = call.values("subscription");
        if (subscriptions.size() > MOST_SUBSCRIPTIONS) {
            throw call.usage("expected at most " + MOST_SUBSCRIPTIONS + " subscriptions");
        }
        return new McpOptions(
                subscriptions,
                call.checked("resource-group", McpOptions::checkGroup),
                call.has("graph"),
                (int) call.number("max-rows", ROWS, 1, MOST_ROWS),
                (int) call.number("max-bytes", BYTES, LEAST_BYTES, MOST_BYTES));
    }

    private static void checkGroup(String name) {
        if (!GROUP.matcher(name).matches()) {
            throw new IllegalArgumentException("it is not the name of a resource group");
        }
    }

    /**
     * The limits for the tools. A name of a subscription is looked up, an id is not.
     *
     * @throws cloudshell.token.UsageException if no subscription, or more than one, has a name
     */
    Limits limits(Subscriptions known) {
        return new Limits(
                subscriptions.stream().map(each -> known.id(each.strip())).toList(), groups);
    }
}
