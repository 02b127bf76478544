package cloudshell.http;

import java.nio.charset.StandardCharsets;

/** Makes text from elsewhere safe to show: no control characters, no terminal escapes, no line breaks, no tokens. */
public final class SafeText {
    private static final int LONGEST_LINE = 1500;
    private static final int LONGEST_MESSAGE = 1000;

    private SafeText() {}

    /** The text on one line of at most 1,500 characters, fit for a terminal. */
    public static String line(String text) {
        return cut(printable(text), LONGEST_LINE);
    }

    /** A service's own words: no secret, on one line, at most 1,000 characters. */
    public static String shown(String text, String secret) {
        return cut(printable(withoutSecrets(text, secret)).strip(), LONGEST_MESSAGE);
    }

    /** Without names of Java classes, which the JDK puts before each cause in the message of a failed handshake. */
    public static String withoutClassNames(String message) {
        return String.valueOf(message).replaceAll("\\b(?:[a-z]\\w*\\.)+[A-Z][\\w$]*(?:: ?|\\b)", "");
    }

    /** The first line of a text that has anything in it; "" if it is no text. */
    public static String firstLine(byte[] text) {
        var whole = new String(text, StandardCharsets.UTF_8).strip();
        return whole.indexOf('\0') >= 0 || whole.indexOf('\ufffd') >= 0
                ? ""
                : whole.lines().findFirst().orElse("");
    }

    /** The beginning of a text, no half of a character at its end, and an ellipsis where something is left out. */
    public static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end) + "\u2026";
    }

    /**
     * The text with every character that could steer a terminal replaced by a space: controls (C0, C1, so every
     * escape sequence), line and paragraph separators, and those that change the direction of writing.
     */
    public static String printable(String text) {
        StringBuilder plain = null;
        for (int i = 0; i < text.length(); i++) {
            if (steers(text.charAt(i))) {
                plain = plain == null ? new StringBuilder(text) : plain;
                plain.setCharAt(i, ' ');
            }
        }
        return plain == null ? text : plain.toString();
    }

    /** The text without the secret, and without anything that looks like a JSON Web Token. */
    public static String withoutSecrets(String text, String secret) {
        var cleaned = secret.isEmpty() ? text : text.replace(secret, "***");
        return cleaned.contains("eyJ") ? cleaned.replaceAll("eyJ[A-Za-z0-9._~+/=-]{8,}", "***") : cleaned;
    }

    static boolean steers(char c) {
        return c < 0x20
                || c >= 0x7f && c < 0xa0
                || c == 0x061c
                || c >= 0x200b && c <= 0x200f
                || c >= 0x2028 && c <= 0x202e
                || c >= 0x2060 && c <= 0x2069
                || c == 0xfeff;
    }
}
