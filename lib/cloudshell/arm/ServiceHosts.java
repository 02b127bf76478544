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

/** Which audience a service wants, by its host. */
public final class ServiceHosts {
    /** Endpoints that the environment names, as the simulator sets them, and their audiences' short names. */
    private static final Map<String, String> NAMED =
            Map.of("AZURE_MICROSOFT_GRAPH_ENDPOINT", "graph", "AZURE_KEYVAULT_URL", "vault");

    private ServiceHosts() {}

    /**
     * The audience of the service at a URL: an endpoint on the local host that the environment names, or a host of this
     * cloud; empty if none is known. A variable never has a token sent to another host.
     */
    public static Optional<Audience> audience(URI url, Settings settings) {
        if (Origin.of(url).isLoopback()) {
            for (var named : NAMED.entrySet()) {
                var endpoint = settings.variable(named.getKey()).strip();
                if (!endpoint.isEmpty()
                        && Origin.of(Cloud.address(named.getKey(), endpoint)).equals(Origin.of(url))) {
                    return Optional.of(Audience.named(named.getValue(), settings.cloud()));
                }
            }
        }
        return audience(url, settings.cloud());
    }

    /** The audience of the service at an address in this cloud; empty where none is known. */
    public static Optional<Audience> audience(URI address, Cloud cloud) {
        var host = address.getHost() == null ? "" : address.getHost().toLowerCase(Locale.ROOT);
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
