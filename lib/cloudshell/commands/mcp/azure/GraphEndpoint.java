package cloudshell.commands.mcp.azure;

import cloudshell.http.Origin;
import cloudshell.token.Audience;
import cloudshell.token.Cloud;
import cloudshell.token.Settings;
import cloudshell.token.UsageException;
import java.net.URI;

/**
 * Microsoft Graph of the cloud, or the one on localhost that {@code AZURE_MICROSOFT_GRAPH_ENDPOINT} names.
 *
 * @param cloud the cloud's own, as an agent writes it
 * @param actual where requests go
 */
record GraphEndpoint(URI cloud, URI actual) {
    static final String NAME = "graph";
    private static final String VARIABLE = "AZURE_MICROSOFT_GRAPH_ENDPOINT";

    /** @throws UsageException if the variable names a host that is neither localhost nor the cloud's own */
    static GraphEndpoint of(Settings settings) {
        var cloud = URI.create(Audience.named(NAME, settings.cloud()).resource());
        var named = settings.variable(VARIABLE).strip();
        if (named.isEmpty()) {
            return new GraphEndpoint(cloud, cloud);
        }
        var actual = Cloud.url(VARIABLE, named);
        if (!Origin.of(actual).isLoopback() && !Origin.of(actual).equals(Origin.of(cloud))) {
            throw new UsageException(
                    "use Microsoft Graph",
                    VARIABLE + " is " + Origin.of(actual) + ", which is not the cloud's own and would get the token",
                    "unset it");
        }
        return new GraphEndpoint(cloud, actual);
    }

    /** Returns whether a URL is at Microsoft Graph. */
    boolean has(Origin origin) {
        return origin.equals(Origin.of(cloud)) || origin.equals(Origin.of(actual));
    }
}
