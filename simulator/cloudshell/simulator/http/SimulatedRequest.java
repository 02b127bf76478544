//SOURCES LenientJson.java Response.java ResponseException.java
package cloudshell.simulator.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * A request as handlers need it.
 *
 * @param origin scheme, host and port as the client wrote them, so that links lead back the way it came
 * @param port on which it arrived, which determines the service
 * @param url path and query as they were sent
 * @param path decoded, without a final slash, and with doubled slashes as one: clients leave an empty parent out so
 * @param query the parameters decoded, their names in any case; the first if one is repeated
 * @param headers a header's value by its name in any case, empty if there is none
 */
public record SimulatedRequest(
        String method,
        String origin,
        int port,
        String url,
        String path,
        Map<String, String> query,
        UnaryOperator<String> headers,
        String body) {
    public static SimulatedRequest of(
            String method, String origin, int port, String url, UnaryOperator<String> headers, String body) {
        int mark = url.indexOf('?');
        var path = decoded(mark < 0 ? url : url.substring(0, mark), false).replaceAll("/{2,}", "/");
        return new SimulatedRequest(
                method,
                origin,
                port,
                url,
                path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path,
                mark < 0 ? Map.of() : parameters(url.substring(mark + 1)),
                headers,
                body);
    }

    public SimulatedRequest withBody(String other) {
        return new SimulatedRequest(method, origin, port, url, path, query, headers, other);
    }

    public String header(String name) {
        var value = headers.apply(name);
        return value == null ? "" : value;
    }

    /** A parameter of the query, or empty. */
    public String parameter(String name) {
        return query.getOrDefault(name, "");
    }

    /** The parameters of a form body; empty if the body is none. */
    public Map<String, String> form() {
        return body.startsWith("{") ? Map.of() : parameters(body);
    }

    public boolean isForTokens() {
        return path.equals("/oauth2/token") || path.startsWith("/metadata") && !path.equals("/metadata/endpoints");
    }

    /** The path and query without one parameter. */
    public String urlWithout(String parameter) {
        return url.replaceAll("(?i)(?<=[?&])(%24|\\$)" + parameter + "=[^&]*&?", "")
                .replaceAll("[?&]$", "");
    }

    private static Map<String, String> parameters(String text) {
        var parameters = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        for (var pair : text.split("&")) {
            int equals = pair.indexOf('=');
            var name = equals < 0 ? pair : pair.substring(0, equals);
            if (!name.isEmpty()) {
                parameters.putIfAbsent(
                        decoded(name, true), equals < 0 ? "" : decoded(pair.substring(equals + 1), true));
            }
        }
        return parameters;
    }

    /** Leaves invalid percent-encoding unchanged, as Resource Manager does. */
    private static String decoded(String text, boolean form) {
        try {
            return URLDecoder.decode(form ? text : text.replace("+", "%2B"), UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
