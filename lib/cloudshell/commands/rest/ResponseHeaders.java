package cloudshell.commands.rest;

import cloudshell.http.SafeText;
import cloudshell.http.Transport;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Status and headers of an answer, without the secrets that may be in them: cookies, tokens, signatures in links. */
final class ResponseHeaders {
    private static final Set<String> SECRET =
            Set.of("set-cookie", "set-cookie2", "authorization", "proxy-authorization", "authentication-info");
    private static final Pattern SIGNED = Pattern.compile(
            "([?&;](?:sig|signature|s|h|c|t|token|code|key|secret|password|access_token)=)[^&;\\s]+",
            Pattern.CASE_INSENSITIVE);

    private ResponseHeaders() {}

    static void print(Transport.Response answer, PrintStream err) {
        err.println("HTTP " + answer.status());
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        for (var header : answer.headers().entrySet()) {
            if (header.getKey() != null) {
                headers.put(header.getKey(), String.join(", ", header.getValue()));
            }
        }
        headers.entrySet().forEach(header -> err.println(SafeText.line(line(header))));
        err.println();
    }

    private static String line(Map.Entry<String, String> header) {
        var name = header.getKey();
        var isSecret = SECRET.contains(name.toLowerCase(Locale.ROOT));
        var value =
                SIGNED.matcher(SafeText.withoutSecrets(header.getValue(), "")).replaceAll("$1***");
        return name + ": " + (isSecret ? "***" : value);
    }
}
