package cloudshell.arm;

import cloudshell.http.ServiceError;
import cloudshell.token.CloudShellException;
import cloudshell.token.Failure;

/** Thrown if Resource Manager or another Azure API rejected a request or sent no response. */
public final class ArmException extends CloudShellException {
    private static final long serialVersionUID = 2L;

    /** @param error the service's code, status and request id */
    public ArmException(Failure failure, String verb, String reason, ServiceError error, String hint) {
        super(failure, "could not " + verb + ": " + reason, error, hint, null);
    }

    /** @param cause the underlying exception, or null */
    public ArmException(String verb, String reason, String hint, Throwable cause) {
        super(Failure.FAILED, "could not " + verb + ": " + reason, ServiceError.NONE, hint, cause);
    }

    public ArmException(String verb, String reason, String hint) {
        this(verb, reason, hint, null);
    }
}
