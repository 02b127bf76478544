//SOURCES ../token/Claims.java
//SOURCES Answer.java Azd.java Desk.java Flat.java Guard.java Lender.java
//SOURCES LoopbackServer.java Nested.java Protocol.java Question.java Refusal.java Secret.java Terms.java
//SOURCES Variables.java
package cloudshell.lend;

import cloudshell.token.AccessToken;
import cloudshell.token.Audience;
import cloudshell.token.Claims;
import cloudshell.token.TokenException;
import cloudshell.token.Tokens;
import cloudshell.token.UsageException;
import java.time.Clock;
import java.util.Map;

/**
 * Lends a sign-in to programs that know managed identity only: an endpoint on loopback, for as long as this is open.
 *
 * <pre>{@code
 * try (var lend = CloudShell.connect().lend()) {
 *     var builder = new ProcessBuilder("python3", "job.py").inheritIO();
 *     lend.to(builder.environment());
 *     builder.start().waitFor();
 * }
 * }</pre>
 *
 * <p>Whoever has the environment has the sign-in, until this is closed.
 */
public final class Lend implements AutoCloseable {
    private final Lender lender;
    private final LoopbackServer server;
    private final Secret secret;
    private final AccessToken first;

    private Lend(Lender lender, LoopbackServer server, Secret secret, AccessToken first) {
        this.lender = lender;
        this.server = server;
        this.secret = secret;
        this.first = first;
    }

    /**
     * Lends all audiences, on any free port.
     *
     * @throws TokenException where no token for Resource Manager can be had
     */
    public static Lend of(Tokens tokens) {
        return start(tokens, Terms.USUAL, Clock.systemUTC());
    }

    /**
     * Lends on these terms. The first token, of the first audience that is lent, is at hand when this returns: some
     * clients wait for a second only.
     *
     * @throws TokenException where that token cannot be had
     * @throws UsageException where the port is taken
     */
    public static Lend start(Tokens tokens, Terms terms, Clock clock) {
        var lender = new Lender(tokens, terms, clock);
        var secret = Secret.random();
        var server = LoopbackServer.on(terms.port());
        try {
            server.answerBy(new Desk(new Guard(server.port()), secret, lender));
            var audience = terms.only().isEmpty()
                    ? Audience.resourceManager(tokens.cloud())
                    : terms.only().get(0);
            return new Lend(lender, server, secret, lender.inHand(audience));
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
        var tenant = first.known("tenant").isEmpty() ? claims.getOrDefault("tid", "") : first.known("tenant");
        return Variables.set(server.address(), secret, tenant, first.known("subscription"), environment);
    }

    /** Whether a variable of this name would lead a program past the endpoint. */
    public static boolean misleads(String variable) {
        return Variables.mislead(variable);
    }

    /** Changes the environment of a program that is about to be started. */
    public void to(Map<String, String> environment) {
        var variables = variables(environment);
        Variables.dropMisleading(environment);
        environment.putAll(variables);
    }

    /** How often each audience was lent. */
    public Map<String, Long> lent() {
        return lender.lent();
    }

    @Override
    public void close() {
        server.close();
    }
}
