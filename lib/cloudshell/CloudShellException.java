package cloudshell;

/**
 * What every call of this library throws: one line that reads "could not VERB: CAUSE", and what helps.
 *
 * <p>It never carries a token, a header or the body of an answer, and neither does its cause.
 */
public abstract sealed class CloudShellException extends RuntimeException
        permits TokenException, ArmException, UsageException {
    private static final long serialVersionUID = 1L;

    private final transient ServiceError error;
    private final Failure failure;
    private final String hint;

    CloudShellException(Failure failure, String message, ServiceError error, String hint, Throwable cause) {
        super(SafeText.line(SafeText.withoutSecrets(message, "")), cause);
        this.failure = failure;
        this.error = error;
        this.hint = hint == null ? "" : SafeText.printable(hint);
    }

    public Failure failure() {
        return failure;
    }

    /** The service's own error code, or "" where it gave none. */
    public String code() {
        return error.code();
    }

    /** The HTTP status, or 0 where no answer came. */
    public int status() {
        return error.status();
    }

    /** The service's request id ({@code x-ms-request-id}), or "" where it gave none. */
    public String requestId() {
        return error.requestId();
    }

    /** What to try next, or "" where nothing is known to help. */
    public String hint() {
        return hint;
    }
}
