package cloudshell.cli;

import cloudshell.AccessToken;
import cloudshell.Audience;
import cloudshell.Claims;
import cloudshell.SafeText;
import cloudshell.TokenSource;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** A source that says, with its first token, whose identity that is. */
final class AnnouncedSource implements TokenSource {
    private final TokenSource source;
    private final Consumer<String> hint;
    private final AtomicBoolean announced = new AtomicBoolean();

    AnnouncedSource(TokenSource source, Consumer<String> hint) {
        this.source = source;
        this.hint = hint;
    }

    @Override
    public AccessToken fetch(Audience audience) {
        var token = source.fetch(audience);
        if (announced.compareAndSet(false, true)) {
            hint.accept(SafeText.line(identity(token)));
        }
        return token;
    }

    /** In Cloud Shell nobody can be meant but its user, and reading the claims would take longer than the token. */
    private static String identity(AccessToken token) {
        var source = token.known("source");
        if (source.isEmpty()) {
            return "signed in as the user of this Cloud Shell";
        }
        var user = Claims.unverified(token).map(Claims::user).orElse("");
        return "signed in " + (user.isEmpty() ? "" : "as " + user + " ") + "by " + source;
    }
}
