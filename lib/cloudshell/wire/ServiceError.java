package cloudshell.wire;

import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What an answer says about its failure. The code and message are the service's own; both are "" where the body has
 * neither. Azure writes {@code {"error":{"code","message"}}}, flat {@code {"code","message"}}, either with capitals,
 * OAuth's {@code error} and {@code error_description}, or nothing.
 */
public record ServiceError(
        int status, String code, String message, String requestId, String correlationId, String unreadable) {
    public static final ServiceError NONE = new ServiceError(0, "", "", "", "", "");

    private static final int LONGEST_MESSAGE = 1000;

    public static ServiceError of(Transport.Response answer, String secret) {
        var fields = Map.<String, String>of();
        var unreadable = "";
        try {
            fields = lowerCased(Json.flat(answer.body()));
        } catch (IOException e) {
            unreadable = answer.body().length == 0 ? "an empty body" : e.getMessage();
        }
        var code = first(fields, "error.code", "code", "error", "error.error.code");
        var message = first(fields, "error.message", "message", "error_description");
        var detail = first(fields, "error.details.message", "details.message");
        if (!detail.isEmpty() && !message.contains(detail)) {
            message = message + " (" + first(fields, "error.details.code", "details.code") + ": " + detail + ")";
        }
        return new ServiceError(
                answer.status(),
                clean(code, secret),
                clean(message, secret),
                clean(answer.header("x-ms-request-id").orElse(""), secret),
                clean(answer.header("x-ms-correlation-request-id").orElse(""), secret),
                unreadable);
    }

    /** One line: status, code, message, and the ids that Azure's support asks for. */
    public String describe() {
        var text = new StringBuilder("HTTP ").append(status);
        if (!code.isEmpty()) {
            text.append(' ').append(code);
        }
        if (!message.isEmpty()) {
            text.append(": ").append(message);
        } else if (code.isEmpty()) {
            text.append(" with ").append(unreadable.isEmpty() ? "no reason given" : unreadable);
        }
        if (!requestId.isEmpty()) {
            text.append(" (request id ").append(requestId);
            text.append(correlationId.isEmpty() ? "" : ", correlation id " + correlationId)
                    .append(')');
        }
        return text.toString();
    }

    private static Map<String, String> lowerCased(Map<String, String> fields) {
        var lower = new HashMap<String, String>();
        for (var field : fields.entrySet()) {
            lower.putIfAbsent(field.getKey().toLowerCase(Locale.ROOT), field.getValue());
        }
        return lower;
    }

    private static String first(Map<String, String> fields, String... names) {
        for (var name : names) {
            if (fields.containsKey(name)) {
                return fields.get(name);
            }
        }
        return "";
    }

    private static String clean(String text, String secret) {
        var shown = SafeText.printable(SafeText.withoutSecrets(text, secret)).strip();
        return SafeText.cut(shown, LONGEST_MESSAGE);
    }
}
