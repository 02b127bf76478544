package cloudshell.managedidentity;

import cloudshell.token.Audience;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What is issued, and where.
 *
 * @param port on loopback; 0 for any that is free
 * @param only the audiences that are issued; all where there are none
 * @param ignoreClientId whether who asks for a certain managed identity gets the user's token all the same
 */
public record EndpointOptions(int port, List<Audience> only, boolean ignoreClientId) {
    /** All audiences, on any free port, to who asks for no certain identity. */
    public static final EndpointOptions DEFAULTS = new EndpointOptions(0, List.of(), false);

    public EndpointOptions {
        only = List.copyOf(only);
    }

    public EndpointOptions withPort(int port) {
        return new EndpointOptions(port, only, ignoreClientId);
    }

    public EndpointOptions withOnly(List<Audience> only) {
        return new EndpointOptions(port, only, ignoreClientId);
    }

    public EndpointOptions withIgnoreClientId(boolean ignoreClientId) {
        return new EndpointOptions(port, only, ignoreClientId);
    }

    boolean include(Audience audience) {
        var names = new ArrayList<String>();
        only.forEach(each -> names.add(bare(each)));
        return names.isEmpty() || names.contains(bare(audience));
    }

    /** With and without a final slash is one service. */
    private static String bare(Audience audience) {
        return audience.resource().replaceFirst("/+$", "").toLowerCase(Locale.ROOT);
    }
}
