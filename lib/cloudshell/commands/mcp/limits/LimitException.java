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

    /** Why a query cannot be narrowed to the limits. */
    static LimitException ofQuery(String cause) {
        return new LimitException(
                "narrow the query to the limits of this server",
                cause,
                "one table, then operators: Resources | where type =~ 'TYPE' | project id, name");
    }
}
