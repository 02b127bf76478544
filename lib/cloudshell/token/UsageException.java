package cloudshell.token;

import cloudshell.http.ServiceError;

/**
 * Thrown if a request cannot be sent as it is: a malformed audience, an unknown cloud, an endpoint that is not allowed.
 */
public final class UsageException extends CloudShellException {
    private static final long serialVersionUID = 1L;

    /** @param verb what was attempted, as in "read the command line" */
    public UsageException(String verb, String cause, String hint) {
        super(Failure.USAGE, "could not " + verb + ": " + cause, ServiceError.NONE, hint, null);
    }
}
