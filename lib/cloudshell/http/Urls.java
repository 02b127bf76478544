package cloudshell.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.util.Locale;

/** Parses and encodes URLs as people and services write them. */
public final class Urls {
    private static final String NOT_IN_A_URI = " \"<>\\^`{|}";

    private Urls() {}

    /**
     * Parses a URL. Characters that a URL cannot have are percent-encoded as UTF-8 first, since next links contain them
     * and people type them.
     *
     * @throws IllegalArgumentException if the result is not a URL
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

    /** Encodes one value as a segment of a path or a query. */
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
