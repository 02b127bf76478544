package cloudshell.token;

/** Somewhere a token comes from. */
@FunctionalInterface
public interface TokenSource {
    /**
     * Fetches a token for the audience, each time anew; put {@link TokenCache} in front to keep it.
     *
     * @throws TokenException if none can be had
     */
    AccessToken fetch(Audience audience);
}
