package cloudshell.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.util.Locale;

/** Urls as people and services write them. */
public final class Urls {
    private static final String NOT_IN_A_URI = " \"<>\\^`{|}";

    private Urls() {}

    /**
     * The URL in ASCII, taken as it is; only what no URL may have is percent-encoded as UTF-8 first, since
     * next links come with it and people type it.
     *
     * @throws IllegalArgumentException if it is none even so
     */
    public static URI parse(String text) {
        var encoded = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            if (c >= 0xd800 && c <= 0xdfff) {
                throw new IllegalArgumentException("it has half of a surrogate pair");
            }
            if (c > '~' || NOT_IN_A_URI.indexOf(c) >= 0) {
                percent(Character.toString(c), encoded);
            } else {
                encoded.append((char) c);
            }
        }
        try {
            return URI.create(encoded.toString());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("it is not a URL");
        }
    }

    /** One value within a URL, a segment of its path or of its query, whatever the value is. */
    public static String segment(String value) {
        var encoded = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "-._~".indexOf(c) >= 0) {
                encoded.append(c);
            } else if (Character.isHighSurrogate(c) && i + 1 < value.length()) {
                percent(value.substring(i, ++i + 1), encoded);
            } else {
                percent(String.valueOf(c), encoded);
            }
        }
        return encoded.toString();
    }

    private static void percent(String character, StringBuilder encoded) {
        for (byte b : character.getBytes(UTF_8)) {
            encoded.append('%').append(String.format(Locale.ROOT, "%02X", b));
        }
    }
}
