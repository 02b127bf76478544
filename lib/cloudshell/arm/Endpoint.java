package cloudshell.arm;

import cloudshell.http.Origin;
import cloudshell.http.SafeText;
import cloudshell.http.Urls;
import cloudshell.token.Settings;
import cloudshell.token.UsageException;
import java.net.URI;

/** The endpoint of a service, the only origin that its token may be sent to. */
public record Endpoint(URI url) {
    static final String VARIABLE = "AZURE_RESOURCE_MANAGER_ENDPOINT";

    /** @throws UsageException if the URL is neither https nor loopback */
    public Endpoint {
        if (!Origin.of(url).maySeeTokens()) {
            throw new UsageException(
                    "call " + Origin.of(url),
                    "a token goes over https or to loopback only",
                    "write https:// in the URL");
        }
    }

    /**
     * Returns Resource Manager's endpoint: {@code AZURE_RESOURCE_MANAGER_ENDPOINT}, or the cloud's.
     *
     * @throws UsageException if it is neither on localhost nor a known cloud's, and that is not allowed
     */
    public static URI resourceManager(Settings settings) {
        return settings.resourceManager();
    }

    /**
     * Rejects what is neither a path nor a URL.
     *
     * @throws UsageException if it is neither, or null
     */
    public static void checkPath(String path) {
        if (path == null || !path.startsWith("/") && !path.contains("://")) {
            throw new UsageException(
                    path == null ? "send the request" : "call " + SafeText.line(path),
                    path == null ? "the path is null" : "it is neither a path that begins with / nor a URL",
                    path != null && path.matches("(subscriptions|providers|tenants)([/?].*)?")
                            ? "/" + SafeText.line(path)
                            : "a path that begins with /, or a URL that begins with https://");
        }
    }

    /**
     * Returns the URL of a path below this endpoint, or of a link from a service.
     *
     * @throws ArmException if it has another origin; no token is sent, and none is in the message
     */
    URI resolve(String path) {
        var origin = Origin.of(url);
        try {
            var target = Urls.parse(path.startsWith("/") ? base() + path : path);
            if (!isAt(Origin.of(target), origin)) {
                throw new IllegalArgumentException("it is at " + Origin.of(target));
            }
            if (target.getRawFragment() != null) {
                throw new IllegalArgumentException("it has a #, which no service would see; write %23");
            }
            return target;
        } catch (IllegalArgumentException e) {
            throw new ArmException(
                    path.startsWith("/") ? "call " + path : "follow a link",
                    "the token is meant for " + origin + " only, and this URL is rejected: " + e.getMessage(),
                    "");
        }
    }

    /** Compares the parts: the first comparison of two records takes 20 ms on Java 17. */
    private static boolean isAt(Origin one, Origin other) {
        return one.scheme().equals(other.scheme()) && one.host().equals(other.host()) && one.port() == other.port();
    }

    /** Returns the URL without its query, which does not apply to paths below it. */
    private String base() {
        var path = url.getRawPath() == null ? "" : url.getRawPath();
        return url.getScheme() + "://" + url.getRawAuthority()
                + (path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
    }
}
