package cloudshell.simulator.identity;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The tokens of one run: one for each resource until it expires, as Cloud Shell's endpoint hands them out. */
public final class IssuedTokens {
    private static final int SECONDS_BEFORE = 300;
    private static final int MAX = 10_000;

    private final long life;
    private final Clock clock;
    private final Map<String, Token> current = new ConcurrentHashMap<>();
    private final Map<String, Token> all = new ConcurrentHashMap<>();

    /** @param life of each token, in seconds */
    public IssuedTokens(long life, Clock clock) {
        this.life = life;
        this.clock = clock;
    }

    /** A token and its times, in seconds of the epoch. */
    record Token(String resource, String text, long notBefore, long expiresOn) {}

    Token token(String resource) {
        return current.compute(resource, (key, before) -> before == null || isExpired(before) ? issue(key) : before);
    }

    /** Returns the token with this text, if one was issued. */
    Optional<Token> find(String text) {
        return Optional.ofNullable(all.get(text));
    }

    boolean isExpired(Token token) {
        return clock.instant().getEpochSecond() >= token.expiresOn();
    }

    long now() {
        return clock.instant().getEpochSecond();
    }

    private Token issue(String resource) {
        long now = now();
        var token = new Token(resource, Claims.jwt(resource, now, now + life), now - SECONDS_BEFORE, now + life);
        if (all.size() >= MAX) {
            all.values().removeIf(this::isExpired);
        }
        if (all.size() >= MAX) {
            all.clear();
            current.clear();
        }
        all.put(token.text(), token);
        return token;
    }
}
