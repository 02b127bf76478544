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

    TokenResponse refusal(TokenErrorResponse failure);
}
