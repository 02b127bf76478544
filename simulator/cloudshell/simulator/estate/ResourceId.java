package cloudshell.simulator.estate;

import java.util.Locale;

/**
 * A resource's id in its parts, as they were written.
 *
 * @param group empty for what is in none
 * @param type {@code Microsoft.Compute/virtualMachines}
 */
public record ResourceId(String subscription, String group, String type, String name) {
    @Override
    public String toString() {
        var types = type.split("/");
        var names = name.split("/");
        var id = new StringBuilder(
                "/subscriptions/" + subscription + "/resourceGroups/" + group + "/providers/" + types[0]);
        for (int n = 0; n < names.length; n++) {
            id.append('/')
                    .append(n + 1 < types.length ? types[n + 1] : "")
                    .append('/')
                    .append(names[n]);
        }
        return id.toString();
    }

    /** @param id {@code /subscriptions/S/resourceGroups/G/providers/P/TYPE/NAME}, with more pairs of type and name */
    public static ResourceId of(String id) {
        var parts = id.split("/");
        var type = new StringBuilder(parts[6]);
        var name = new StringBuilder();
        for (int n = 7; n + 1 < parts.length; n += 2) {
            type.append('/').append(parts[n]);
            name.append(name.isEmpty() ? "" : "/").append(parts[n + 1]);
        }
        return new ResourceId(parts[2], parts[4], type.toString(), name.toString());
    }

    /** Returns whether a text has the form of a resource's id. */
    public static boolean isOne(String text) {
        return text.matches("(?i)/subscriptions/[^/]+/resourceGroups/[^/]+/providers/[^/]+(/[^/]+/[^/]+)+");
    }

    /** Returns the form that all spellings of one id have in common. */
    String key() {
        return toString().toLowerCase(Locale.ROOT);
    }
}
