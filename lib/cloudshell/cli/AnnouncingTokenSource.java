package cloudshell.cli;

import cloudshell.http.SafeText;
import cloudshell.token.AccessToken;
import cloudshell.token.Audience;
import cloudshell.token.TokenSource;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Prints the identity of the first token. In Cloud Shell that can only be its user. */
final class AnnouncingTokenSource implements TokenSource {
    private final TokenSource source;
    private final Consumer<String> hint;
    private final AtomicBoolean announced = new AtomicBoolean();

    AnnouncingTokenSource(TokenSource source, Consumer<String> hint) {
        this.source = source;
        this.hint = hint;
    }

    @Override
    public AccessToken fetch(Audience audience) {
        var token = source.fetch(audience);
        var origin = token.metadata("source");
        if (!origin.isEmpty() && announced.compareAndSet(false, true)) {
            var user = AccessToken.user(token.claims());
            hint.accept(SafeText.line("signed in " + (user.isEmpty() ? "" : "as " + user + " ") + "by " + origin));
        }
        return token;
    }
}
