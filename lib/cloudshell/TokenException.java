package cloudshell;

import java.util.List;

/** No token could be had for an audience. */
public final class TokenException extends CloudShellException {
    private static final long serialVersionUID = 1L;

    private final String reason;
    private final transient List<String> tried;

    private TokenException(
            Failure failure, Audience audience, String cause, ServiceError error, String hint, List<String> tried) {
        super(failure, "could not get a token for " + audience.resource() + ": " + cause, error, hint, null);
        this.reason = SafeText.line(cause);
        this.tried = tried;
    }

    TokenException(Failure failure, Audience audience, String cause, ServiceError error, String hint) {
        this(failure, audience, cause, error, hint, List.of());
    }

    TokenException(Failure failure, Audience audience, String cause, String hint) {
        this(failure, audience, cause, ServiceError.NONE, hint);
    }

    /** Nobody is signed in anywhere: why not in the last source, and why not in those tried before it. */
    TokenException(Audience audience, String cause, List<String> tried, String hint) {
        this(Failure.NO_TOKEN, audience, cause, ServiceError.NONE, hint, List.copyOf(tried));
    }

    /** The message without its beginning, which names the audience. */
    public String reason() {
        return reason;
    }

    /** Why each other source that was tried has no token, a line for each; mostly empty. */
    public List<String> tried() {
        return tried;
    }
}
