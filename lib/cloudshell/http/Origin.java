package cloudshell.http;

import java.net.URI;
import java.util.Locale;

/**
 * Scheme, host and effective port of a URL: the unit a bearer token is meant for. Two URLs have the same
 * origin only if all three are equal; beginning alike is not enough ({@code management.azure.com.evil.example}).
 */
public record Origin(String scheme, String host, int port) {
    private static final int LAST_PORT = 65_535;

    /** @throws IllegalArgumentException for a URL without a host, with user-info, or the scheme is neither http nor https */
    public static Origin of(URI url) {
        var scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        int standard =
                switch (scheme) {
                    case "https" -> 443;
                    case "http" -> 80;
                    default -> throw new IllegalArgumentException("the scheme is neither http nor https");
                };
        if (url.getHost() == null) {
            throw new IllegalArgumentException("it has no host");
        }
        if (url.getRawUserInfo() != null) {
            throw new IllegalArgumentException("it has a user name");
        }
        if (url.getPort() > LAST_PORT) {
            throw new IllegalArgumentException("the port is not valid");
        }
        var port = url.getPort() < 0 ? standard : url.getPort();
        return new Origin(scheme, url.getHost().toLowerCase(Locale.ROOT), port);
    }

    /** Whether it is localhost itself, by name or by a literal URL; no name is looked up. */
    public boolean isLoopback() {
        return host.equals("localhost")
                || host.equals("[::1]")
                || host.equals("[0:0:0:0:0:0:0:1]")
                || host.startsWith("127.") && host.matches("[0-9.]+");
    }

    /** Whether a bearer token may travel there: over https, or within localhost. */
    public boolean maySeeTokens() {
        return scheme.equals("https") || isLoopback();
    }

    @Override
    public String toString() {
        return scheme + "://" + host + ":" + port;
    }
}
