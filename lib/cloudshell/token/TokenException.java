package cloudshell.token;

import cloudshell.http.SafeText;
import cloudshell.http.ServiceError;
import java.util.ArrayList;
import java.util.List;

/** No token could be had for an audience; what a {@link TokenSource} throws. */
public final class TokenException extends CloudShellException {
    private static final long serialVersionUID = 2L;

    private final String reason;
    private final ArrayList<String> tried;

    private TokenException(
            Failure failure,
            Audience audience,
            String reason,
            ServiceError error,
            String hint,
            List<String> tried,
            Throwable cause) {
        super(failure, "could not get a token for " + audience.resource() + ": " + reason, error, hint, cause);
        this.reason = SafeText.line(SafeText.withoutSecrets(reason, ""));
        this.tried = new ArrayList<>(tried);
    }

    /**
     * @param reason why not, on one line, as in "nobody is signed in"
     * @param hint what to try next, or "" if nothing is known to help
     */
    public TokenException(Failure failure, Audience audience, String reason, String hint) {
        this(failure, audience, reason, hint, null);
    }

    /** @param cause what went wrong beneath, or null */
    public TokenException(Failure failure, Audience audience, String reason, String hint, Throwable cause) {
        this(failure, audience, reason, ServiceError.NONE, hint, List.of(), cause);
    }

    /** An error response: {@code error} has the service's own code, status and request id. */
    public TokenException(Failure failure, Audience audience, String reason, ServiceError error, String hint) {
        this(failure, audience, reason, error, hint, List.of(), null);
    }

    /** Nobody is signed in anywhere: why not in the last source, and why not in those tried before it. */
    public TokenException(Audience audience, String reason, List<String> tried, String hint) {
        this(Failure.NO_TOKEN, audience, reason, ServiceError.NONE, hint, tried, null);
    }

    /** The same once more, for another caller: whoever catches an exception may add to it. */
    TokenException again(Audience audience) {
        return new TokenException(failure(), audience, reason, error, hint(), tried, this);
    }

    /** The message without its beginning, which names the audience. */
    public String reason() {
        return reason;
    }

    /** Why each other source that was tried has no token, a line for each; mostly empty. */
    public List<String> tried() {
        return List.copyOf(tried);
    }
}
