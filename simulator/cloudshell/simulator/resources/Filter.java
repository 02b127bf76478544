package cloudshell.simulator.resources;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A {@code $filter} over resources or groups: comparisons of {@code resourceType}, {@code name}, {@code location},
 * {@code resourceGroup}, {@code tagName} with {@code tagValue}, and {@code substringof}, joined by {@code and} or
 * {@code or}.
 */
final class Filter {
    private static final Pattern EQUAL =
            Pattern.compile("(\\w+)\\s+(eq|ne)\\s+'((?:[^']|'')*)'", Pattern.CASE_INSENSITIVE);
    private static final Pattern PART =
            Pattern.compile("substringof\\(\\s*'((?:[^']|'')*)'\\s*,\\s*(\\w+)\\s*\\)", Pattern.CASE_INSENSITIVE);

    private Filter() {}

    /** Empty if the text is not a filter. */
    static Optional<Predicate<JsonNode>> of(String text) {
        Predicate<JsonNode> any = null;
        for (var alternative : text.split("(?i)\\s+or\\s+(?=(?:[^']*'[^']*')*[^']*$)")) {
            var all = all(alternative);
            if (all.isEmpty()) {
                return Optional.empty();
            }
            any = any == null ? all.get() : any.or(all.get());
        }
        return Optional.ofNullable(any);
    }

    private static Optional<Predicate<JsonNode>> all(String text) {
        Predicate<JsonNode> all = node -> true;
        var tags = new ArrayList<String>();
        for (var each : text.split("(?i)\\s+and\\s+(?=(?:[^']*'[^']*')*[^']*$)")) {
            var condition = each.strip().replaceAll("^\\((.*)\\)$", "$1");
            var equal = EQUAL.matcher(condition);
            var part = PART.matcher(condition);
            if (equal.matches()) {
                var value = equal.group(3).replace("''", "'");
                if (equal.group(1).matches("(?i)tag(name|value)")) {
                    tags.add(value);
                    continue;
                }
                boolean not = equal.group(2).equalsIgnoreCase("ne");
                var field = field(equal.group(1));
                if (field == null) {
                    return Optional.empty();
                }
                all = all.and(node -> not != field.of(node).equalsIgnoreCase(value));
            } else if (part.matches() && field(part.group(2)) != null) {
                var field = field(part.group(2));
                var value = part.group(1).toLowerCase(Locale.ROOT);
                all = all.and(node -> field.of(node).toLowerCase(Locale.ROOT).contains(value));
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(tags.isEmpty() ? all : all.and(node -> hasTag(node.path("tags"), tags)));
    }

    private static boolean hasTag(JsonNode tags, List<String> wanted) {
        for (var names = tags.fieldNames(); names.hasNext(); ) {
            var name = names.next();
            if (name.equalsIgnoreCase(wanted.get(0))) {
                return wanted.size() < 2 || tags.path(name).asText().equalsIgnoreCase(wanted.get(1));
            }
        }
        return false;
    }

    private interface Field {
        String of(JsonNode node);
    }

    private static Field field(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "resourcetype" -> node -> node.path("type").asText();
            case "name" -> node -> node.path("name").asText();
            case "location" -> node -> node.path("location").asText();
            case "resourcegroup" ->
                node -> node.path("id").asText().replaceAll("(?i).*/resourceGroups/([^/]+).*", "$1");
            default -> null;
        };
    }
}
