//SOURCES ../token/Claims.java
//SOURCES AppServiceProtocol.java AzdProtocol.java ClientConnection.java CloudShellProtocol.java
//SOURCES EndpointOptions.java Guard.java IncomingRequest.java LoopbackServer.java Protocol.java
//SOURCES RequestReader.java Secret.java TokenErrorResponse.java TokenIssuer.java TokenRequest.java
//SOURCES TokenRequestHandler.java Variables.java
package cloudshell.managedidentity;

import cloudshell.token.AccessToken;
import cloudshell.token.Audience;
import cloudshell.token.Claims;
import cloudshell.token.TokenException;
import cloudshell.token.Tokens;
import cloudshell.token.UsageException;
import java.time.Clock;
import java.util.Map;

/**
 * Issues a sign-in to programs that know managed identity only: an endpoint on loopback, for as long as this is open.
 *
 * <pre>{@code
 * try (var endpoint = CloudShell.connect().startManagedIdentityEndpoint()) {
 *     var builder = new ProcessBuilder("python3", "job.py").inheritIO();
 *     endpoint.applyTo(builder.environment());
 *     builder.start().waitFor();
 * }
 * }</pre>
 *
 * <p>Whoever has the environment has the sign-in, until this is closed.
 */
public final class ManagedIdentityEndpoint implements AutoCloseable {
    private final TokenIssuer issuer;
    private final LoopbackServer server;
    private final Secret secret;
    private final AccessToken first;

    private ManagedIdentityEndpoint(TokenIssuer issuer, LoopbackServer server, Secret secret, AccessToken first) {
        this.issuer = issuer;
        this.server = server;
        this.secret = secret;
        this.first = first;
    }

    /**
     * Issues all audiences, on any free port.
     *
     * @throws TokenException if no token for Resource Manager can be had
     */
    public static ManagedIdentityEndpoint of(Tokens tokens) {
        return start(tokens, EndpointOptions.DEFAULTS, Clock.systemUTC());
    }

    /**
     * Issues on these terms. The first token, of the first audience that is issued, is at hand when this returns: some
     * clients wait for a second only.
     *
     * @throws TokenException if that token cannot be had
     * @throws UsageException if the port is taken
     */
    public static ManagedIdentityEndpoint start(Tokens tokens, EndpointOptions terms, Clock clock) {
        var issuer = new TokenIssuer(tokens, terms, clock);
        var secret = Secret.random();
        var server = LoopbackServer.on(terms.port(), LoopbackServer.REQUEST_TIME);
        try {
            server.serve(new TokenRequestHandler(new Guard(server.port()), secret, issuer));
            var audience = terms.only().isEmpty()
                    ? Audience.resourceManager(tokens.cloud())
                    : terms.only().get(0);
            return new ManagedIdentityEndpoint(issuer, server, secret, issuer.inHand(audience));
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /**
     * The variables to set for a program, beside this environment. They hold the secret of this run.
     *
     * @param environment what the program would have without them
     */
    public Map<String, String> variables(Map<String, String> environment) {
        var claims = Claims.unverified(first);
        var tenant = first.metadata("tenant").isEmpty() ? claims.getOrDefault("tid", "") : first.metadata("tenant");
        return Variables.set(server.address(), secret, tenant, first.metadata("subscription"), environment);
    }

    /** Whether a variable of this name would lead a program past the endpoint. */
    public static boolean misleads(String variable) {
        return Variables.mislead(variable);
    }

    /** Whether a program's way to the endpoint depends on a variable of this name. */
    public static boolean isReserved(String variable) {
        return Variables.isReserved(variable);
    }

    /** Changes the environment of a program that is about to be started. */
    public void applyTo(Map<String, String> environment) {
        var variables = variables(environment);
        Variables.dropMisleading(environment);
        environment.putAll(variables);
    }

    /** How often each audience was issued. */
    public Map<String, Long> issued() {
        return issuer.issued();
    }

    @Override
    public void close() {
        server.close();
    }
}
