//FILES cloudshell/errors/hints.tsv=hints.tsv
package cloudshell.errors;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloudshell.http.Json;
import cloudshell.http.ServiceError;
import cloudshell.http.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what to try after an error, by its code and service, in the table {@code hints.tsv}. Each row names an issue or
 * a page of learn.microsoft.com. Unknown errors have no hint: a wrong one costs more.
 */
public final class Hints {
    /** The hint if signing in again is enough. */
    public static final String SIGN_IN = "sign in again: az login";

    private static final String POLICY_TOKEN = "missingPolicyTokenDetails";

    /** Codes within messages: those of Entra, Key Vault and Azure DevOps. */
    private static final Pattern IN_WORDS = Pattern.compile("\\b(AADSTS\\d{4,8}|AKV\\d{5}|TF\\d{6}|VS\\d{6})\\b");

    private static final Pattern CODE = Pattern.compile("(?m)^([\\w.-]+)(?::|$)");
    private static final Pattern TENANT =
            Pattern.compile("must match (?:one of )?the tenants? '?https://[a-z.]+/([0-9a-fA-F-]{36})/?'?");
    private static final Pattern NAMESPACE = Pattern.compile("use namespace '([A-Za-z0-9.]+)'");
    private static final Pattern CLAIMS = Pattern.compile(
            "(?i)(?:^|[ ,])claims\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.){1,4000}+)\"|([A-Za-z0-9+/_=-]{1,4000}))");

    private static final List<Row> ROWS = read();

    private Hints() {}

    /**
     * @param place the start of the audience, or ""
     * @param words a text that the message must contain, or ""
     */
    record Row(String code, String place, String words, String hint, String source) {
        private boolean fits(String code, String chain, String resource) {
            return this.code.equals(code) && resource.startsWith(place) && chain.contains(words);
        }
    }

    static List<Row> rows() {
        return ROWS;
    }

    /**
     * A hint and the errors that it applies to.
     *
     * @param audience the start of the audience, or "" for any
     * @param words a text that the message contains, or ""
     * @param source an issue, or a page of learn.microsoft.com
     */
    public record Fix(String audience, String words, String hint, String source) {}

    /** Returns all hints for a code of a service or of Entra, not case-sensitive; empty if it is unknown. */
    public static List<Fix> fixes(String code) {
        return ROWS.stream()
                .filter(row -> row.code().equalsIgnoreCase(code))
                .map(row -> new Fix(row.place(), row.words(), row.hint(), row.source()))
                .toList();
    }

    /**
     * Returns what to try next, or "".
     *
     * @param resource the audience of the token, which identifies the service
     */
    public static String of(ServiceError error, Transport.Response response, String resource) {
        var claims = error.status() == 401 || error.status() == 403 ? claims(response) : Optional.<String>empty();
        if (claims.isPresent()) {
            return "Azure wants a stronger sign-in, which Cloud Shell's endpoint cannot give, nor a job without a person:"
                    + " with az 2.76 or newer, az login --claims-challenge \"" + claims.get() + "\"";
        }
        var chain = error.chain() + (wantsPolicyToken(response) ? "\n" + POLICY_TOKEN : "");
        for (var code : codes(error)) {
            for (var row : ROWS) {
                if (row.fits(code, chain, resource)) {
                    return filledIn(row.hint(), error.chain());
                }
            }
        }
        return switch (error.status()) {
            case 404 -> error.chain().isEmpty() ? "check the URL" : "";
            case 429 -> "run it again later";
            case 501, 505 -> "";
            default -> error.status() >= 500 ? "run it again in a minute" : "";
        };
    }

    /** In {@code additionalInfo}, beside the code and the message (azure-rest-api-specs, Microsoft.Authorization). */
    private static boolean wantsPolicyToken(Transport.Response response) {
        return response.status() == 403 && new String(response.body(), UTF_8).contains(POLICY_TOKEN);
    }

    /** Returns what to try after an error of Entra, by its code; "" if it is unknown. */
    public static String ofEntra(String code) {
        return ROWS.stream()
                .filter(row -> row.code().equals(code))
                .map(Row::hint)
                .findFirst()
                .orElse("");
    }

    /**
     * Returns the innermost code first, since it is the most specific; codes in messages before those of properties.
     */
    private static List<String> codes(ServiceError error) {
        var codes = new ArrayList<String>();
        for (var pattern : List.of(CODE, IN_WORDS)) {
            pattern.matcher(error.chain()).results().forEach(found -> codes.add(0, found.group(1)));
        }
        return codes;
    }

    /** Replaces TENANT and NAMESPACE in a hint if the message has them. */
    private static String filledIn(String hint, String message) {
        var tenant = TENANT.matcher(message);
        var right = tenant.find() ? hint.replace("TENANT", tenant.group(1)) : hint;
        var namespace = NAMESPACE.matcher(message);
        return namespace.find() ? right.replace("NAMESPACE", Matcher.quoteReplacement(namespace.group(1))) : right;
    }

    /**
     * Returns the claims of a claims challenge in base64, as {@code az login --claims-challenge} expects them since
     * 2.76: in the standard alphabet with padding, whatever the service sent. A {@code WWW-Authenticate} header with
     * {@code claims} is a challenge, whatever its {@code error} (azure-sdk-for-go, policy_bearer_token_test.go, has the
     * forms).
     */
    public static Optional<String> claims(Transport.Response response) {
        return response.headers("WWW-Authenticate").stream()
                .flatMap(header -> CLAIMS.matcher(header).results())
                .map(found ->
                        found.group(1) == null ? found.group(2) : found.group(1).replaceAll("\\\\(.)", "$1"))
                .map(claims -> claims.startsWith("{") ? claims.getBytes(UTF_8) : decoded(claims))
                .filter(Hints::isJson)
                .map(claims -> Base64.getEncoder().encodeToString(claims))
                .findFirst();
    }

    private static byte[] decoded(String claims) {
        try {
            var standard = claims.replace('-', '+').replace('_', '/').replaceAll("=+$", "");
            return Base64.getDecoder().decode(standard);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static boolean isJson(byte[] claims) {
        try {
            return !Json.flat(claims).isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    private static List<Row> read() {
        try (var table = Hints.class.getResourceAsStream("hints.tsv")) {
            return new String(table.readAllBytes(), UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> line.replaceAll("\t-(?=\t)", "\t").split("\t"))
                    .map(cells -> new Row(cells[0], cells[1], cells[2], cells[3], cells[4]))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
