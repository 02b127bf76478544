package cloudshell.http;

import static java.net.Proxy.Type.SOCKS;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.util.regex.Pattern;

/** Thrown if a proxy rejected a request or responded instead of the service. */
public final class ProxyException extends IOException {
    private static final long serialVersionUID = 1L;

    /** The JDK's two clients: {@code HttpURLConnection} quotes the status line, {@code HttpClient} the status. */
    private static final Pattern TUNNEL =
            Pattern.compile("(?s).*(?:Proxy returns \"(?:HTTP/\\S+ )?|Tunnel failed, got: )(\\d{3})\\b.*");

    private static final String SOCKS_MARK = " (SOCKS)";
    private static final int WANTS_SIGN_IN = 407;

    private final int status;
    private final boolean nothingSent;

    private ProxyException(String message, int status, boolean nothingSent) {
        super(message + (nothingSent ? "; nothing was sent to the service" : ""));
        this.status = status;
        this.nothingSent = nothingSent;
    }

    /** Returns Java's proxy for a URL as {@code HOST:PORT}, or "" if there is none. */
    public static String proxyOf(URI uri) {
        var selector = ProxySelector.getDefault();
        if (selector == null || uri.getHost() == null || Origin.of(uri).isLoopback()) {
            return "";
        }
        for (var proxy : selector.select(uri)) {
            if (proxy.type() == Proxy.Type.DIRECT) {
                return "";
            }
            if (proxy.address() instanceof InetSocketAddress address) {
                return address.getHostString() + ":" + address.getPort() + (proxy.type() == SOCKS ? SOCKS_MARK : "");
            }
        }
        return "";
    }

    /** Returns whether it is a SOCKS proxy, of what {@link #proxyOf} returns. */
    static boolean isSocks(String proxy) {
        return proxy.endsWith(SOCKS_MARK);
    }

    /** A SOCKS proxy that has made no connection, with the JDK's reason if it has one. */
    static ProxyException ofSocks(String proxy, String message) {
        var reason = SafeText.withoutClassNames(String.valueOf(message)).replaceFirst("^SOCKS ?: ", "");
        return noConnection(proxy, "made no connection: " + reason);
    }

    /** Creates an exception for a PATCH: {@code HttpClient} has no SOCKS proxies, and {@code HttpURLConnection} no PATCH. */
    static ProxyException noPatch(String proxy) {
        return noConnection(proxy, "cannot be used for a PATCH, which Java sends through HTTP proxies only");
    }

    /** The proxy did not connect to the service. */
    static ProxyException noConnection(String proxy, String why) {
        return new ProxyException("the proxy " + proxy + " " + why, 0, true);
    }

    /** The proxy's response to CONNECT was not HTTP. */
    static ProxyException notHttp(String proxy) {
        return noConnection(proxy, "responded to CONNECT with something that is not HTTP");
    }

    /** Parses the JDK's message about a failed CONNECT; returns null if the message is about something else. */
    static ProxyException ofTunnel(String proxy, String message) {
        var matcher = TUNNEL.matcher(String.valueOf(message));
        if (matcher.matches()) {
            return ofStatus(proxy, Integer.parseInt(matcher.group(1)));
        }
        return String.valueOf(message).startsWith("Unable to tunnel") ? notHttp(proxy) : null;
    }

    /** The proxy responded with an error, so it did not forward the request. */
    static ProxyException ofStatus(String proxy, int status) {
        var meaning = status == WANTS_SIGN_IN ? " (it wants a sign-in)" : "";
        return new ProxyException("the proxy " + proxy + " responded with HTTP " + status + meaning, status, true);
    }

    /** The proxy or the service sent a response that is not HTTP. */
    static ProxyException notHttpFromEither(String proxy) {
        return new ProxyException(
                "the proxy " + proxy + ", or the service behind it, responded with something that is not HTTP",
                0,
                false);
    }

    /** Returns whether the service has certainly not received the request. */
    public boolean nothingSent() {
        return nothingSent;
    }

    /** Returns what to try. */
    public String hint() {
        if (getMessage().contains("for a PATCH")) {
            return "an HTTP proxy: -Dhttps.proxyHost=HOST -Dhttps.proxyPort=PORT in JAVA_TOOL_OPTIONS; or a PUT";
        }
        return status == WANTS_SIGN_IN
                ? "a proxy on localhost that signs in for you (px, cntlm): this toolkit sends a proxy no password; or leave"
                        + " the host out of the proxy with -Dhttp.nonProxyHosts=HOST in JAVA_TOOL_OPTIONS"
                : "jbang doctor@catalog shows which setting names the proxy; ask who runs it to let the host through";
    }
}
