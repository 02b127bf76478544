package cloudshell.token;

/** A source of tokens, such as Cloud Shell's endpoint or Azure CLI. */
@FunctionalInterface
public interface TokenSource {
    /**
     * Requests a new token each time; {@link TokenCache} caches it.
     *
     * @throws TokenException if no token is available
     */
    AccessToken fetch(Audience audience);
}
