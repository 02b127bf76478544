package cloudshell.managedidentity;

import cloudshell.token.AccessToken;
import java.io.IOException;
import java.time.Instant;

/** How a kind of client asks, and how it is responded. */
interface Protocol {
    /**
     * @param query of the URL, still encoded; null if it has none
     * @throws IOException if the body is not what this kind of client sends
     * @throws IllegalArgumentException if something is not encoded as it should be
     */
    TokenRequest question(String query, byte[] body) throws IOException;

    /** @param resource as the program wrote it */
    TokenResponse token(AccessToken token, String resource, Instant notBefore, Instant now);

    TokenResponse errorResponse(TokenErrorResponse failure);

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
}
