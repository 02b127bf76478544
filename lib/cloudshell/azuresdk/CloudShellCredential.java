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
 * Signs Azure SDK clients in with the toolkit's tokens: {@code .credential(new CloudShellCredential())}. The tokens are
 * those of the connection's cache. A tenant in the request is ignored, since Cloud Shell is bound to one.
 */
public final class CloudShellCredential implements TokenCredential {
    private final CloudShell azure;

    /** Connects as the environment says. */
    public CloudShellCredential() {
        this(CloudShell.connect());
    }

    public CloudShellCredential(CloudShell azure) {
        this.azure = azure;
    }

    @Override
    public Mono<AccessToken> getToken(TokenRequestContext request) {
        return Mono.fromCallable(() -> getTokenSync(request)).subscribeOn(Schedulers.boundedElastic());
    }

    /**
     * @throws cloudshell.token.CloudShellException if no token can be had
     * @throws ClientAuthenticationException for a claims challenge, and for anything but one scope
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
     * A pipeline for {@code authenticate(pipeline, profile)} and {@code .pipeline(...)}: it signs in to this origin only.
     * The SDK's own takes any host that it is sent to, and rejects plain http even to localhost, so that no client
     * of it meets a simulator.
     *
     * @param scope what the service wants a token for, in any form
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
