package cloudshell.token;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

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
