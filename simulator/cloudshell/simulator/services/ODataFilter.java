package cloudshell.simulator.services;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A {@code $filter} of Microsoft Graph: {@code eq}, {@code ne}, {@code in}, {@code startswith}, {@code endswith},
 * {@code NAME/any(x:x eq 'y')}, joined by {@code and} or by {@code or}.
 */
final class ODataFilter {
    private static final String BETWEEN = "(?=(?:[^']*'[^']*')*[^']*$)";
    private static final Pattern COMPARISON =
            Pattern.compile("(\\w+)\\s+(eq|ne)\\s+(?:'((?:[^']|'')*)'|(true|false|null))", Pattern.CASE_INSENSITIVE);
    private static final Pattern IN = Pattern.compile("(\\w+)\\s+in\\s+\\((.*)\\)", Pattern.CASE_INSENSITIVE);
    private static final Pattern FUNCTION = Pattern.compile(
            "(startswith|endswith)\\(\\s*(\\w+)\\s*,\\s*'((?:[^']|'')*)'\\s*\\)", Pattern.CASE_INSENSITIVE);
    private static final Pattern ANY = Pattern.compile(
            "(\\w+)/any\\(\\s*(\\w+)\\s*:\\s*\\2\\s+eq\\s+'((?:[^']|'')*)'\\s*\\)", Pattern.CASE_INSENSITIVE);

    private ODataFilter() {}

    /** Empty if the filter is not simulated. */
    static Optional<Predicate<ObjectNode>> parse(String filter) {
        var any = new ArrayList<Predicate<ObjectNode>>();
        for (var alternative : filter.split("(?i)\\s+or\\s+" + BETWEEN)) {
            Predicate<ObjectNode> all = node -> true;
            for (var each : alternative.split("(?i)\\s+and\\s+" + BETWEEN)) {
                var condition = condition(each.strip().replaceAll("^\\(([^()]*)\\)$", "$1"));
                if (condition.isEmpty()) {
                    return Optional.empty();
                }
                all = all.and(condition.get());
            }
            any.add(all);
        }
        return Optional.of(node -> any.stream().anyMatch(each -> each.test(node)));
    }

    private static Optional<Predicate<ObjectNode>> condition(String text) {
        var comparison = COMPARISON.matcher(text);
        if (comparison.matches()) {
            var word = comparison.group(4) == null ? "" : comparison.group(4).toLowerCase(Locale.ROOT);
            var value = word.equals("null") ? "" : word.isEmpty() ? unquoted(comparison.group(3)) : word;
            boolean not = comparison.group(2).equalsIgnoreCase("ne");
            return Optional.of(
                    node -> not != text(node.path(comparison.group(1))).equalsIgnoreCase(value));
        }
        var in = IN.matcher(text);
        if (in.matches()) {
            var values = List.of(in.group(2).replaceAll("^\\s*'|'\\s*$", "").split("'\\s*,\\s*'"));
            return Optional.of(node -> values.stream().anyMatch(text(node.path(in.group(1)))::equalsIgnoreCase));
        }
        var function = FUNCTION.matcher(text);
        if (function.matches()) {
            var part = unquoted(function.group(3)).toLowerCase(Locale.ROOT);
            boolean start = function.group(1).equalsIgnoreCase("startswith");
            return Optional.of(node -> {
                var value = text(node.path(function.group(2))).toLowerCase(Locale.ROOT);
                return start ? value.startsWith(part) : value.endsWith(part);
            });
        }
        var any = ANY.matcher(text);
        if (!any.matches()) {
            return Optional.empty();
        }
        var value = unquoted(any.group(3));
        return Optional.of(node -> {
            for (var each : node.path(any.group(1))) {
                if (text(each).equalsIgnoreCase(value)) {
                    return true;
                }
            }
            return false;
        });
    }

    private static String unquoted(String text) {
        return text.replace("''", "'");
    }

    private static String text(JsonNode node) {
        return node.isNull() ? "" : node.asText();
    }
}
