package cloudshell.arm;

import cloudshell.http.SafeText;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A subscription that the user may see.
 *
 * @param id the GUID
 * @param state {@code Enabled}, {@code Disabled}, {@code Warned}, {@code PastDue} or {@code Deleted}
 */
public record Subscription(String id, String name, String state, String tenant) {
    private static final int MOST_NAMES = 20;

    static Subscription of(JsonNode node) {
        return new Subscription(
                node.path("subscriptionId").asText(),
                node.path("displayName").asText(),
                node.path("state").asText(),
                node.path("tenantId").asText());
    }

    /** Whether its resources can be listed; those of a disabled one can, but it runs nothing. */
    public boolean isEnabled() {
        return !state.equalsIgnoreCase("Disabled") && !state.equalsIgnoreCase("Deleted");
    }

    /** Their names, for a message: first those that begin like one, and twenty at most. */
    static String names(List<Subscription> all, String like) {
        var names = all.stream()
                .map(Subscription::name)
                .sorted(Comparator.comparing(name -> !name.regionMatches(true, 0, like.strip(), 0, 3)))
                .limit(MOST_NAMES)
                .collect(Collectors.joining("', '", "'", "'"));
        return all.size() > MOST_NAMES ? names + ", \u2026" : names;
    }

    @Override
    public String toString() {
        return SafeText.printable("%s  %s  %s".formatted(name, id, state));
    }

    /** Whether the text has the form of a subscription's id, a GUID. */
    static boolean isId(String text) {
        return text.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    }
}
