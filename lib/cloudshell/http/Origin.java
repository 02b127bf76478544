package cloudshell.http;

import java.net.URI;
import java.util.Locale;

/**
 * Scheme, host and effective port of a URL: the origin that a bearer token is meant for. Two origins are equal only if
 * all three are equal; a common prefix is not enough ({@code management.azure.com.evil.example}).
 */
public record Origin(String scheme, String host, int port) {
    private static final int LAST_PORT = 65_535;

    /**
     * Returns the origin of a URL.
     *
     * @throws IllegalArgumentException if the URL has no host, has user information, or is neither http nor https
     */
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

    /** Returns whether the host is localhost, by name or by a literal address. No name is resolved. */
    public boolean isLoopback() {
        return host.equals("localhost")
                || host.equals("[::1]")
                || host.equals("[0:0:0:0:0:0:0:1]")
                || host.startsWith("127.") && host.matches("[0-9.]+");
    }

    /** Returns whether a bearer token may be sent there: over https, or to loopback. */
    public boolean maySeeTokens() {
        return scheme.equals("https") || isLoopback();
    }

    @Override
    public String toString() {
        return scheme + "://" + host + ":" + port;
    }
}
