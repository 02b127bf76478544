package cloudshell.token;

import cloudshell.http.SafeText;
import cloudshell.http.ServiceError;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The base class of all exceptions of this library. The message is one line, "could not VERB: CAUSE"; the hint is what
 * to try.
 *
 * <p>Message, hint and fields never contain a token, a header or the body of a response.
 */
public abstract class CloudShellException extends RuntimeException {
    private static final long serialVersionUID = 2L;

    private static final Pattern OPTIONS = Pattern.compile("\\.with(Source|Cloud|Tenant)\\(\"([^\"]*)\"\\)");

    private final Failure failure;
    final ServiceError error;
    private final String hint;

    /**
     * @param message reduced to one printable line; what looks like a token in it is masked
     * @param hint what to try next, or "" if nothing is known to help
     * @param cause the underlying exception, or null
     */
    protected CloudShellException(Failure failure, String message, ServiceError error, String hint, Throwable cause) {
        super(SafeText.line(SafeText.withoutSecrets(message, "")), cause);
        this.failure = failure;
        this.error = error;
        this.hint = hint == null ? "" : SafeText.printable(hint);
    }

    /** Returns the kind of failure, which decides what a caller can do and a command's exit code. */
    public Failure failure() {
        return failure;
    }

    /** Returns the service's error code, or "" if it sent none. */
    public String code() {
        return error.code();
    }

    /** Returns the HTTP status, or 0 if no response was received. */
    public int status() {
        return error.status();
    }

    /** Returns the service's request id, or "" if it sent none. */
    public String requestId() {
        return error.requestId();
    }

    /** Returns all error details of the service, one code and message per line, outermost first; "" if it sent none. */
    public String chain() {
        return error.chain();
    }

    /** Returns what to try next, as calls of this library and shell commands, or "" if nothing is known to help. */
    public String hint() {
        return hint;
    }

    /** Returns the hint for a command line: the toolkit's options instead of calls of this library. */
    public String commandHint() {
        return OPTIONS.matcher(hint.replace("CredentialOptions.DEFAULT", "").replace(").with", ") .with"))
                .replaceAll(call -> "--" + call.group(1).toLowerCase(Locale.ROOT) + " " + call.group(2))
                .replace("Settings.withRemoteEndpoint(true)", "--allow-remote-endpoint")
                .replaceAll("Settings\\.withMaxWait\\(Duration\\.ofSeconds\\((\\d+)\\)\\)", "--max-wait $1")
                .replace("Settings.withTimeout", "--timeout")
                .replace("AZURE_SUBSCRIPTION_ID with one of", "-s with one of")
                .replace("query(KQL, IDS)", "-s SUBSCRIPTION")
                .replace("queryManagementGroups(KQL, NAMES)", "--management-group NAME")
                .replaceAll("api\\(URL, (\\S+)\\)", "--resource $1")
                .replace("Audience.names() has", "jbang token@catalog --help has");
    }

    /** Returns the message and the hint: a program that catches nothing prints this. */
    @Override
    public String toString() {
        return hint.isEmpty() ? super.toString() : super.toString() + "\nTry: " + hint;
    }
}
