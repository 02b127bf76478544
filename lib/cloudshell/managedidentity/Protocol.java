package cloudshell.managedidentity;

import cloudshell.token.AccessToken;
import java.io.IOException;
import java.time.Instant;

/** A form of token requests and responses. */
interface Protocol {
    /**
     * Parses a request.
     *
     * @param query of the URL, still encoded; null if there is none
     * @throws IOException if the body is malformed
     * @throws IllegalArgumentException if a parameter is not encoded correctly
     */
    TokenRequest parse(String query, byte[] body) throws IOException;

    /** @param resource as the program wrote it */
    TokenResponse token(AccessToken token, String resource, Instant notBefore, Instant now);

    TokenResponse errorResponse(TokenErrorResponse failure);

    /**
     * The response to a token request. {@code toString()} omits the body, which may contain a token.
     *
     * @param isForTrusted whether the request contained the secret
     */
    record TokenResponse(int status, byte[] body, boolean isForTrusted) {
        TokenResponse(int status, byte[] body) {
            this(status, body, true);
        }

        /** Returns a response without a body, for a client without the secret. */
        static TokenResponse silent(int status) {
            return new TokenResponse(status, new byte[0], false);
        }

        @Override
        public String toString() {
            return "HTTP " + status;
        }
    }
}
