package cloudshell.arm;

import cloudshell.wire.Json;
import cloudshell.wire.Transport;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a {@code WWW-Authenticate} header asks for. One with {@code claims} is a claims challenge whatever its {@code
 * error} says (azure-sdk-for-go, policy_bearer_token_test.go, has the shapes).
 */
final class Challenge {
    private static final Pattern CLAIMS = Pattern.compile("(?i)[ ,]claims\\s*=\\s*\"?([A-Za-z0-9+/_=-]{1,4000})");

    private Challenge() {}

    /** The claims in base64, as {@code az login --claims-challenge} takes them, where there are any to read. */
    public static Optional<String> claims(Transport.Response answer) {
        return answer.headers("WWW-Authenticate").stream()
                .map(CLAIMS::matcher)
                .filter(found -> found.find() && isJson(found.group(1)))
                .map(found -> found.group(1))
                .findFirst();
    }

    private static boolean isJson(String claims) {
        try {
            var plain = claims.replace('-', '+').replace('_', '/').replaceAll("=+$", "");
            Json.flat(Base64.getDecoder().decode(plain));
            return true;
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }
}
