package cloudshell.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.tomakehurst.wiremock.http.Request;
import java.net.URI;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Map;

/** A request as the answers need it: the path without its query, the parameters decoded, the headers by any case. */
record SimulatedRequest(
        String method, String path, Map<String, String> query, Map<String, String> form, Request request) {
    static SimulatedRequest of(Request request) {
        var address = URI.create("http://localhost" + request.getUrl());
        return new SimulatedRequest(
                request.getMethod().getName(),
                address.getPath(),
                parameters(address.getRawQuery()),
                parameters(request.getBodyAsString()),
                request);
    }

    boolean isForTokens() {
        return path.equals("/oauth2/token") || path.startsWith("/metadata");
    }

    String header(String name) {
        var value = request.getHeader(name);
        return value == null ? "" : value;
    }

    String body() {
        return request.getBodyAsString();
    }

    private static Map<String, String> parameters(String text) {
        var parameters = new HashMap<String, String>();
        if (text == null || text.startsWith("{")) {
            return parameters;
        }
        for (var pair : text.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.putIfAbsent(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
