package cloudshell.managedidentity;

import cloudshell.http.SafeText;
import cloudshell.token.CloudShellException;
import java.io.IOException;

/**
 * Why a program is issued nothing.
 *
 * @param status one at which a client stops, 400, 401 or 403; 503 only where trying again may help
 * @param code the service's own, or one of ours
 * @param message the reason and what to try, for callers that reads the program's error
 */
record TokenErrorResponse(int status, String code, String message, boolean isNobodySignedIn) {
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY = 429;
    private static final int UNAVAILABLE = 503;

    TokenErrorResponse(int status, String code, String message) {
        this(status, code, message, false);
    }

    static TokenErrorResponse of(CloudShellException e) {
        var sentence = e.getMessage().endsWith(".") ? e.getMessage() : e.getMessage() + ".";
        var message = e.hint().isEmpty() ? sentence : sentence + " Try: " + e.commandHint();
        return switch (e.failure()) {
            case USAGE -> new TokenErrorResponse(BAD_REQUEST, "invalid_resource", message);
            case NO_TOKEN -> new TokenErrorResponse(BAD_REQUEST, "NotSignedIn", message, true);
            case DENIED ->
                new TokenErrorResponse(
                        e.status() == BAD_REQUEST || e.status() == UNAUTHORIZED ? e.status() : FORBIDDEN,
                        code(e, "Refused"),
                        message);
            case FAILED ->
                new TokenErrorResponse(mayHelpAgain(e) ? UNAVAILABLE : BAD_REQUEST, code(e, "TokenFailed"), message);
        };
    }

    private static String code(CloudShellException e, String otherwise) {
        return e.code().isEmpty() ? otherwise : e.code();
    }

    /** A connection that broke, a service in trouble. What az and pwsh fail with says nothing of that. */
    private static boolean mayHelpAgain(CloudShellException e) {
        return e.status() == TOO_MANY || e.status() >= 500 || isBrokenConnection(e.getCause());
    }

    private static boolean isBrokenConnection(Throwable cause) {
        return cause instanceof IOException || cause != null && isBrokenConnection(cause.getCause());
    }

    static TokenErrorResponse malformed(String cause) {
        return new TokenErrorResponse(BAD_REQUEST, "invalid_request", cause);
    }

    static TokenErrorResponse notLent(String resource) {
        return new TokenErrorResponse(
                FORBIDDEN,
                "AudienceNotAllowed",
                "--only does not allow the audience " + resource + ". Try: jbang exec@catalog --only " + resource);
    }

    static TokenErrorResponse otherTenant(String requested, String known) {
        var tenant = SafeText.line(requested);
        return new TokenErrorResponse(
                FORBIDDEN,
                "TenantNotAllowed",
                "this request is for tenant " + tenant + ", and exec issues tokens of "
                        + (known.isEmpty() ? "a tenant that is not known" : "tenant " + known)
                        + ". Try: jbang exec@catalog --tenant " + tenant);
    }

    static TokenErrorResponse noIdentity(String identity) {
        return new TokenErrorResponse(
                BAD_REQUEST,
                "NoManagedIdentity",
                "the request names a user-assigned managed identity (" + identity
                        + "), and what is issued is a user's sign-in."
                        + " Try: jbang exec@catalog --ignore-client-id, or the program without that id");
    }
}
