//DEPS com.fasterxml.jackson.core:jackson-core:2.23.0
//SOURCES ../http/Transport.java
//SOURCES AccessToken.java Audience.java Cloud.java CloudShellException.java CloudShellTokenSource.java
//SOURCES CredentialOptions.java Failure.java KnownAudience.java Settings.java TokenCache.java
//SOURCES TokenException.java TokenSource.java UsageException.java
package cloudshell.token;

import java.time.Clock;

/**
 * Tokens of the signed-in user, fetched once for each audience and kept in the memory of this process.
 *
 * <pre>{@code
 * var tokens = Tokens.connect();
 * var token = tokens.token("vault");
 * }</pre>
 *
 * <p>It is safe for many threads. Ask it for the token each time: a long job outlives a token, not this object.
 */
public final class Tokens {
    private final Cloud cloud;
    private final TokenCache cache;

    /**
     * Tokens from a source of your own, cached in front of it.
     *
     * @param cloud in which short names such as {@code vault} are looked up
     * @param clock what expiry is measured by
     */
    public Tokens(TokenSource source, Cloud cloud, Clock clock) {
        this.cloud = cloud;
        this.cache = new TokenCache(source, clock);
    }

    /**
     * Tokens from Cloud Shell's endpoint, as the environment says; nothing is sent before the first is asked for.
     *
     * @throws UsageException if the environment names an endpoint or a cloud that cannot be used
     */
    public static Tokens connect() {
        var settings = Settings.of(System.getenv());
        return new Tokens(CloudShellTokenSource.of(settings), settings.cloud(), settings.clock());
    }

    /**
     * A token for Resource Manager.
     *
     * @throws TokenException if none can be had
     */
    public AccessToken token() {
        return token(Audience.resourceManager(cloud));
    }

    /**
     * A token for an audience in any form that {@link Audience#parse} reads: {@code graph}, a resource, a scope.
     *
     * @throws TokenException if none can be had
     * @throws UsageException if the audience is malformed
     */
    public AccessToken token(String audience) {
        return token(Audience.parse(audience, cloud));
    }

    /** @throws TokenException if none can be had */
    public AccessToken token(Audience audience) {
        return cache.fetch(audience);
    }

    /**
     * A token instead of one that a service has denied as expired. It is asked for once, however many threads come
     * with the same error response.
     *
     * @throws TokenException if none can be had
     */
    public AccessToken refresh(Audience audience, AccessToken refused) {
        return cache.refresh(audience, refused);
    }

    /** The cloud in which short names are looked up. */
    public Cloud cloud() {
        return cloud;
    }
}
