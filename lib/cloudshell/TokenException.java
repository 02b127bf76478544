package cloudshell;

/** No token could be had for an audience. */
public final class TokenException extends CloudShellException {
    private static final long serialVersionUID = 1L;

    TokenException(Failure failure, Audience audience, String cause, ServiceError error, String hint) {
        super(failure, "could not get a token for " + audience.resource() + ": " + cause, error, hint, null);
    }

    TokenException(Failure failure, Audience audience, String cause, String hint) {
        this(failure, audience, cause, ServiceError.NONE, hint);
    }
}
