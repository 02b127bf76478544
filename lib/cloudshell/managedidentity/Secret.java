package cloudshell.managedidentity;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The secret that a program must send to get tokens: 256 random bits for one endpoint, in digits and lower-case
 * letters, since msal-node converts URLs to lower case.
 */
final class Secret {
    private static final int BYTES = 32;

    private final String text;

    private Secret(String text) {
        this.text = text;
    }

    static Secret random() {
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return new Secret(HexFormat.of().formatHex(bytes));
    }

    /** Compares in constant time. */
    boolean is(String other) {
        return MessageDigest.isEqual(text.getBytes(UTF_8), other.getBytes(UTF_8));
    }

    String reveal() {
        return text;
    }

    @Override
    public String toString() {
        return "Secret[***]";
    }
}
