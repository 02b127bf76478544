package cloudshell.commands.mcp.limits;

import cloudshell.http.ServiceError;
import cloudshell.token.CloudShellException;
import cloudshell.token.Failure;

/** A request is outside of the limits that the server was started with, or could be. Nothing was sent. */
public final class LimitException extends CloudShellException {
    private static final long serialVersionUID = 1L;

    public LimitException(String verb, String cause, String hint) {
        super(Failure.USAGE, "could not " + verb + ": " + cause, ServiceError.NONE, hint, null);
    }
}
