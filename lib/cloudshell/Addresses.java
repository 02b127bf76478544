package cloudshell;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import javax.net.ssl.SSLException;

/** Addresses as services write them, and what to say where one cannot be reached. */
public final class Addresses {
    private static final String NOT_IN_A_URI = " \"<>\\^`{|}";

    private Addresses() {}

    /**
     * The address, taken as it is; only characters that no address may have are percent-encoded first, since next
     * links come with them.
     *
     * @throws IllegalArgumentException where it is none even so
     */
    static URI parse(String text) {
        var encoded = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (NOT_IN_A_URI.indexOf(c) >= 0) {
                encoded.append('%').append(Integer.toHexString(c).toUpperCase(Locale.ROOT));
            } else {
                encoded.append(c);
            }
        }
        try {
            return URI.create(encoded.toString());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("it is not an address");
        }
    }

    /** Why no answer came, in words; the JDK's own often lack the subject. */
    public static String reason(IOException e) {
        if (e instanceof UnknownHostException) {
            return "the host is not known";
        }
        if (e instanceof ConnectException || e instanceof NoRouteToHostException) {
            return "nothing answers there";
        }
        return e instanceof SSLException ? "TLS failed: " + e.getMessage() : e.getMessage();
    }
}
