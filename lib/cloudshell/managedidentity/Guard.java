package cloudshell.managedidentity;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Rejects requests that a local program does not send: those of a web page, under its own name or one that resolves to
 * 127.0.0.1 (DNS rebinding), and those that came through a proxy, which may forward a stranger's request.
 */
final class Guard {
    /** Headers that proxies, load balancers and CDNs add, in lower case and with hyphens. */
    private static final Set<String> OF_PROXIES = Set.of(
            "forwarded",
            "via",
            "max-forwards",
            "cdn-loop",
            "client-ip",
            "true-client-ip",
            "x-client-ip",
            "x-real-ip",
            "x-remote-ip",
            "x-remote-addr",
            "x-cluster-client-ip",
            "x-proxyuser-ip",
            "x-originating-ip",
            "x-rewrite-url",
            "x-host",
            "x-http-host-override",
            "x-http-destinationurl",
            "x-azure-clientip",
            "x-azure-socketip",
            "x-azure-fdid",
            "x-azure-ref",
            "x-azure-requestchain",
            "fastly-client-ip");

    private static final List<String> PREFIXES_OF_PROXIES = List.of(
            "forwarded-",
            "x-forward",
            "x-original-",
            "x-envoy-",
            "x-arr-",
            "x-amz-cf-",
            "x-appengine-",
            "proxy-",
            "wl-proxy-",
            "cf-",
            "akamai-");

    private final List<String> hosts;

    Guard(int port) {
        this.hosts = List.of("127.0.0.1:" + port, "localhost:" + port);
    }

    boolean rejects(IncomingRequest request) {
        var method = request.method();
        return !method.equals("GET") && !method.equals("POST")
                || !isForLocalHost(request)
                || request.has("Origin")
                || isFromPage(request)
                || request.values("Metadata").size() > 1
                || isForwarded(request);
    }

    private boolean isForLocalHost(IncomingRequest request) {
        var named = request.values("Host");
        return named.size() == 1 && hosts.contains(named.get(0).toLowerCase(Locale.ROOT));
    }

    /** Ignores Sec-Fetch-Mode, which msal-node sends. */
    private static boolean isFromPage(IncomingRequest request) {
        return !request.values("Sec-Fetch-Site").stream().allMatch("none"::equals);
    }

    /** Servers behind proxies treat an underscore in a name as a hyphen. */
    private static boolean isForwarded(IncomingRequest request) {
        for (var header : request.headers()) {
            var name = header.name().toLowerCase(Locale.ROOT).replace('_', '-');
            if (OF_PROXIES.contains(name) || PREFIXES_OF_PROXIES.stream().anyMatch(name::startsWith)) {
                return true;
            }
        }
        return false;
    }
}
