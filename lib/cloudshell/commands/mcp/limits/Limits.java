//SOURCES ../../../http/Urls.java ../../../token/Tokens.java ../../../http/JsonTrees.java
//SOURCES ArmPath.java KqlExpressionCheck.java KqlLexer.java KqlNarrowing.java KqlText.java KqlToken.java
//SOURCES LimitException.java
package cloudshell.commands.mcp.limits;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The subscriptions and resource groups that the server was started with. They hold for every tool: a path must be below
 * one of them, a query is narrowed to them before its first operator, and what comes back from outside is left out.
 *
 * @param subscriptions ids in lower case; all that the user sees if empty
 * @param groups names in lower case; all if empty
 */
public record Limits(List<String> subscriptions, List<String> groups) {
    /** Where the path of a subscription begins in an id. */
    private static final Pattern ID = Pattern.compile("(?i)(?:^|/)(subscriptions/[0-9a-f]{8}-)");

    /** A scope within a text: a subscription, or a resource group. */
    private static final Pattern SCOPE =
            Pattern.compile("(?i)subscriptions[/\\\\]([0-9a-f-]{36})|resourceGroups[/\\\\]([^/\\\\'\"&,;\\s]++)");

    public static final Limits NONE = new Limits(List.of(), List.of());

    public Limits {
        subscriptions = lowerCase(subscriptions);
        groups = lowerCase(groups);
    }

    private static List<String> lowerCase(List<String> names) {
        return names.stream().map(Limits::lower).distinct().toList();
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** Returns whether everything is allowed that the user may read. */
    public boolean isOpen() {
        return subscriptions.isEmpty() && groups.isEmpty();
    }

    /**
     * Checks a path of Resource Manager.
     *
     * @throws LimitException if it is not below the limits
     */
    public void check(ArmPath path) {
        if (path.has("query")) {
            throw new LimitException(
                    "call " + path.text(),
                    "it runs a query, which could read other scopes and give secrets other names",
                    "use the tool query for Resource Graph");
        }
        var segments = path.segments();
        boolean isListOfSubscriptions =
                segments.size() == 1 && segments.get(0).equalsIgnoreCase("subscriptions") && groups.isEmpty();
        if (!isListOfSubscriptions && !contains(segments) || !isOpen() && namesAnother(path.readableQuery())) {
            throw new LimitException(
                    "call " + path.text(), "this server is limited to " + describe(), "a path below " + example());
        }
    }

    private boolean contains(List<String> segments) {
        return isOpen()
                || segments.size() > 1
                        && segments.get(0).equalsIgnoreCase("subscriptions")
                        && isAny(subscriptions, segments.get(1))
                        && (groups.isEmpty()
                                || segments.size() > 3
                                        && segments.get(2).equalsIgnoreCase("resourceGroups")
                                        && isAny(groups, segments.get(3)))
                        && namesNoOther(segments);
    }

    /** Returns whether a parameter names another scope, which could be the one that is read. */
    private boolean namesAnother(String query) {
        return SCOPE.matcher(query)
                .results()
                .anyMatch(found -> found.group(1) != null
                        ? !isAny(subscriptions, found.group(1))
                        : !isAny(groups, found.group(2)));
    }

    /** Returns whether the rest names no other scope, to which a resource provider could pass the request on. */
    private boolean namesNoOther(List<String> segments) {
        for (int i = 2; i + 1 < segments.size(); i++) {
            var name = segments.get(i + 1);
            boolean isOther = segments.get(i).equalsIgnoreCase("subscriptions") && isId(name)
                    ? !isAny(subscriptions, name)
                    : segments.get(i).equalsIgnoreCase("resourceGroups") && !isAny(groups, name);
            if (isOther) {
                return false;
            }
        }
        return true;
    }

    private static boolean isId(String text) {
        return text.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    }

    private static boolean isAny(List<String> allowed, String name) {
        return allowed.isEmpty() || allowed.contains(lower(name));
    }

    /**
     * Returns whether an element of a response may be shown: by its id, or by its columns subscriptionId and resourceGroup, in any
     * case. An element that has none of these came from a scope that is allowed.
     */
    public boolean allows(JsonNode element) {
        if (isOpen() || !element.isObject()) {
            return true;
        }
        for (var field : element.properties()) {
            var value = field.getValue().asText("");
            boolean isAllowed =
                    switch (lower(field.getKey())) {
                        case "id" -> allowsId(value);
                        case "subscriptionid" -> value.isEmpty() || isAny(subscriptions, value);
                        case "resourcegroup", "resourcegroupname" -> value.isEmpty() || isAny(groups, value);
                        default -> true;
                    };
            if (!isAllowed) {
                return false;
            }
        }
        return true;
    }

    /** Checks an id as a service writes it: a path, also within a URL or without its first slash. Other ids are allowed. */
    private boolean allowsId(String id) {
        var scope = ID.matcher(id);
        if (!id.startsWith("/") && !scope.find()) {
            return true;
        }
        var segments = List.of((id.startsWith("/") ? id.substring(1) : id.substring(scope.start(1))).split("/", -1));
        boolean isSubscription = segments.size() == 2 && segments.get(0).equalsIgnoreCase("subscriptions");
        return isSubscription ? isAny(subscriptions, segments.get(1)) : contains(segments);
    }

    /** Returns whether a subscription may be shown. */
    public boolean allowsSubscription(String id) {
        return isAny(subscriptions, id);
    }

    /**
     * Returns the query with its tables narrowed to the limits; unchanged if there are none.
     *
     * @throws LimitException if it has anything that could read other rows
     */
    public String narrow(String kql) {
        return isOpen() ? kql : new KqlNarrowing(kql, condition()).narrowed();
    }

    /** Returns the condition of the limits, in the query language. */
    private String condition() {
        var conditions = new StringBuilder();
        if (!subscriptions.isEmpty()) {
            conditions
                    .append("subscriptionId in~ (")
                    .append(literals(subscriptions))
                    .append(')');
        }
        if (!groups.isEmpty()) {
            conditions.append(conditions.isEmpty() ? "" : " and ");
            conditions.append("resourceGroup in~ (").append(literals(groups)).append(')');
        }
        return conditions.toString();
    }

    private static String literals(List<String> values) {
        return String.join(", ", values.stream().map(KqlToken::literal).toList());
    }

    /** Returns the limits in words, for errors and descriptions. */
    public String describe() {
        if (isOpen()) {
            return "what the user may read";
        }
        var in = subscriptions.isEmpty() ? "" : " of subscription " + String.join(" or ", subscriptions);
        return groups.isEmpty() ? in.substring(" of ".length()) : "resource group " + String.join(" or ", groups) + in;
    }

    /** Returns the limits as a sentence for the description of a tool; "" if there are none. */
    public String sentence() {
        return isOpen() ? "" : " Limited to " + describe() + ".";
    }

    private String example() {
        var subscription = subscriptions.isEmpty() ? "{id}" : subscriptions.get(0);
        return "/subscriptions/" + subscription
                + (groups.isEmpty() ? "" : "/resourceGroups/" + ArmPath.encoded(groups.get(0)));
    }
}
