package cloudshell.managedidentity;

import cloudshell.token.AccessToken;
import java.io.IOException;
import java.time.Instant;

/** How a kind of client asks, and how it is answered. */
interface Protocol {
    /**
     * @param query of the address, still encoded; null where it has none
     * @throws IOException where the body is not what this kind of client sends
     * @throws IllegalArgumentException where something is not encoded as it should be
     */
    TokenRequest question(String query, byte[] body) throws IOException;

    /** @param resource as the program wrote it */
    TokenResponse token(AccessToken token, String resource, Instant notBefore, Instant now);

    TokenResponse refusal(TokenErrorResponse refusal);
}
