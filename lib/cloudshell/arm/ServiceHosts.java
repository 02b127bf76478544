package cloudshell.arm;

import cloudshell.http.Origin;
import cloudshell.token.Audience;
import cloudshell.token.Cloud;
import cloudshell.token.KnownAudience;
import cloudshell.token.Settings;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the audience of a service by its host. */
final class ServiceHosts {
    /** Endpoints in the environment, as the simulator sets them, and the short names of their audiences. */
    private static final Map<String, String> NAMED =
            Map.of("AZURE_MICROSOFT_GRAPH_ENDPOINT", "graph", "AZURE_KEYVAULT_URL", "vault");

    private ServiceHosts() {}

    /**
     * Returns the audience of an endpoint on localhost that the environment names, or of a host of this cloud; empty if
     * it is unknown. A variable never causes a token to be sent to another host.
     */
    public static Optional<Audience> audience(URI url, Settings settings) {
        if (Origin.of(url).isLoopback()) {
            for (var named : NAMED.entrySet()) {
                var endpoint = settings.variable(named.getKey()).strip();
                if (!endpoint.isEmpty()
                        && Origin.of(Cloud.url(named.getKey(), endpoint)).equals(Origin.of(url))) {
                    return Optional.of(Audience.named(named.getValue(), settings.cloud()));
                }
            }
        }
        return audience(url, settings.cloud());
    }

    /** Returns the audience of a host in this cloud; empty if it is unknown. */
    public static Optional<Audience> audience(URI url, Cloud cloud) {
        var host = url.getHost() == null ? "" : url.getHost().toLowerCase(Locale.ROOT);
        if (host.equals(cloud.resourceManager().getHost())) {
            return Optional.of(Audience.resourceManager(cloud));
        }
        return KnownAudience.all().stream()
                .filter(known ->
                        Stream.of(cloud.of(known.hosts()).split(",")).anyMatch(each -> KnownAudience.isAt(host, each)))
                .findFirst()
                .map(known -> Audience.named(known.names().get(0), cloud));
    }
}
