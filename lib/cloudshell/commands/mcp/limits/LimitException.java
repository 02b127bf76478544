package cloudshell.commands.mcp.limits;

import cloudshell.http.ServiceError;
import cloudshell.token.CloudShellException;
import cloudshell.token.Failure;

/** Reports a request that is, or could be, outside of the limits of the server. Nothing was sent. */
public final class LimitException extends CloudShellException {
    private static final long serialVersionUID = 1L;

    public LimitException(String verb, String cause, String hint) {
        super(Failure.USAGE, "could not " + verb + ": " + cause, ServiceError.NONE, hint, null);
    }

    /** Returns the reason why a query cannot be narrowed to the limits. */
    static LimitException ofQuery(String cause) {
        return new LimitException(
                "narrow the query to the limits of this server",
                cause,
                "one table, then operators: Resources | where type =~ 'TYPE' | project id, name");
    }
}
