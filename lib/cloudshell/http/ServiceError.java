package cloudshell.http;

import java.io.IOException;
import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/**
 * The error in a response. Code and message are the service's own, or "" if it sent none.
 *
 * @param unreadable what was received instead of an error, such as "an empty body"; or ""
 * @param chain all error details, one code and message per line, outermost first; or ""
 */
public record ServiceError(
        int status,
        String code,
        String message,
        String requestId,
        String correlationId,
        String unreadable,
        String chain)
        implements Serializable {
    public static final ServiceError NONE = new ServiceError(0, "", "", "", "", "", "");

    /**
     * Parses the errors of token endpoints: JSON, or a line of text. The package {@code errors} parses all other forms.
     */
    public static ServiceError of(Transport.Response response, String secret) {
        var fields = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        var unreadable = "";
        try {
            fields.putAll(Json.flat(response.body()));
        } catch (IOException e) {
            unreadable = response.body().length == 0 ? "an empty body" : e.getMessage();
        }
        var text = unreadable.equals(Json.NO_JSON) ? SafeText.firstLine(response.body()) : "";
        return new ServiceError(
                response.status(),
                SafeText.shown(first(fields, "", "error.code", "code", "error"), secret),
                SafeText.shown(first(fields, text, "error.message", "message", "error_description"), secret),
                SafeText.shown(response.header("x-ms-request-id").orElse(""), secret),
                SafeText.shown(response.header("x-ms-correlation-request-id").orElse(""), secret),
                unreadable,
                "");
    }

    /** Returns one line: status, code, message, and the ids that Azure support needs. */
    public String describe() {
        var said = code.isEmpty() || code.equals(Integer.toString(status)) ? "" : " " + code;
        var instead = said.isEmpty() ? " with " + (unreadable.isEmpty() ? "no reason given" : unreadable) : "";
        var text = "HTTP " + status + said + (message.isEmpty() ? instead : ": " + message);
        var ids = id("request id ", requestId, text) + id("correlation id ", correlationId, text);
        return ids.isEmpty() ? text : text + " (" + ids.substring(2) + ")";
    }

    private static String id(String name, String id, String text) {
        return id.isEmpty() || text.contains(id) ? "" : ", " + name + id;
    }

    private static String first(Map<String, String> fields, String otherwise, String... names) {
        for (var name : names) {
            if (fields.containsKey(name)) {
                return fields.get(name);
            }
        }
        return otherwise;
    }
}
