package cloudshell.wire;

/** Makes text from elsewhere safe to show: no control characters, no terminal escapes, no line breaks, no tokens. */
public final class SafeText {
    private static final int LONGEST_LINE = 1500;

    private SafeText() {}

    /** The text on one line of at most 1,500 characters, fit for a terminal. */
    public static String line(String text) {
        var plain = printable(text);
        return cut(plain, LONGEST_LINE);
    }

    /** The beginning of a text, no half of a character at its end, and an ellipsis where something is left out. */
    static String cut(String text, int most) {
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
        for (int i = 0; i < text.length(); i++) {
            if (steers(text.charAt(i))) {
                return replaceFrom(i, text);
            }
        }
        return text;
    }

    /** The text without the secret, and without anything that looks like a JSON Web Token. */
    public static String withoutSecrets(String text, String secret) {
        var cleaned = secret.isEmpty() ? text : text.replace(secret, "***");
        return cleaned.contains("eyJ") ? cleaned.replaceAll("eyJ[A-Za-z0-9._~+/=-]{8,}", "***") : cleaned;
    }

    private static String replaceFrom(int first, String text) {
        var plain = new StringBuilder(text);
        for (int i = first; i < plain.length(); i++) {
            if (steers(plain.charAt(i))) {
                plain.setCharAt(i, ' ');
            }
        }
        return plain.toString();
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
