//SOURCES ClientConnection.java
//SOURCES EndpointOptions.java Guard.java IncomingRequest.java LoopbackServer.java Protocol.java
//SOURCES RequestReader.java Secret.java TokenErrorResponse.java TokenIssuer.java TokenRequest.java
//SOURCES TokenRequestHandler.java Variables.java
package cloudshell.managedidentity;

import cloudshell.token.AccessToken;
import cloudshell.token.Audience;
import cloudshell.token.TokenException;
import cloudshell.token.Tokens;
import cloudshell.token.UsageException;
import java.time.Clock;
import java.util.Map;

/**
 * A managed identity endpoint on loopback that issues the user's tokens to other programs until it is closed.
 *
 * <pre>{@code
 * try (var endpoint = CloudShell.connect().startManagedIdentityEndpoint()) {
 *     var builder = new ProcessBuilder("python3", "job.py").inheritIO();
 *     endpoint.applyTo(builder.environment());
 *     builder.start().waitFor();
 * }
 * }</pre>
 *
 * <p>Any program with these variables can act as the user until the endpoint is closed.
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
     * Starts an endpoint for all audiences on any free port.
     *
     * @throws TokenException if no token for Resource Manager is available
     */
    public static ManagedIdentityEndpoint of(Tokens tokens) {
        return start(tokens, EndpointOptions.DEFAULTS, Clock.systemUTC());
    }

    /**
     * Starts an endpoint with options. The first token, for the first allowed audience, has been fetched when this
     * returns: some clients wait for one second only.
     *
     * @throws TokenException if that token is not available
     * @throws UsageException if the port is in use
     */
    public static ManagedIdentityEndpoint start(Tokens tokens, EndpointOptions options, Clock clock) {
        var issuer = new TokenIssuer(tokens, options, clock);
        var secret = Secret.random();
        var server = LoopbackServer.on(options.port(), LoopbackServer.REQUEST_TIME);
        try {
            server.serve(new TokenRequestHandler(new Guard(server.port()), secret, issuer));
            var audience = options.only().isEmpty()
                    ? Audience.resourceManager(tokens.cloud())
                    : options.only().get(0);
            return new ManagedIdentityEndpoint(issuer, server, secret, issuer.cached(audience));
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /**
     * Returns the environment variables for a program. They contain the secret of this endpoint.
     *
     * @param environment the program's environment without them
     */
    public Map<String, String> variables(Map<String, String> environment) {
        var claims = first.claims();
        var tenant = first.metadata("tenant").isEmpty() ? claims.getOrDefault("tid", "") : first.metadata("tenant");
        return Variables.set(server.url(), secret, tenant, first.metadata("subscription"), environment);
    }

    /** Returns whether a variable of this name makes a program bypass the endpoint. */
    public static boolean misleads(String variable) {
        return Variables.mislead(variable);
    }

    /** Returns whether programs need a variable of this name to find the endpoint. */
    public static boolean isReserved(String variable) {
        return Variables.isReserved(variable);
    }

    /** Adds the variables to the environment of a program that is not started yet. */
    public void applyTo(Map<String, String> environment) {
        var variables = variables(environment);
        Variables.dropMisleading(environment);
        environment.putAll(variables);
    }

    /** Returns the number of issued tokens by audience. */
    public Map<String, Long> issued() {
        return issuer.issued();
    }

    @Override
    public void close() {
        server.close();
    }
}
