package cloudshell.token;

import cloudshell.http.ServiceError;

/** What was asked for cannot be asked: a malformed audience, an unknown cloud, an endpoint that is not allowed. */
public final class UsageException extends CloudShellException {
    private static final long serialVersionUID = 1L;

    public UsageException(String verb, String cause, String hint) {
        super(Failure.USAGE, "could not " + verb + ": " + cause, ServiceError.NONE, hint, null);
    }
}
