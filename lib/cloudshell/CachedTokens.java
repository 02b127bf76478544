package cloudshell;

import java.time.Clock;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Keeps tokens in memory, one for each audience, in front of another source. However many threads ask, one request is
 * under way for an audience at a time.
 *
 * <p>A token with more than 5 minutes left is handed out. With less, one caller fetches a new one and the others get
 * the one in hand. Where that fails or brings one that is no better (Cloud Shell's endpoint repeats its token until
 * it expires), the one in hand serves until it expires, and the source is asked again every 30 s at most. A failure
 * with no token in hand reaches everybody who waits for it and is not kept.
 */
public final class CachedTokens implements TokenSource {
    private static final long REFRESH_BEFORE_MILLIS = 5 * 60_000;
    private static final long ASK_AGAIN_MILLIS = 30_000;

    private final TokenSource source;
    private final Clock clock;
    private final ConcurrentHashMap<String, Slot> slots = new ConcurrentHashMap<>();

    public CachedTokens(TokenSource source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    /**
     * A token for the audience: the one in hand, or a new one.
     *
     * @throws TokenException where none can be had and none in hand is still valid
     */
    @Override
    public AccessToken fetch(Audience audience) {
        var slot = slot(audience);
        var held = slot.held;
        return held != null && clock.millis() < held.goodUntil ? held.token : slot.refresh(audience, null);
    }

    /**
     * A token other than this one, which a service has called expired. It asks the source unless somebody has done so
     * meanwhile or within the last 30 s; the source may give the same again.
     */
    public AccessToken renew(Audience audience, AccessToken rejected) {
        return slot(audience).refresh(audience, rejected);
    }

    private Slot slot(Audience audience) {
        var slot = slots.get(audience.resource());
        if (slot == null) {
            slots.putIfAbsent(audience.resource(), new Slot());
            slot = slots.get(audience.resource());
        }
        return slot;
    }

    /** A token and until when it answers what; times in milliseconds of the epoch. */
    private record Held(AccessToken token, long goodUntil, long expires, long askAgain, long renewAgain) {}

    private final class Slot {
        private final AtomicReference<CompletableFuture<AccessToken>> flight = new AtomicReference<>();
        private volatile Held held;

        AccessToken refresh(Audience audience, AccessToken rejected) {
            while (true) {
                var inHand = held;
                if (inHand != null && serves(inHand, rejected)) {
                    return inHand.token;
                }
                var mine = new CompletableFuture<AccessToken>();
                var current = flight.compareAndExchange(null, mine);
                if (current == null) {
                    return lead(audience, mine, rejected);
                }
                if (inHand != null && rejected == null && clock.millis() < inHand.expires) {
                    return inHand.token;
                }
                try {
                    return current.get();
                } catch (CancellationException e) {
                    continue;
                } catch (ExecutionException e) {
                    throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new TokenException(Failure.FAILED, audience, "interrupted while another thread fetches", "");
                }
            }
        }

        private boolean serves(Held inHand, AccessToken rejected) {
            long now = clock.millis();
            if (rejected == null) {
                return now < inHand.goodUntil || now < inHand.expires && now < inHand.askAgain;
            }
            var other = !inHand.token.hasSameSecretAs(rejected);
            return now < inHand.expires && (other || now < inHand.renewAgain);
        }

        /** Fetches for everybody. A leader that is interrupted hands the task on instead of failing the others. */
        private AccessToken lead(Audience audience, CompletableFuture<AccessToken> mine, AccessToken rejected) {
            var before = held;
            try {
                if (before != null && serves(before, rejected)) {
                    mine.complete(before.token);
                    return before.token;
                }
                var token = source.fetch(audience);
                keep(token, rejected != null);
                mine.complete(token);
                return token;
            } catch (RuntimeException | Error e) {
                long now = clock.millis();
                if (e instanceof TokenException && rejected == null && before != null && now < before.expires) {
                    keep(before.token, false);
                    mine.complete(before.token);
                    return before.token;
                }
                if (Thread.currentThread().isInterrupted()) {
                    mine.cancel(false);
                } else {
                    mine.completeExceptionally(e);
                }
                throw e;
            } finally {
                flight.set(null);
            }
        }

        private void keep(AccessToken token, boolean renewed) {
            long expires = token.expiresAt().toEpochMilli();
            long again = clock.millis() + ASK_AGAIN_MILLIS;
            held = new Held(token, expires - REFRESH_BEFORE_MILLIS, expires, again, renewed ? again : 0);
        }
    }
}
