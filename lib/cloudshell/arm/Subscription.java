package cloudshell.arm;

import cloudshell.http.SafeText;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A subscription that the user can read.
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

    /** Returns whether it is enabled; the resources of a disabled one can be listed, but none runs. */
    public boolean isEnabled() {
        return !state.equalsIgnoreCase("Disabled") && !state.equalsIgnoreCase("Deleted");
    }

    /** Returns their names for a message, at most twenty, those with a similar start first. */
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

    /** Returns whether the text is a GUID. */
    static boolean isId(String text) {
        return text.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    }
}
