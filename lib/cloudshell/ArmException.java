package cloudshell;

/** Resource Manager, or another Azure API, refused a call or did not answer it. */
public final class ArmException extends CloudShellException {
    private static final long serialVersionUID = 1L;

    ArmException(Failure failure, String verb, String cause, ServiceError error, String hint) {
        super(failure, "could not " + verb + ": " + cause, error, hint, null);
    }

    ArmException(String verb, String cause, String hint) {
        this(Failure.FAILED, verb, cause, ServiceError.NONE, hint);
    }
}
