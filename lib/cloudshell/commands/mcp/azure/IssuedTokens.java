package cloudshell.commands.mcp.azure;

import cloudshell.token.AccessToken;
import cloudshell.token.Audience;
import cloudshell.token.TokenSource;
import java.util.ArrayDeque;
import java.util.Deque;

/** Gets tokens from a source and keeps the last 16, to mask them in whatever leaves this process. */
final class IssuedTokens implements TokenSource {
    private static final int MOST = 16;

    private final TokenSource source;
    private final Deque<AccessToken> issued = new ArrayDeque<>();

    IssuedTokens(TokenSource source) {
        this.source = source;
    }

    @Override
    public AccessToken fetch(Audience audience) {
        var token = source.fetch(audience);
        synchronized (issued) {
            issued.addFirst(token);
            if (issued.size() > MOST) {
                issued.removeLast();
            }
        }
        return token;
    }

    /** The text with each of these tokens masked. */
    String masked(String text) {
        synchronized (issued) {
            var masked = text;
            for (var token : issued) {
                masked = masked.replace(token.reveal(), "***");
            }
            return masked;
        }
    }
}
