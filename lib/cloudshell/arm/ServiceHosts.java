package cloudshell.arm;

import cloudshell.token.Audience;
import cloudshell.token.Cloud;
import cloudshell.token.KnownAudience;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Which audience a service wants, by its host. */
public final class ServiceHosts {
    private ServiceHosts() {}

    /** The audience of the service at a URL in this cloud; empty if none is known. */
    public static Optional<Audience> audience(URI url, Cloud cloud) {
        var host = url.getHost() == null ? "" : url.getHost().toLowerCase(Locale.ROOT);
        if (host.equals(cloud.resourceManager().getHost())) {
            return Optional.of(Audience.resourceManager(cloud));
        }
        return KnownAudience.all().stream()
                .filter(known -> Stream.of(cloud.of(known.hosts()).split(",")).anyMatch(each -> matches(host, each)))
                .findFirst()
                .map(known -> Audience.named(known.names().get(0), cloud));
    }

    private static boolean matches(String host, String pattern) {
        return pattern.startsWith("*")
                ? host.endsWith(pattern.substring(1)) && host.length() > pattern.length() - 1
                : host.equals(pattern);
    }
}
