package cloudshell.managedidentity;

/**
 * What goes back to a program. Its text form has no body, which may hold a token.
 *
 * @param isForTrusted whether the request has shown the secret
 */
record TokenResponse(int status, byte[] body, boolean isForTrusted) {
    TokenResponse(int status, byte[] body) {
        this(status, body, true);
    }

    /** Without a body, for a client that has not shown the secret. */
    static TokenResponse silent(int status) {
        return new TokenResponse(status, new byte[0], false);
    }

    @Override
    public String toString() {
        return "HTTP " + status;
    }
}
