package cloudshell.http;

import java.net.URI;
import java.util.Locale;

/**
 * Scheme, host and effective port of an address: the unit a bearer token is meant for. Two addresses have the same
 * origin only if all three are equal; beginning alike is not enough ({@code management.azure.com.evil.example}).
 */
public record Origin(String scheme, String host, int port) {
    private static final int LAST_PORT = 65_535;

    /** @throws IllegalArgumentException for an address without a host, with user-info, or neither http nor https */
    public static Origin of(URI address) {
        var scheme = address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
        int standard =
                switch (scheme) {
                    case "https" -> 443;
                    case "http" -> 80;
                    default -> throw new IllegalArgumentException("neither http nor https");
                };
        if (address.getHost() == null) {
            throw new IllegalArgumentException("no host in it");
        }
        if (address.getRawUserInfo() != null) {
            throw new IllegalArgumentException("a user name in it");
        }
        if (address.getPort() > LAST_PORT) {
            throw new IllegalArgumentException("no such port");
        }
        var port = address.getPort() < 0 ? standard : address.getPort();
        return new Origin(scheme, address.getHost().toLowerCase(Locale.ROOT), port);
    }

    /** Whether it is this machine itself, by name or by a literal address; no name is looked up. */
    public boolean isLoopback() {
        return host.equals("localhost")
                || host.equals("[::1]")
                || host.equals("[0:0:0:0:0:0:0:1]")
                || host.startsWith("127.") && host.matches("[0-9.]+");
    }

    /** Whether a bearer token may travel there: over https, or within this machine. */
    public boolean maySeeTokens() {
        return scheme.equals("https") || isLoopback();
    }

    @Override
    public String toString() {
        return scheme + "://" + host + ":" + port;
    }
}
