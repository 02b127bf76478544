package cloudshell.http;

import java.nio.charset.StandardCharsets;

/** Makes text from elsewhere safe to print: no control characters, terminal escapes, line breaks or tokens. */
public final class SafeText {
    private static final int LONGEST_LINE = 1500;
    private static final int LONGEST_MESSAGE = 1000;

    private SafeText() {}

    /** Returns the text on one printable line of at most 1,500 characters. */
    public static String line(String text) {
        return cut(printable(text), LONGEST_LINE);
    }

    /** Returns a service's message without secrets, on one line of at most 1,000 characters. */
    public static String shown(String text, String secret) {
        return cut(printable(withoutSecrets(text, secret)).strip(), LONGEST_MESSAGE);
    }

    /** Removes names of Java classes, which the JDK puts before each cause in the message of a failed handshake. */
    public static String withoutClassNames(String message) {
        return String.valueOf(message).replaceAll("\\b(?:[a-z]\\w*\\.)+[A-Z][\\w$]*(?:: ?|\\b)", "");
    }

    /** Returns the first non-empty line of a text, or "" if the bytes are not text. */
    public static String firstLine(byte[] text) {
        var whole = new String(text, StandardCharsets.UTF_8).strip();
        return whole.indexOf('\0') >= 0 || whole.indexOf('\ufffd') >= 0
                ? ""
                : whole.lines().findFirst().orElse("");
    }

    /** Truncates a text, never within a surrogate pair, and appends an ellipsis if something is left out. */
    public static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end) + "\u2026";
    }

    /**
     * Replaces each character that controls a terminal by a space: controls (C0, C1, hence all escape sequences), line
     * and paragraph separators, and bidirectional controls.
     */
    public static String printable(String text) {
        StringBuilder plain = null;
        for (int i = 0; i < text.length(); i++) {
            if (controlsTerminal(text.charAt(i))) {
                plain = plain == null ? new StringBuilder(text) : plain;
                plain.setCharAt(i, ' ');
            }
        }
        return plain == null ? text : plain.toString();
    }

    /** Masks the secret and everything that looks like a JSON Web Token. */
    public static String withoutSecrets(String text, String secret) {
        var cleaned = secret.isEmpty() ? text : text.replace(secret, "***");
        return cleaned.contains("eyJ") ? cleaned.replaceAll("eyJ[A-Za-z0-9._~+/=-]{8,}", "***") : cleaned;
    }

    static boolean controlsTerminal(char c) {
        return c < 0x20
                || c >= 0x7f && c < 0xa0
                || c == 0x061c
                || c >= 0x200b && c <= 0x200f
                || c >= 0x2028 && c <= 0x202e
                || c >= 0x2060 && c <= 0x2069
                || c == 0xfeff;
    }
}
