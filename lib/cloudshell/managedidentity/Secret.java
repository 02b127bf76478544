package cloudshell.managedidentity;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * What a program must know to be issued anything: 256 random bits, made for one run. In digits and small letters, since
 * msal-node makes every letter of a URL small.
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

    /** Compares in a time that tells nothing of where two texts differ. */
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
