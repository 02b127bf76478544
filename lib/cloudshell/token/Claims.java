package cloudshell.token;

import cloudshell.http.Json;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the claims of a token. Nothing is verified: only the service that the token is for can do that. A token need
 * not be a JSON Web Token, and then has no readable claims.
 */
public final class Claims {
    private Claims() {}

    /**
     * Returns the claims as text by name; of a list, the first value.
     *
     * @return the claims, empty if the token has no readable ones
     */
    public static Map<String, String> unverified(AccessToken token) {
        try {
            return Json.flat(payload(token));
        } catch (IOException | IllegalArgumentException e) {
            return Map.of();
        }
    }

    /** Returns the JSON object of the claims in UTF-8, as the token has it; empty if it has none. */
    public static Optional<byte[]> text(AccessToken token) {
        try {
            var text = payload(token);
            Json.flat(text);
            return Optional.of(text);
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** @throws IllegalArgumentException if the token is not a JSON Web Token */
    private static byte[] payload(AccessToken token) {
        var parts = token.reveal().split("\\.", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("no JSON Web Token");
        }
        return Base64.getUrlDecoder().decode(parts[1].replaceAll("=+$", ""));
    }

    /** Returns whom the claims name: a user by the sign-in name, an application by its id, or "". */
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
