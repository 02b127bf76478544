package cloudshell.commands.doctor;

import cloudshell.http.Origin;
import cloudshell.token.KnownAudience;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;

/** Removes what identifies the user and the host from a text, so that it can be pasted into a public issue. */
final class Redactor {
    private static final String HIDDEN = "(hidden)";
    private static final Pattern MAIL = Pattern.compile("[A-Za-z0-9._%+#-]+@[A-Za-z0-9.-]+[A-Za-z0-9]");
    private static final Pattern GUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s'\",;)]*[^\\s'\",;).:]");
    private static final Pattern IP = Pattern.compile("(?<![\\d.])(?!127\\.)\\d{1,3}(\\.\\d{1,3}){3}(?![\\d.])");

    /** A name in quotation marks; a command in them is not one. */
    private static final Pattern NAME = Pattern.compile("'(?!az |jbang |pwsh |Connect-|Get-|--)[^']*'");

    /** Public hosts in hints. */
    private static final List<String> PUBLIC =
            List.of("shell.azure.com", "portal.azure.com", "aka.ms", "github.com", "login.microsoftonline.com");

    private Redactor() {}

    static String text(String text, List<String> personal) {
        var hidden = text;
        for (var part : personal) {
            hidden = part.isEmpty() ? hidden : hidden.replace(part, HIDDEN);
        }
        hidden = MAIL.matcher(hidden).replaceAll(HIDDEN);
        hidden = ADDRESS.matcher(hidden).replaceAll(found -> address(found.group()));
        hidden = NAME.matcher(hidden).replaceAll("'" + HIDDEN + "'");
        hidden = IP.matcher(GUID.matcher(hidden).replaceAll(HIDDEN)).replaceAll(HIDDEN);
        for (var home : List.of(System.getProperty("user.home"), System.getenv().getOrDefault("HOME", ""))) {
            hidden = home.length() > 1 ? hidden.replace(home, "~") : hidden;
        }
        return hidden;
    }

    /** Returns the URL of a public host without its query; of any other URL only that there is one. */
    private static String address(String text) {
        try {
            var url = URI.create(text);
            var origin = Origin.of(url);
            var port = url.getPort() < 0 ? "" : ":" + url.getPort();
            return origin.isLoopback() || isPublic(origin.host())
                    ? origin.scheme() + "://" + origin.host() + port + url.getRawPath()
                    : HIDDEN;
        } catch (IllegalArgumentException e) {
            return HIDDEN;
        }
    }

    private static boolean isPublic(String host) {
        return PUBLIC.contains(host)
                || KnownAudience.all().stream()
                        .flatMap(known -> known.resources().stream())
                        .anyMatch(resource -> (resource + "/").startsWith("https://" + host + "/"));
    }
}
