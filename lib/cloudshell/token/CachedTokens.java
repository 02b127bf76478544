package cloudshell.token;

import java.time.Clock;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * Keeps tokens in memory, one for each audience, in front of another source. However many threads ask, one request is
 * under way for an audience at a time.
 *
 * <p>A token that has not expired is handed out at once. With 5 minutes left or less, a new one is fetched behind the
 * callers, at most every 30 s: the source may fail, or give the same token again, as Cloud Shell's endpoint does until
 * it expires. With no token in hand everybody waits for one request. Its failure reaches each of them as an exception
 * of its own and is not kept.
 */
public final class CachedTokens implements TokenSource {
    private final TokenSource source;
    private final Clock clock;
    private final Executor behind;
    private final ConcurrentHashMap<String, OneToken> tokens = new ConcurrentHashMap<>();

    public CachedTokens(TokenSource source, Clock clock) {
        this(source, clock, new OwnThread());
    }

    /** @param behind what runs a refresh while the token in hand is served */
    public CachedTokens(TokenSource source, Clock clock, Executor behind) {
        this.source = source;
        this.clock = clock;
        this.behind = behind;
    }

    /**
     * A token for the audience: the one in hand, or a new one.
     *
     * @throws TokenException where none is in hand and none can be had
     */
    @Override
    public AccessToken fetch(Audience audience) {
        return token(audience).fetch();
    }

    /**
     * A token other than this one, which a service has called expired. The source is asked unless somebody has done so
     * meanwhile, and at most every 30 s; it may give the same again.
     *
     * @throws TokenException where the source fails, and for 30 s after that
     */
    public AccessToken refresh(Audience audience, AccessToken rejected) {
        return token(audience).refresh(rejected);
    }

    private OneToken token(Audience audience) {
        var token = tokens.get(audience.resource());
        if (token == null) {
            tokens.putIfAbsent(audience.resource(), new OneToken(audience, source, clock, behind));
            token = tokens.get(audience.resource());
        }
        return token;
    }

    /** A thread that no program waits for at its end. */
    private static final class OwnThread implements Executor {
        @Override
        public void execute(Runnable refresh) {
            var thread = new Thread(refresh, "cloudshell-refresh");
            thread.setDaemon(true);
            thread.start();
        }
    }
}
