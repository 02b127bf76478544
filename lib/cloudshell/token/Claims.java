package cloudshell.token;

import cloudshell.http.Json;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a token says of itself. Nothing is verified: only the service it is for can do that. A token need not be a
 * JSON Web Token, and then it has no claims to read.
 */
public final class Claims {
    private Claims() {}

    /** The claims as text, each under its name, of a list the first; empty if the token has none to read. */
    public static Map<String, String> unverified(AccessToken token) {
        try {
            return Json.flat(payload(token));
        } catch (IOException | IllegalArgumentException e) {
            return Map.of();
        }
    }

    /** The JSON object of the claims in UTF-8, as it is in the token. */
    public static Optional<byte[]> text(AccessToken token) {
        try {
            var text = payload(token);
            Json.flat(text);
            return Optional.of(text);
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** @throws IllegalArgumentException if the token is no JSON Web Token */
    private static byte[] payload(AccessToken token) {
        var parts = token.reveal().split("\\.", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("no JSON Web Token");
        }
        return Base64.getUrlDecoder().decode(parts[1].replaceAll("=+$", ""));
    }

    /** Whom the claims name: a user by the name to sign in with, an application by its id, or "". */
    public static String user(Map<String, String> claims) {
        for (var name : List.of("upn", "unique_name", "preferred_username", "email", "appid")) {
            var value = claims.getOrDefault(name, "");
            if (!value.isEmpty()) {
                return value.replaceFirst("^live\\.com#", "");
            }
        }
        return "";
    }
}
