//DEPS com.azure:azure-core:1.61.0
//SOURCES ../CloudShell.java
package cloudshell.azuresdk;

import cloudshell.CloudShell;
import cloudshell.http.Origin;
import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.core.http.policy.RetryPolicy;
import java.net.URI;
import java.time.ZoneOffset;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * A credential for clients of the Azure SDK: {@code .credential(new CloudShellCredential())}. Its tokens come from the
 * toolkit's cache. It ignores a tenant in the request, since Cloud Shell has one tenant only.
 */
public final class CloudShellCredential implements TokenCredential {
    private final CloudShell azure;

    /** Creates a credential with the settings of the environment. */
    public CloudShellCredential() {
        this(CloudShell.connect());
    }

    /** Creates a credential with the tokens of a client. */
    public CloudShellCredential(CloudShell azure) {
        this.azure = azure;
    }

    @Override
    public Mono<AccessToken> getToken(TokenRequestContext request) {
        return Mono.fromCallable(() -> getTokenSync(request)).subscribeOn(Schedulers.boundedElastic());
    }

    /**
     * @throws cloudshell.token.CloudShellException if no token is available
     * @throws ClientAuthenticationException for a claims challenge, or if the request does not have exactly one scope
     */
    @Override
    public AccessToken getTokenSync(TokenRequestContext request) {
        if (request.getClaims() != null) {
            throw new ClientAuthenticationException(
                    "Azure wants a stronger sign-in (a claims challenge), which Cloud Shell's endpoint cannot give."
                            + " Try: az login, and AzureCliCredential",
                    null);
        }
        if (request.getScopes().size() != 1) {
            throw new ClientAuthenticationException("A token is for one scope, not " + request.getScopes(), null);
        }
        var token = azure.token(request.getScopes().get(0));
        return new AccessToken(token.reveal(), token.expiresAt().atOffset(ZoneOffset.UTC));
    }

    /**
     * Returns a pipeline for {@code authenticate(pipeline, profile)} and {@code .pipeline(...)} that sends the token to
     * this origin only. The SDK's own pipeline sends it to any host, and rejects http even on localhost, so that it
     * cannot be used with a simulator.
     *
     * @param scope the audience of the service in any form
     */
    public HttpPipeline pipeline(URI endpoint, String scope) {
        var home = Origin.of(endpoint);
        HttpPipelinePolicy signIn = (context, next) -> {
            sign(context.getHttpRequest(), home, scope);
            return next.process();
        };
        return new HttpPipelineBuilder().policies(new RetryPolicy(), signIn).build();
    }

    private void sign(HttpRequest request, Origin home, String scope) {
        var origin = Origin.of(URI.create(request.getUrl().toString()));
        if (!origin.equals(home) || !home.maySeeTokens()) {
            throw new ClientAuthenticationException("The token is meant for " + home + ", not for " + origin, null);
        }
        var token = getTokenSync(new TokenRequestContext().addScopes(scope));
        request.setHeader(HttpHeaderName.AUTHORIZATION, "Bearer " + token.getToken());
    }
}
