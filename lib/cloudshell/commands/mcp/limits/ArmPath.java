package cloudshell.commands.mcp.limits;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloudshell.http.Urls;
import java.io.ByteArrayOutputStream;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A path that was read in one way and is written in one way, so that what is sent is what was checked. Anything that two
 * programs could read differently is rejected: dot segments, empty segments, encoded separators, double encoding,
 * characters that become others when they are normalized.
 *
 * @param segments decoded
 * @param query as it was given, without its {@code ?}
 */
public record ArmPath(List<String> segments, String query) {
    private static final int LONGEST = 8_192;
    private static final Pattern ENCODED = Pattern.compile("(?:%[0-9A-Fa-f]{2})++");
    private static final String VERB = "use the path";
    private static final String HINT = "a path such as /subscriptions/{id}/resourceGroups, with names as they are";

    /** What ends a segment, begins another part of a URL, or is encoding itself. */
    private static final String SEPARATORS = "/\\%?#;\"<>^`{|}";

    /** The beginnings of actions that return secrets. */
    private static final Set<String> ACTIONS = Set.of(
            "listkeys",
            "listsecrets",
            "listcredential",
            "listconnectionstrings",
            "listadminkeys",
            "listquerykeys",
            "listclusteradmincredential",
            "listclusterusercredential",
            "listaccountsas",
            "listservicesas",
            "regeneratekey",
            "listpublishingcredentials",
            "listaccesskeys",
            "listcallbackurl");

    /** Parts of App Service that pass requests on to the app's own management site. */
    private static final Set<String> PROXIES = Set.of("hostruntime", "extensions", "processes", "instances");

    /** @throws LimitException if it is not a path, or could be read in two ways */
    public static ArmPath parse(String text) {
        if (text.length() > LONGEST) {
            throw rejected("it has more than " + LONGEST + " characters");
        }
        if (!text.startsWith("/") || text.startsWith("//")) {
            throw rejected("it must begin with one /");
        }
        if (text.chars().anyMatch(c -> c < ' ' || c == 0x7f) || text.indexOf('#') >= 0) {
            throw rejected("it has a control character or a #");
        }
        int questionMark = text.indexOf('?');
        var path = questionMark < 0 ? text : text.substring(0, questionMark);
        var segments = new ArrayList<String>();
        var parts = path.substring(1).split("/", -1);
        for (int i = 0; i < parts.length; i++) {
            if (!parts[i].isEmpty() || i < parts.length - 1) {
                segments.add(segment(parts[i]));
            }
        }
        var parsed = new ArmPath(List.copyOf(segments), questionMark < 0 ? "" : text.substring(questionMark + 1));
        parsed.rejectActions();
        return parsed;
    }

    private static String segment(String raw) {
        if (raw.isEmpty()) {
            throw rejected("it has an empty segment (//)");
        }
        var decoded = decoded(raw);
        if (decoded.endsWith(".")) {
            throw rejected("a segment is or ends with a dot");
        }
        if (decoded.chars().anyMatch(c -> SEPARATORS.indexOf(c) >= 0)) {
            throw rejected("a segment has one of " + SEPARATORS + ", as it is or encoded");
        }
        if (!decoded.equals(decoded.strip()) || decoded.codePoints().anyMatch(ArmPath::isInvisible)) {
            throw rejected("a segment has invisible characters");
        }
        if (!Normalizer.isNormalized(decoded, Normalizer.Form.NFKC)) {
            throw rejected("a segment has characters that have another, normalized form");
        }
        return decoded;
    }

    private static boolean isInvisible(int c) {
        return Character.isISOControl(c)
                || switch (Character.getType(c)) {
                    case Character.FORMAT,
                            Character.SURROGATE,
                            Character.UNASSIGNED,
                            Character.PRIVATE_USE,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR -> true;
                    case Character.SPACE_SEPARATOR -> c != ' ';
                    default -> false;
                };
    }

    /** Decodes once and rejects what is not UTF-8. */
    private static String decoded(String raw) {
        if (raw.indexOf('%') < 0) {
            return raw;
        }
        var bytes = new ByteArrayOutputStream();
        for (int i = 0; i < raw.length(); ) {
            int c = raw.codePointAt(i);
            if (c == '%') {
                if (!raw.substring(i).matches("(?s)%[0-9A-Fa-f]{2}.*")) {
                    throw rejected("a % in it is not followed by two hexadecimal digits");
                }
                bytes.write(Integer.parseInt(raw.substring(i + 1, i + 3), 16));
                i += 3;
            } else {
                bytes.writeBytes(Character.toString(c).getBytes(UTF_8));
                i += Character.charCount(c);
            }
        }
        var decoded = bytes.toString(UTF_8);
        if (decoded.indexOf('\ufffd') >= 0) {
            throw rejected("its encoding is not UTF-8");
        }
        return decoded;
    }

    private void rejectActions() {
        var last = segments.isEmpty() ? "" : segments.get(segments.size() - 1).toLowerCase(Locale.ROOT);
        if (ACTIONS.stream().anyMatch(last::startsWith)) {
            throw new LimitException(
                    "call " + last,
                    "it is a POST action that returns secrets; this server sends GET only",
                    "read the resource itself");
        }
        boolean isSite = segments.stream().anyMatch("Microsoft.Web"::equalsIgnoreCase);
        if (isSite && segments.stream().anyMatch(each -> PROXIES.contains(each.toLowerCase(Locale.ROOT)))) {
            throw new LimitException(
                    "call " + last, "App Service would pass it on to the app, which may return its keys", "");
        }
    }

    /** Returns the path and its query in the one form in which they are sent. */
    public String text() {
        var text = new StringBuilder();
        segments.forEach(segment -> text.append('/').append(encoded(segment)));
        return (text.isEmpty() ? "/" : text) + (query.isEmpty() ? "" : "?" + query);
    }

    /** Returns the same path with one more query parameter. */
    public ArmPath with(String name, String value) {
        return new ArmPath(segments, (query.isEmpty() ? "" : query + "&") + name + "=" + Urls.segment(value));
    }

    /** Returns whether the query has a parameter, in any case and encoding. */
    public boolean has(String name) {
        for (var parameter : query.split("[&;?]")) {
            if (readable(parameter.replaceFirst("=.*", "")).strip().equalsIgnoreCase(name)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the query decoded until nothing is encoded, as the last of several services may read it. */
    String readableQuery() {
        return readable(query);
    }

    private static String readable(String encoded) {
        var text = encoded.replace('+', ' ');
        for (int times = 0; times < 4 && text.indexOf('%') >= 0; times++) {
            text = ENCODED.matcher(text)
                    .replaceAll(found -> Matcher.quoteReplacement(new String(bytes(found.group()), UTF_8)));
        }
        return text;
    }

    private static byte[] bytes(String encoded) {
        var bytes = new ByteArrayOutputStream();
        for (var code : encoded.substring(1).split("%")) {
            bytes.write(Integer.parseInt(code, 16));
        }
        return bytes.toByteArray();
    }

    static String encoded(String segment) {
        return Urls.segment(segment);
    }

    private static LimitException rejected(String cause) {
        return new LimitException(VERB, cause, HINT);
    }
}
