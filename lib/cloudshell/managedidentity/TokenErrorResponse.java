package cloudshell.managedidentity;

import cloudshell.http.SafeText;
import cloudshell.token.CloudShellException;
import java.io.IOException;

/**
 * The reason why a program gets no token.
 *
 * @param status a status on which clients do not retry, 400, 401 or 403; 503 only if a retry may work
 * @param code the service's code, or one of ours
 * @param message the cause and what to try, for readers of the program's error
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
                        code(e, "Denied"),
                        message);
            case FAILED ->
                new TokenErrorResponse(isRetryable(e) ? UNAVAILABLE : BAD_REQUEST, code(e, "TokenFailed"), message);
        };
    }

    private static String code(CloudShellException e, String otherwise) {
        return e.code().isEmpty() ? otherwise : e.code();
    }

    /**
     * Returns whether a retry may work: after a broken connection or a server error. Errors of az and pwsh do not show it.
     */
    private static boolean isRetryable(CloudShellException e) {
        return e.status() == TOO_MANY || e.status() >= 500 || isBrokenConnection(e.getCause());
    }

    private static boolean isBrokenConnection(Throwable cause) {
        return cause instanceof IOException || cause != null && isBrokenConnection(cause.getCause());
    }

    static TokenErrorResponse malformed(String cause) {
        return new TokenErrorResponse(BAD_REQUEST, "invalid_request", cause);
    }

    static TokenErrorResponse audienceNotAllowed(String resource) {
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
                        + "), and exec issues a user's tokens."
                        + " Try: jbang exec@catalog --ignore-client-id, or the program without that id");
    }
}
