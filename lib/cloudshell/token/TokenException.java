package cloudshell.token;

import cloudshell.http.SafeText;
import cloudshell.http.ServiceError;
import java.util.ArrayList;
import java.util.List;

/** Thrown if no token could be obtained for an audience. */
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
     * @param reason the cause in one line, such as "nobody is signed in"
     * @param hint what to try next, or "" if nothing is known to help
     */
    public TokenException(Failure failure, Audience audience, String reason, String hint) {
        this(failure, audience, reason, hint, null);
    }

    /** @param cause the underlying exception, or null */
    public TokenException(Failure failure, Audience audience, String reason, String hint, Throwable cause) {
        this(failure, audience, reason, ServiceError.NONE, hint, List.of(), cause);
    }

    /**
     * Creates an exception for an error response.
     *
     * @param error the service's code, status and request id
     */
    public TokenException(Failure failure, Audience audience, String reason, ServiceError error, String hint) {
        this(failure, audience, reason, error, hint, List.of(), null);
    }

    /**
     * Creates an exception for the case that no source has a token.
     *
     * @param reason the cause in the last source
     * @param tried the causes in the sources before it, one line each
     */
    public TokenException(Audience audience, String reason, List<String> tried, String hint) {
        this(Failure.NO_TOKEN, audience, reason, ServiceError.NONE, hint, tried, null);
    }

    /** Returns a copy for another caller, since whoever catches an exception may add to it. */
    TokenException again(Audience audience) {
        return new TokenException(failure(), audience, reason, error, hint(), tried, this);
    }

    /** Returns the message without its first part, which names the audience. */
    public String reason() {
        return reason;
    }

    /** Returns why each source that was tried before has no token, one line each; mostly empty. */
    public List<String> tried() {
        return List.copyOf(tried);
    }
}
