//DEPS com.fasterxml.jackson.core:jackson-core:2.23.0
//SOURCES ../http/Transport.java
//SOURCES AccessToken.java Audience.java Cloud.java CloudShellException.java
//SOURCES CloudShellTokenSource.java CredentialOptions.java Failure.java KnownAudience.java
//SOURCES Settings.java TokenCache.java TokenException.java TokenSource.java UsageException.java
package cloudshell.token;

import java.time.Clock;

/**
 * Tokens of the signed-in user, fetched once for each audience and cached in the memory of this process.
 *
 * <pre>{@code
 * var tokens = Tokens.connect();
 * var token = tokens.token("vault");
 * }</pre>
 *
 * <p>Thread-safe. Call {@code token} for each use: a long job outlives a token, not this object.
 */
public final class Tokens {
    private final Cloud cloud;
    private final TokenCache cache;

    /**
     * Creates a cache in front of a source.
     *
     * @param cloud the cloud of short names such as {@code vault}
     * @param clock for expiry
     */
    public Tokens(TokenSource source, Cloud cloud, Clock clock) {
        this.cloud = cloud;
        this.cache = new TokenCache(source, clock);
    }

    /**
     * Returns tokens of Cloud Shell's endpoint, as the environment describes it. Sends nothing before the first token
     * is requested.
     *
     * @throws UsageException if the environment names an endpoint or a cloud that is not valid
     */
    public static Tokens connect() {
        var settings = Settings.of(System.getenv());
        return new Tokens(CloudShellTokenSource.of(settings), settings.cloud(), settings.clock());
    }

    /**
     * Returns a token for Resource Manager.
     *
     * @throws TokenException if no token is available
     */
    public AccessToken token() {
        return token(Audience.resourceManager(cloud));
    }

    /**
     * Returns a token for an audience in any form that {@link Audience#parse} accepts: {@code graph}, a resource, a
     * scope.
     *
     * @throws TokenException if no token is available
     * @throws UsageException if the audience is malformed
     */
    public AccessToken token(String audience) {
        return token(Audience.parse(audience, cloud));
    }

    /**
     * Returns a token for an audience.
     *
     * @throws TokenException if no token is available
     */
    public AccessToken token(Audience audience) {
        return cache.fetch(audience);
    }

    /**
     * Returns a token other than the one that a service rejected as expired. Sends one request, however many threads
     * call it.
     *
     * @throws TokenException if no token is available
     */
    public AccessToken refresh(Audience audience, AccessToken rejected) {
        return cache.refresh(audience, rejected);
    }

    /** Returns the cloud of short names. */
    public Cloud cloud() {
        return cloud;
    }
}
