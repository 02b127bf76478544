package cloudshell.commands.rest;

import cloudshell.http.SafeText;
import cloudshell.http.Transport;
import java.io.PrintStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Prints status and headers of a response without secrets: cookies, tokens, signatures in links. */
final class ResponseHeaders {
    private static final String PARTS =
            "(?:token|secret|key|auth|cookie|sig|password|passwd|pwd|credential|session|jwt|saml|assertion|nonce|otp)";
    private static final Pattern SECRET = Pattern.compile(PARTS, Pattern.CASE_INSENSITIVE);

    /** A challenge, and Key Vault's own information: not secret, and needed to understand an error. */
    private static final Pattern PUBLIC =
            Pattern.compile("www-authenticate|proxy-authenticate|x-ms-keyvault-.*", Pattern.CASE_INSENSITIVE);

    /** A URL within a URL is percent-encoded. */
    private static final Pattern SIGNED = Pattern.compile(
            "((?:[?&;#]|%3F|%26|%23)(?:[\\w.$-]*" + PARTS + "[\\w.$-]*|s|h|c|t|code)(?:=|%3D))[^&;\\s>\",]+",
            Pattern.CASE_INSENSITIVE);

    private ResponseHeaders() {}

    static void print(Transport.Response response, PrintStream err) {
        err.println("HTTP " + response.status());
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        for (var header : response.headers().entrySet()) {
            if (header.getKey() != null) {
                headers.put(header.getKey(), String.join(", ", header.getValue()));
            }
        }
        headers.entrySet().forEach(header -> err.println(SafeText.line(line(header))));
        err.println();
    }

    private static String line(Map.Entry<String, String> header) {
        var name = header.getKey();
        var isSecret = SECRET.matcher(name).find() && !PUBLIC.matcher(name).matches();
        var value = SIGNED.matcher(SafeText.withoutSecrets(header.getValue(), ""))
                .replaceAll("$1***")
                .replaceAll("(?<=//)[^/@\\s]+@", "***@");
        return name + ": " + (isSecret ? "***" : value);
    }
}
