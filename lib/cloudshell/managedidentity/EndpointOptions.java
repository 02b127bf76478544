package cloudshell.managedidentity;

import cloudshell.token.Audience;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Options of a managed identity endpoint.
 *
 * @param port on loopback; 0 for any free one
 * @param only the allowed audiences; empty for all
 * @param ignoreClientId whether requests that name a user-assigned identity get the user's token
 */
public record EndpointOptions(int port, List<Audience> only, boolean ignoreClientId) {
    /** All audiences, any free port, no requests that name a user-assigned identity. */
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

    /** An audience with and without a final slash is the same service. */
    private static String bare(Audience audience) {
        return audience.resource().replaceFirst("/+$", "").toLowerCase(Locale.ROOT);
    }
}
