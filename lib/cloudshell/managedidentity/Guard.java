package cloudshell.managedidentity;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.util.List;
import java.util.Locale;

/**
 * Turns away what no program of this machine sends by itself: a web page, by its own name or one that has been bound to
 * this address (DNS rebinding), and whatever came through a proxy.
 */
final class Guard {
    private static final List<String> OF_PROXIES = List.of("Forwarded", "Via", "X-Real-IP", "X-Original-Host");

    private final List<String> hosts;

    Guard(int port) {
        this.hosts = List.of("127.0.0.1:" + port, "localhost:" + port);
    }

    boolean turnsAway(HttpExchange exchange) {
        var method = exchange.getRequestMethod();
        var headers = exchange.getRequestHeaders();
        return !exchange.getRemoteAddress().getAddress().isLoopbackAddress()
                || !method.equals("GET") && !method.equals("POST")
                || !isForThisMachine(headers)
                || headers.containsKey("Origin")
                || !isNotFromAPage(headers)
                || isForwarded(headers);
    }

    private boolean isForThisMachine(Headers headers) {
        var named = headers.getOrDefault("Host", List.of());
        return named.size() == 1 && hosts.contains(named.get(0).toLowerCase(Locale.ROOT));
    }

    /** msal-node sends Sec-Fetch-Mode, so that one says nothing. */
    private static boolean isNotFromAPage(Headers headers) {
        return headers.getOrDefault("Sec-Fetch-Site", List.of()).stream().allMatch("none"::equals);
    }

    private static boolean isForwarded(Headers headers) {
        return OF_PROXIES.stream().anyMatch(headers::containsKey)
                || headers.keySet().stream().anyMatch(name -> name.regionMatches(true, 0, "X-Forwarded", 0, 11));
    }
}
