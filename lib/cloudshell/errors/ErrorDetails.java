package cloudshell.errors;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Collects the details of an error: codes and messages from the outermost to the innermost, and the ids. */
final class ErrorDetails {
    /** A code and a message of the service; either may be "". */
    record ErrorDetail(String code, String message) {
        @Override
        public String toString() {
            return code.isEmpty() || message.isEmpty() ? code + message : code + ": " + message;
        }
    }

    private static final int MOST_LINKS = 24;
    private static final int DEEPEST = 24;
    private static final String[] CODES = "typekey code errorcode error_code exceptiontype subcode key".split(" ");
    private static final String[] MESSAGES =
            ("message error_description errormessage error_message detail reason exceptionmessage "
                            + "description faultstring msg error_msg value diagnostics text")
                    .split(" ");
    private static final String[] WITHIN =
            ("error odata.error remoteexception exception fault errors details moredetails errorentity "
                            + "issue pbi.error innererror inner_error innerexception innererrors cause "
                            + "authenticationerrordetail exceptionmessage @message @context values")
                    .split(" ");
    private static final String[] REQUEST_IDS =
            "request-id requestid request_id trackingid activityid trace_id traceid".split(" ");
    private static final String[] CORRELATION_IDS = "correlationid correlation_id client-request-id".split(" ");

    final List<ErrorDetail> links = new ArrayList<>();

    String requestId = "";
    String correlationId = "";
    private final String status;

    private ErrorDetails(int status) {
        this.status = Integer.toString(status);
    }

    static ErrorDetails of(Map<String, Object> tree, int status) {
        var details = new ErrorDetails(status);
        details.walk(tree, DEEPEST);
        if (details.links.isEmpty()) {
            details.search(tree, DEEPEST);
        }
        return details;
    }

    private void walk(Map<String, Object> map, int deep) {
        if (deep == 0 || links.size() >= MOST_LINKS) {
            return;
        }
        requestId = requestId.isEmpty() ? first(map, REQUEST_IDS) : requestId;
        correlationId = correlationId.isEmpty() ? first(map, CORRELATION_IDS) : correlationId;
        var code = code(map);
        var message = message(map, code);
        var inMessage = ErrorBody.inText(message);
        if (inMessage.isEmpty()) {
            add(code, message);
        } else {
            int before = links.size();
            add(code, "");
            descend(inMessage, deep - 1);
            if (links.size() - before <= (code.isEmpty() ? 0 : 1)) {
                add("", ErrorBody.pairs(inMessage));
            }
        }
        addTarget(map);
        for (var name : WITHIN) {
            var value = map.get(name);
            if (!(name.equals("error") && value instanceof String)) {
                descend(value, deep - 1);
            }
        }
        if (map.get("error_codes") instanceof List<?> numbers) {
            numbers.forEach(number -> add("AADSTS" + number, ""));
        }
    }

    @SuppressWarnings("unchecked")
    private void descend(Object value, int deep) {
        if (value instanceof Map) {
            var map = (Map<String, Object>) value;
            int before = links.size();
            walk(map, deep);
            if (links.size() == before) {
                add("", text(map.get("")));
                byField(map);
            }
        } else if (value instanceof List) {
            ((List<Object>) value).forEach(each -> descend(each, deep));
        } else if (value instanceof String) {
            var text = ((String) value).replaceAll("^\"(?=\\{)|\\\\(?=\")", "");
            if (text.startsWith("{")) {
                descend(ErrorBody.json(text), deep);
            } else if (text.indexOf(' ') > 0) {
                add("", text);
            }
        }
    }

    /** Adds the target if it is JSON, or if the message is JSON without it. */
    private void addTarget(Map<String, Object> map) {
        var target = text(map.get("target"));
        var inTarget = ErrorBody.inText(target);
        if (!inTarget.isEmpty()) {
            add("", ErrorBody.pairs(inTarget));
        } else if (!target.isEmpty()
                && !ErrorBody.inText(text(map.get("message"))).isEmpty()) {
            add("", target);
        }
    }

    /** Adds validation errors, which have the name of each field and its errors. */
    private void byField(Map<String, Object> map) {
        map.forEach((field, wrong) -> {
            if (wrong instanceof List<?> all && !all.isEmpty() && all.get(0) instanceof String first) {
                add(field, first);
            }
        });
    }

    /** Finds the first object below with a code or a message if the outermost has neither; else its only text. */
    @SuppressWarnings("unchecked")
    private void search(Map<String, Object> map, int deep) {
        for (var value : map.values()) {
            if (deep > 0 && links.isEmpty() && value instanceof Map) {
                walk((Map<String, Object>) value, deep - 1);
                search((Map<String, Object>) value, deep - 1);
            } else if (links.isEmpty() && value instanceof String text && text.startsWith("{")) {
                descend(text, deep - 1);
            }
        }
        if (links.isEmpty() && map.size() == 1 && deep == DEEPEST) {
            descend(map.values().iterator().next(), 1);
        }
    }

    private void add(String code, String message) {
        var isContained = links.stream()
                .anyMatch(each -> (message.isEmpty() || each.message().contains(message))
                        && (code.isEmpty()
                                || each.code().equals(code)
                                || each.message().contains(code)));
        if (!(code + message).isEmpty() && !isContained && links.size() < MOST_LINKS) {
            links.add(new ErrorDetail(code, message));
        }
    }

    private String code(Map<String, Object> map) {
        var named = first(map, CODES);
        var error = text(map.get("error"));
        var type = text(map.get("type"));
        if (named.isEmpty() && !error.isEmpty() && error.indexOf(' ') < 0) {
            return error;
        }
        if (text(map.get("kind")).equals("Status")) {
            return text(map.get("reason"));
        }
        if (named.isEmpty() && map.get("exception") instanceof String exception) {
            return exception;
        }
        return named.isEmpty() && map.containsKey("title") && type.startsWith("https://") && !type.contains("rfc")
                ? type.substring(type.lastIndexOf('/') + 1)
                : named;
    }

    private static String message(Map<String, Object> map, String code) {
        var title = text(map.get("title"));
        var said = first(map, MESSAGES);
        if (map.containsKey("status") && !title.isEmpty() && !said.contains(title)) {
            return said.isEmpty() ? title : title + ": " + said;
        }
        var place = place(map);
        if (!place.isEmpty()) {
            return said.equals(code) ? place : said + ", " + place;
        }
        var error = text(map.get("error"));
        return !said.isEmpty() || error.equals(code) ? said : error;
    }

    /** Returns the position in a query as Resource Graph reports it; -1 stands for unknown. */
    private static String place(Map<String, Object> map) {
        var line = text(map.get("line"));
        var token = text(map.get("token"));
        var at = token.isEmpty() ? "" : "at '" + token + "'";
        var place = line.isEmpty() || line.equals("-1")
                ? at
                : "line " + line + ", character " + text(map.get("characterpositioninline"))
                        + (at.isEmpty() ? "" : ", " + at);
        return map.containsKey("characterpositioninline") ? place : "";
    }

    private static String first(Map<String, Object> map, String... names) {
        for (var name : names) {
            var value = text(map.get(name));
            if (!value.isEmpty() && !(value.equals("0") && name.equals("errorcode"))) {
                return value;
            }
        }
        return "";
    }

    /** Returns a string, or the text of an OData or XML element; "" for anything else. */
    private static String text(Object value) {
        if (value instanceof String text) {
            return text.strip();
        }
        if (value instanceof Map<?, ?> map) {
            var inner = map.containsKey("") ? "" : map.containsKey("value") ? "value" : "text";
            return text(map.get(inner));
        }
        return "";
    }
}
