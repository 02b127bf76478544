package cloudshell.token;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * A bearer token for one audience. Only {@link #reveal()} gives the secret; {@code toString()} masks it.
 *
 * <p>It is not serializable, so that it does not reach a disk by accident.
 */
public final class AccessToken {
    private final String resource;
    private final Instant expiresAt;
    private final String secret;
    private final String type;
    private final Map<String, String> known;

    /** A token as a source hands it out; {@code known} is what the source says of it (tenant, subscription). */
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

    /** The secret itself. Whoever has it is the signed-in user: keep it out of files, logs and arguments. */
    public String reveal() {
        return secret;
    }

    /** The resource that was asked for; the token's own {@code aud} claim may be written differently. */
    public String audience() {
        return resource;
    }

    public Instant expiresAt() {
        return expiresAt;
    }

    /** The scheme of the {@code Authorization} header, {@code Bearer}. */
    public String type() {
        return type;
    }

    /**
     * What the source said of the token beside the secret: {@code tenant}, {@code subscription}, and {@code source},
     * its own name where it is not Cloud Shell; "" if nothing.
     */
    public String metadata(String name) {
        return known.getOrDefault(name, "");
    }

    /** Whether the text could go into a header as it is; anything else is no token. */
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
