package cloudshell;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * What a token says of itself. Nothing is verified: only the service it is for can do that. A token need not be a
 * JSON Web Token, and then it has no claims to read.
 */
public final class Claims {
    private Claims() {}

    public static Optional<JsonNode> unverified(AccessToken token) {
        var parts = token.reveal().split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            var claims = Json.tree(Base64.getUrlDecoder().decode(parts[1].replaceAll("=+$", "")));
            return claims.isObject() ? Optional.of(claims) : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whom the claims name: a user by the name to sign in with, an application by its id, or "". */
    public static String user(JsonNode claims) {
        for (var name : List.of("upn", "unique_name", "preferred_username", "email", "appid")) {
            var value = claims.path(name).asText();
            if (!value.isEmpty()) {
                return value.replaceFirst("^live\\.com#", "");
            }
        }
        return "";
    }
}
