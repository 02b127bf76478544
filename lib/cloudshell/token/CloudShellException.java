package cloudshell.token;

import cloudshell.http.SafeText;
import cloudshell.http.ServiceError;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What every call of this library throws: one line that reads "could not VERB: CAUSE", and what helps.
 *
 * <p>Its message, hint and fields never carry a token, a header or the body of a response.
 */
public abstract class CloudShellException extends RuntimeException {
    private static final long serialVersionUID = 2L;

    private static final Pattern OPTIONS = Pattern.compile("\\.with(Source|Cloud|Tenant)\\(\"([^\"]*)\"\\)");

    private final Failure failure;
    final ServiceError error;
    private final String hint;

    /**
     * @param message made fit for one line of a terminal; what looks like a token in it is masked
     * @param hint what to try next, or "" if nothing is known to help
     * @param cause what went wrong beneath, or null
     */
    protected CloudShellException(Failure failure, String message, ServiceError error, String hint, Throwable cause) {
        super(SafeText.line(SafeText.withoutSecrets(message, "")), cause);
        this.failure = failure;
        this.error = error;
        this.hint = hint == null ? "" : SafeText.printable(hint);
    }

    /** Why it failed, as far as a caller can act on it. */
    public Failure failure() {
        return failure;
    }

    /** The service's own error code, or "" if it gave none. */
    public String code() {
        return error.code();
    }

    /** The HTTP status, or 0 if no response came. */
    public int status() {
        return error.status();
    }

    /** The service's request id, or "" if it gave none. */
    public String requestId() {
        return error.requestId();
    }

    /** Every code and message of the service's, the outermost first, a line each; "" if it gave none. */
    public String chain() {
        return error.chain();
    }

    /** What to try next, as calls of this library and commands of a shell, or "" if nothing is known to help. */
    public String hint() {
        return hint;
    }

    /** The same for a command line: the toolkit's options in the place of calls of this library. */
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

    /** With what helps, since a program that catches nothing shows this. */
    @Override
    public String toString() {
        return hint.isEmpty() ? super.toString() : super.toString() + "\nTry: " + hint;
    }
}
