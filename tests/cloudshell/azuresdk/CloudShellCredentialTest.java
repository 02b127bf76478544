package cloudshell.azuresdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloudshell.CloudShell;
import cloudshell.simulator.Simulator;
import cloudshell.simulator.SimulatorOptions;
import cloudshell.token.Settings;
import cloudshell.token.TokenException;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CloudShellCredentialTest {
    private static final String VAULT = "https://vault.azure.net/.default";

    private final Simulator simulator = Simulator.start(SimulatorOptions.DEFAULTS);
    private final CloudShell azure = CloudShell.connect(Settings.of(simulator.environment()));
    private final CloudShellCredential credential = new CloudShellCredential(azure);

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void aScopesTokenIsTheClientsOwnAndRequestedOnce() {
        var token = credential.getTokenSync(new TokenRequestContext().addScopes(VAULT));
        var again =
                credential.getToken(new TokenRequestContext().addScopes(VAULT)).block();

        assertEquals(azure.token("vault").reveal(), token.getToken());
        assertEquals(token.getToken(), again.getToken());
        assertEquals(azure.token("vault").expiresAt(), token.getExpiresAt().toInstant());
        assertEquals(1, simulator.log().forTokens());
    }

    @Test
    void aClaimsChallengeAndSeveralScopesAreRejected() {
        var claims = new TokenRequestContext().addScopes(VAULT).setClaims("{}");
        var several = new TokenRequestContext().addScopes(VAULT, "https://graph.microsoft.com/.default");

        assertThrows(ClientAuthenticationException.class, () -> credential.getTokenSync(claims));
        assertThrows(ClientAuthenticationException.class, () -> credential.getTokenSync(several));
        assertEquals(0, simulator.log().forTokens());
    }

    @Test
    void anErrorResponseKeepsItsOwnWords() {
        var scope = new TokenRequestContext().addScopes("https://search.azure.com/.default");

        var failure = assertThrows(TokenException.class, () -> credential.getTokenSync(scope));

        assertEquals("AudienceNotSupported", failure.code());
    }

    @Test
    void thePipelineSignsInToItsOriginAndToNoOther() {
        var pipeline = credential.pipeline(URI.create(simulator.address()), "arm");
        var path = "/subscriptions?api-version=2022-12-01";

        try (var response = pipeline.send(new HttpRequest(HttpMethod.GET, simulator.address() + path))
                .block()) {
            assertEquals(200, response.getStatusCode());
        }
        var other = new HttpRequest(HttpMethod.GET, simulator.address().replace("localhost", "127.0.0.1") + path);
        var failure = assertThrows(
                ClientAuthenticationException.class, () -> pipeline.send(other).block());
        assertTrue(failure.getMessage().startsWith("The token is meant for http://localhost:"), failure.getMessage());
    }
}
