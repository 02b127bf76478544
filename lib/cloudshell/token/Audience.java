package cloudshell.token;

import cloudshell.http.SafeText;
import java.util.List;
import java.util.Locale;

/**
 * Identifies the service that a token is for: the v1 resource that is sent to the endpoint, a URI or a GUID.
 *
 * @param resource as Cloud Shell's own list writes it, with or without a final slash, if it is on that list
 */
public record Audience(String resource) {
    private static final String VERB = "understand the audience";

    /** Returns the audience of Resource Manager in a cloud. */
    public static Audience resourceManager(Cloud cloud) {
        return new Audience(cloud.resourceManager().toString());
    }

    /**
     * Parses an audience in any common form: a short name ({@code graph}), a resource URI, a GUID, or a v2 scope of
     * either ({@code .../.default}, {@code ...//.default}, {@code .../User.Read}). Cloud Shell's endpoint rejects
     * scopes, so a scope becomes its resource.
     *
     * @throws UsageException if the text has none of these forms
     */
    public static Audience parse(String audience, Cloud cloud) {
        if (audience == null) {
            throw unreadable("it is null");
        }
        var text = audience.strip();
        if (text.isEmpty()) {
            throw unreadable("it is empty");
        }
        if (!isVisibleAscii(text)) {
            throw unreadable(
                    "'" + SafeText.line(text) + "' has a space or a character that is not allowed in an audience");
        }
        if (startsWithGuid(text)) {
            return guid(text);
        }
        return text.contains("://") ? uri(text) : named(text, cloud);
    }

    /** Returns the v2 scope of the resource, for {@code az login --scope}. */
    public String scope() {
        return resource.endsWith("/.default") ? resource : resource + "/.default";
    }

    /**
     * Returns the audience of a short name.
     *
     * @throws UsageException if no audience has this name in this cloud
     */
    public static Audience named(String name, Cloud cloud) {
        for (var known : KnownAudience.all()) {
            for (var each : known.names()) {
                if (each.equalsIgnoreCase(name)) {
                    return each.equals("arm") ? resourceManager(cloud) : in(cloud, known, name);
                }
            }
        }
        throw unreadable(unknown(name));
    }

    private static Audience in(Cloud cloud, KnownAudience known, String name) {
        var resource = cloud.of(known.resources());
        if (resource.equals("-")) {
            throw unreadable("'" + name + "' has no known resource in " + cloud.azName());
        }
        return new Audience(resource);
    }

    private static String unknown(String name) {
        var host = name.replaceFirst("/.*", "");
        if (host.indexOf('.') < 0) {
            return "'" + name + "' is not a known short name";
        }
        return host.matches(".+\\..+\\..*[A-Za-z]")
                ? "'" + name + "' has no scheme; did you mean https://" + name + "?"
                : "'" + name + "' is a scope without its resource, or without https://";
    }

    private static Audience guid(String text) {
        var scope = text.substring(36);
        int name = scope.startsWith("//") ? 2 : 1;
        if (!scope.isEmpty() && (scope.charAt(0) != '/' || scope.indexOf('/', name) > 0)) {
            throw unreadable("'" + text + "' starts with a GUID that is not followed by a scope");
        }
        return new Audience(text.substring(0, 36).toLowerCase(Locale.ROOT));
    }

    private static Audience uri(String text) {
        int authority = text.indexOf("://") + 3;
        var scheme = text.substring(0, authority - 3).toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http") && !scheme.equals("api")) {
            throw unreadable("'" + text + "' begins with " + scheme + "://");
        }
        int path = text.indexOf('/', authority);
        var host = text.substring(authority, path < 0 ? text.length() : path).toLowerCase(Locale.ROOT);
        if (host.isEmpty() || host.contains("@") || host.contains("*") || text.contains("?") || text.contains("#")) {
            throw unreadable("'" + text + "' is not the plain URL of a service");
        }
        var url = scheme + "://" + host + (path < 0 ? "" : text.substring(path));
        var known = known(url);
        return new Audience(known.isEmpty() ? withoutScope(url) : known);
    }

    /** Maps {@code https://x//.default} to {@code https://x/}, and {@code https://x/.default} to {@code https://x}. */
    private static String withoutScope(String url) {
        return url.replaceFirst("(?<!:/)/(\\.default|user_impersonation|[A-Z][A-Za-z0-9]*\\.[A-Za-z0-9.]*)$", "");
    }

    /** Returns the known resource that the URL equals or is a scope of, in its own spelling, or "". */
    private static String known(String url) {
        var best = "";
        for (var known : KnownAudience.all()) {
            for (var resource : known.resources()) {
                var bare = KnownAudience.bare(resource);
                if (known.supported()
                        && bare.contains("://")
                        && bare.length() > best.length()
                        && isResourceOrScope(url, bare)) {
                    best = resource;
                }
            }
        }
        return best;
    }

    private static boolean isResourceOrScope(String url, String bare) {
        if (!url.regionMatches(true, 0, bare, 0, bare.length())) {
            return false;
        }
        var rest = url.substring(bare.length());
        return rest.isEmpty()
                || rest.equals("/")
                || rest.charAt(0) == '/' && rest.indexOf('/', rest.startsWith("//") ? 2 : 1) < 0;
    }

    private static boolean startsWithGuid(String text) {
        return text.length() >= 36
                && text.substring(0, 36).matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    }

    private static boolean isVisibleAscii(String text) {
        return text.chars().allMatch(c -> c > ' ' && c <= '~' && c != '"' && c != '\\' && c != '<' && c != '>');
    }

    /** Returns all short names. */
    public static List<String> names() {
        return KnownAudience.all().stream()
                .flatMap(known -> known.names().stream())
                .toList();
    }

    private static UsageException unreadable(String cause) {
        return new UsageException(
                VERB,
                cause,
                "a short name (arm, graph, vault, storage, sql, \u2026: Audience.names() has them all), a resource"
                        + " such as https://vault.azure.net, a GUID, or a scope such as https://graph.microsoft.com/.default");
    }
}
