package cloudshell.vm;

import java.util.Locale;

/**
 * The power state of a VM (Microsoft.Compute, "States and billing status of Azure Virtual machines"). Its text form is
 * the code in lower case: {@code running}.
 */
public enum PowerState {
    CREATING,
    STARTING,
    RUNNING,
    STOPPING,
    STOPPED,
    DEALLOCATING,
    DEALLOCATED,
    HIBERNATING,
    HIBERNATED,
    /** Not known: it was not requested, could not be read, or is a state newer than this list. */
    UNKNOWN;

    /** Returns the state of a code such as {@code running}, in any case; UNKNOWN for any other text. */
    static PowerState of(String code) {
        for (var state : values()) {
            if (state.name().equalsIgnoreCase(code)) {
                return state;
            }
        }
        return UNKNOWN;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
