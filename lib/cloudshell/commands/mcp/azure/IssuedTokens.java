package cloudshell.commands.mcp.azure;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloudshell.http.Urls;
import cloudshell.token.AccessToken;
import cloudshell.token.Audience;
import cloudshell.token.TokenSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Gets tokens from a source and keeps the last 16, to mask them in whatever leaves this process. */
final class IssuedTokens implements TokenSource {
    private static final int MOST = 16;
    private static final int SHORTEST_PIECE = 16;
    private static final String MASK = "***";

    /** What a token may be made of; a service may return one in several lines. */
    private static final Pattern PIECE = Pattern.compile("[\\w.~+/=%-]{" + SHORTEST_PIECE + ",}+");

    private final TokenSource source;

    /** The forms of each token. */
    private final Deque<List<String>> issued = new ArrayDeque<>();

    IssuedTokens(TokenSource source) {
        this.source = source;
    }

    @Override
    public AccessToken fetch(Audience audience) {
        var token = source.fetch(audience);
        synchronized (issued) {
            issued.addFirst(forms(token.reveal()));
            if (issued.size() > MOST) {
                issued.removeLast();
            }
        }
        return token;
    }

    /** Returns a token as it is, percent-encoded, and in Base64 at each of the three positions in a longer text. */
    private static List<String> forms(String token) {
        var forms = new ArrayList<String>();
        forms.add(token);
        if (token.length() < SHORTEST_PIECE) {
            return forms;
        }
        forms.add(Urls.segment(token));
        for (int before = 0; before < 3; before++) {
            var encoded = Base64.getEncoder()
                    .withoutPadding()
                    .encodeToString(("   ".substring(0, before) + token).getBytes(UTF_8));
            // The first and last characters also depend on what stands around the token.
            var middle = encoded.substring(before == 0 ? 0 : before + 1, encoded.length() - 1);
            forms.add(middle);
            forms.add(middle.replace('+', '-').replace('/', '_'));
        }
        return forms;
    }

    /** Masks each of these tokens in a text. */
    String masked(String text) {
        List<List<String>> tokens;
        synchronized (issued) {
            tokens = List.copyOf(issued);
        }
        var masked = text;
        for (var forms : tokens) {
            for (var form : forms) {
                masked = masked.replace(form, MASK);
            }
        }
        return masked.length() < SHORTEST_PIECE
                ? masked
                : PIECE.matcher(masked)
                        .replaceAll(piece ->
                                isPart(piece.group(), tokens) ? MASK : Matcher.quoteReplacement(piece.group()));
    }

    private static boolean isPart(String piece, List<List<String>> tokens) {
        return tokens.stream().anyMatch(forms -> forms.stream().anyMatch(form -> form.contains(piece)));
    }
}
