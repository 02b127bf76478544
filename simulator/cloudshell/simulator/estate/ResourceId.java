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
        return "/subscriptions/" + subscription + "/resourceGroups/" + group + "/providers/" + type + "/" + name;
    }

    /** What two spellings of one id have in common. */
    String key() {
        return toString().toLowerCase(Locale.ROOT);
    }
}
