package cloudshell.token;

import cloudshell.http.Json;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A bearer token for one audience. Only {@link #reveal()} returns the secret; {@code toString()} masks it.
 *
 * <p>The class is not serializable, so that a token does not reach a disk by accident.
 */
public final class AccessToken {
    private final String resource;
    private final Instant expiresAt;
    private final String secret;
    private final String type;
    private final Map<String, String> known;

    /**
     * Creates a token as a source returns it.
     *
     * @param known metadata from the source, such as tenant and subscription
     */
    public AccessToken(String resource, Instant expiresAt, String secret, String type, Map<String, String> known) {
        this.resource = resource;
        this.expiresAt = expiresAt;
        this.secret = secret;
        this.type = type;
        this.known = Map.copyOf(known);
    }

    public AccessToken(String resource, Instant expiresAt, String secret) {
        this(resource, expiresAt, secret, "Bearer", Map.of());
    }

    /**
     * Returns the secret itself. Anyone who has it can act as the signed-in user: keep it out of files, logs and
     * arguments.
     */
    public String reveal() {
        return secret;
    }

    /** Returns the requested resource; the token's own {@code aud} claim may be written differently. */
    public String audience() {
        return resource;
    }

    public Instant expiresAt() {
        return expiresAt;
    }

    /** Returns the scheme of the {@code Authorization} header: {@code Bearer}. */
    public String type() {
        return type;
    }

    /**
     * Returns what the source reported beside the secret: {@code tenant}, {@code subscription}, or {@code source}, the
     * name of a source other than Cloud Shell.
     *
     * @return the value, or "" if the source did not report it
     */
    public String metadata(String name) {
        return known.getOrDefault(name, "");
    }

    /** Returns whether the text can be sent in a header unchanged. Anything else is not a token. */
    public static boolean isPrintable(String secret) {
        for (int i = 0; i < secret.length(); i++) {
            if (secret.charAt(i) <= ' ' || secret.charAt(i) > '~') {
                return false;
            }
        }
        return !secret.isEmpty();
    }

    /**
     * Returns the claims as text by name; of a list, the first value. Nothing is verified: only the service that the token
     * is for can do that. A token need not be a JSON Web Token.
     *
     * @return the claims, empty if the token has no readable ones
     */
    public Map<String, String> claims() {
        try {
            return Json.flat(payload());
        } catch (IOException | IllegalArgumentException e) {
            return Map.of();
        }
    }

    /** Returns the JSON object of the claims in UTF-8, as the token has it; empty if it has none. */
    public Optional<byte[]> claimsJson() {
        try {
            var text = payload();
            Json.flat(text);
            return Optional.of(text);
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** @throws IllegalArgumentException if the token is not a JSON Web Token */
    private byte[] payload() {
        var parts = secret.split("\\.", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("no JSON Web Token");
        }
        return Base64.getUrlDecoder().decode(parts[1].replaceAll("=+$", ""));
    }

    /** Returns whom claims name: a user by the sign-in name, an application by its id, or "". */
    public static String user(Map<String, String> claims) {
        for (var name : List.of("upn", "unique_name", "preferred_username", "email", "appid")) {
            var value = claims.getOrDefault(name, "");
            if (!value.isEmpty()) {
                return value.replaceFirst("^live\\.com#", "");
            }
        }
        return "";
    }

    boolean hasSameSecretAs(AccessToken other) {
        return secret.equals(other.secret);
    }

    @Override
    public String toString() {
        return "AccessToken[" + resource + ", " + timeLeft(Duration.between(Instant.now(), expiresAt)) + ", ***]";
    }

    private static String timeLeft(Duration left) {
        if (left.isNegative() || left.isZero()) {
            return "expired";
        }
        return left.toMinutes() == 0 ? left.toSeconds() + " s left" : left.toMinutes() + " min left";
    }
}
