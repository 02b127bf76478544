package cloudshell.errors;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import cloudshell.http.Json;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Parses the body of an error response by its content, not by its {@code Content-Type}. A truncated body is parsed as
 * far as it goes. XML is scanned for elements and their text: no DOCTYPE, no entities except XML's five, nothing
 * external. The depth is limited to 64.
 *
 * @param tree maps (names in lower case), lists and strings; an empty map if the body is neither JSON nor XML
 * @param text the first line of a body that is plain text, or ""
 * @param instead describes a body that has no error in it
 */
record ErrorBody(Map<String, Object> tree, String text, String instead) {
    private static final int DEEPEST = 64;
    private static final int HEAD = 64 * 1024;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build();

    static ErrorBody of(byte[] bytes) {
        if (bytes.length == 0) {
            return without("an empty body");
        }
        var wide = bytes.length > 1 && (bytes[0] == -1 && bytes[1] == -2 || bytes[0] == -2 && bytes[1] == -1);
        var text = new String(bytes, wide ? UTF_16 : UTF_8)
                .replaceFirst("^\ufeff", "")
                .strip();
        if (text.startsWith("{") || text.startsWith("[")) {
            return new ErrorBody(json(text), "", unreadable(bytes));
        }
        if (text.startsWith("<")) {
            var title = title(text);
            return !isHtml(text)
                    ? new ErrorBody(xml(text), "", "XML without a reason")
                    : without(title.isEmpty() ? "HTML instead of JSON" : "an HTML page, '" + title + "'");
        }
        if (text.isEmpty() || text.indexOf('\0') >= 0 || text.indexOf('\ufffd') >= 0) {
            return without("a binary body");
        }
        return new ErrorBody(Map.of(), text.lines().findFirst().orElse("").replaceAll("^\"|\"$", ""), "");
    }

    private static ErrorBody without(String instead) {
        return new ErrorBody(Map.of(), "", instead);
    }

    private static String unreadable(byte[] json) {
        try {
            Json.flat(json);
            return "";
        } catch (IOException e) {
            return e.getMessage();
        }
    }

    /** Returns whether a text that begins with {@code <} is an HTML page. */
    static boolean isHtml(String text) {
        var head = text.substring(0, Math.min(text.length(), 1024)).toLowerCase(Locale.ROOT);
        return head.contains("<!doctype html")
                || head.contains("<html")
                || head.contains("<head>")
                || head.contains("<body");
    }

    /** Returns the title of a page, or else its first heading, or "". */
    private static String title(String page) {
        var head = page.substring(0, Math.min(page.length(), HEAD));
        var lower = head.toLowerCase(Locale.ROOT);
        for (var element : List.of("title", "h1", "h2")) {
            int at = lower.indexOf("<" + element);
            int from = at < 0 ? -1 : lower.indexOf('>', at);
            int to = from < 0 ? -1 : lower.indexOf("</" + element, from);
            var said = to < 0
                    ? ""
                    : plain(head.substring(from + 1, to).replaceAll("<[^<>]*>", ""))
                            .strip();
            if (!said.isEmpty()) {
                return said.replaceAll("\\s+", " ");
            }
        }
        return "";
    }

    private static String plain(String markup) {
        return markup.replace("&nbsp;", " ")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replaceAll("&(apos|#39);", "'")
                .replaceAll("&#x?[0-9a-fA-F]{1,6};", " ")
                .replace("&amp;", "&");
    }

    /** Parses JSON as far as possible; an array is under {@code errors}. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> json(String text) {
        var root = new ArrayList<>();
        var open = new ArrayDeque<Object>(List.of(root));
        try (var parser = FACTORY.createParser(text)) {
            var name = "";
            for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
                switch (token) {
                    case FIELD_NAME -> name = parser.currentName().toLowerCase(Locale.ROOT);
                    case START_OBJECT -> open.push(put(new LinkedHashMap<String, Object>(), name, open.peek()));
                    case START_ARRAY -> open.push(put(new ArrayList<>(), name, open.peek()));
                    case END_OBJECT, END_ARRAY -> open.pop();
                    case VALUE_NULL -> name = "";
                    default -> put(parser.getText(), name, open.peek());
                }
            }
        } catch (IOException e) {
            open.clear(); // what was read before it broke off counts
        }
        var first = root.isEmpty() ? Map.of() : root.get(0);
        return first instanceof Map ? (Map<String, Object>) first : Map.of("errors", first);
    }

    /** Parses JSON that an error has as its text; returns an empty map for any other text. */
    static Map<String, Object> inText(String text) {
        return text.startsWith("{") || text.startsWith("[{") ? json(text) : Map.of();
    }

    /** Returns the strings and numbers of a tree with their names, for one without a known error property. */
    static String pairs(Map<String, Object> tree) {
        var pairs = new ArrayList<String>();
        tree.forEach((name, value) -> {
            if (value instanceof String text && !text.isBlank()) {
                pairs.add(name + " " + text.strip());
            }
        });
        return String.join(", ", pairs);
    }

    @SuppressWarnings("unchecked")
    private static <T> T put(T value, String name, Object into) {
        if (into instanceof List) {
            ((List<Object>) into).add(value);
        } else {
            ((Map<String, Object>) into).putIfAbsent(name, value);
        }
        return value;
    }

    /** Returns elements by their local names, as far as they can be parsed; attributes are ignored. */
    private static Map<String, Object> xml(String text) {
        var root = new LinkedHashMap<String, Object>();
        var open = new ArrayDeque<Map<String, Object>>(List.of(root));
        int at = 0;
        for (int from = text.indexOf('<'); from >= 0 && open.size() <= DEEPEST; from = text.indexOf('<', at)) {
            say(plain(text.substring(at, from)), open.peek());
            var cdata = text.startsWith("<![CDATA[", from);
            var end = cdata ? "]]>" : text.startsWith("<!--", from) ? "-->" : ">";
            int to = text.indexOf(end, from);
            if (to < 0 || text.startsWith("<!DOCTYPE", from)) {
                break;
            }
            at = to + end.length();
            var tag = text.substring(from + 1, to);
            if (cdata) {
                say(tag.substring("![CDATA[".length()), open.peek());
            } else if (tag.startsWith("/")) {
                open.pop();
            } else if (!tag.startsWith("!") && !tag.startsWith("?")) {
                var element = new LinkedHashMap<String, Object>();
                hang(tag.replaceFirst("(?s)[\\s/].*", "").replaceFirst("^.*:", ""), element, open.peek());
                if (!tag.endsWith("/")) {
                    open.push(element);
                }
            }
            if (open.isEmpty()) {
                break;
            }
        }
        return root;
    }

    private static void say(String text, Map<String, Object> element) {
        if (!text.isBlank()) {
            element.merge("", text.strip(), (one, more) -> one + " " + more);
        }
    }

    @SuppressWarnings("unchecked")
    private static void hang(String name, Map<String, Object> element, Map<String, Object> parent) {
        var there = parent.putIfAbsent(name.toLowerCase(Locale.ROOT), element);
        if (there instanceof List) {
            ((List<Object>) there).add(element);
        } else if (there != null) {
            parent.put(name.toLowerCase(Locale.ROOT), new ArrayList<>(List.of(there, element)));
        }
    }
}
