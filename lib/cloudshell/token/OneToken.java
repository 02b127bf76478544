package cloudshell.token;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;

/** The token of one audience: the one in hand, and the one request for the next. {@link CachedTokens} has the rules. */
final class OneToken {
    private static final long REFRESH_BEFORE_MILLIS = 5 * 60_000;
    private static final long ASK_AGAIN_MILLIS = 30_000;
    private static final long NEVER = Long.MIN_VALUE;
    private static final long LATEST = Long.MAX_VALUE / 2;

    private final Audience audience;
    private final TokenSource source;
    private final Clock clock;
    private final Executor behind;
    private final AtomicReference<Flight> flight = new AtomicReference<>();
    private volatile Held held;
    private volatile long asked = NEVER;
    private volatile Renewal renewal = new Renewal(NEVER, null);

    /** A token and when it ends, in milliseconds of the epoch. */
    private record Held(AccessToken token, long expires) {}

    /** When a renewal was last tried, and how it failed; null where it did not. */
    private record Renewal(long at, TokenException failure) {}

    /** A request that is under way, and who makes it. */
    private static final class Flight extends CompletableFuture<AccessToken> {
        private volatile Thread leader;
    }

    OneToken(Audience audience, TokenSource source, Clock clock, Executor behind) {
        this.audience = audience;
        this.source = source;
        this.clock = clock;
        this.behind = behind;
    }

    AccessToken fetch() {
        while (true) {
            var inHand = held;
            long now = clock.millis();
            if (inHand != null && now < inHand.expires) {
                if (isDue(inHand, now)) {
                    refreshBehind();
                }
                return inHand.token;
            }
            var token = fly(null);
            if (token != null) {
                return token;
            }
        }
    }

    AccessToken refresh(AccessToken rejected) {
        while (true) {
            var inHand = held;
            long now = clock.millis();
            if (isAnother(inHand, rejected, now)) {
                return inHand.token;
            }
            var last = renewal;
            if (inHand != null && now < inHand.expires && isRecent(last.at, now)) {
                if (last.failure != null) {
                    throw last.failure.again(audience);
                }
                return inHand.token;
            }
            var token = fly(rejected);
            if (token != null) {
                return token;
            }
        }
    }

    private static boolean isAnother(Held inHand, AccessToken rejected, long now) {
        return inHand != null && now < inHand.expires && !inHand.token.hasSameSecretAs(rejected);
    }

    private boolean isDue(Held inHand, long now) {
        return now >= inHand.expires - REFRESH_BEFORE_MILLIS && !isRecent(asked, now);
    }

    /** A moment in the future is not recent: the clock has been set back. */
    private static boolean isRecent(long moment, long now) {
        return moment != NEVER && moment <= now && now - moment < ASK_AGAIN_MILLIS;
    }

    private void refreshBehind() {
        var mine = new Flight();
        if (flight.compareAndSet(null, mine)) {
            try {
                behind.execute(() -> lead(mine, null));
            } catch (RuntimeException | Error e) {
                land(mine, e);
            }
        }
    }

    /** What the request under way brings, or one of its own; null where it is to be looked at anew. */
    private AccessToken fly(AccessToken rejected) {
        var mine = new Flight();
        var current = flight.compareAndExchange(null, mine);
        if (current == null) {
            lead(mine, rejected);
            current = mine;
        } else if (current.leader == Thread.currentThread()) {
            throw failed("its source asks for this same token", null);
        }
        try {
            var token = current.get();
            return current == mine || rejected == null || !token.hasSameSecretAs(rejected) ? token : null;
        } catch (CancellationException e) {
            if (current == mine) {
                throw failed("interrupted while fetching it", null);
            }
            return null;
        } catch (ExecutionException e) {
            if (current == mine && e.getCause() instanceof Error error) {
                throw error;
            }
            throw current == mine && e.getCause() instanceof TokenException own ? own : told(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed("interrupted while another thread fetches it", null);
        }
    }

    /** Fetches for everybody. A leader that is interrupted hands the task on instead of failing the others. */
    private void lead(Flight mine, AccessToken rejected) {
        mine.leader = Thread.currentThread();
        try {
            if (!isDoneMeanwhile(rejected)) {
                var token = source.fetch(audience);
                if (token == null) {
                    throw failed("its source gave none", null);
                }
                held = new Held(token, millis(token.expiresAt()));
                renewal = new Renewal(rejected == null ? NEVER : clock.millis(), null);
                asked = clock.millis();
            }
            land(mine, null);
        } catch (RuntimeException | Error e) {
            if (rejected != null && !mine.leader.isInterrupted()) {
                renewal = new Renewal(clock.millis(), told(e));
            }
            asked = clock.millis();
            land(mine, e);
        }
    }

    private boolean isDoneMeanwhile(AccessToken rejected) {
        var inHand = held;
        long now = clock.millis();
        return rejected == null
                ? inHand != null && now < inHand.expires && !isDue(inHand, now)
                : isAnother(inHand, rejected, now);
    }

    private void land(Flight mine, Throwable failure) {
        var inHand = held;
        flight.set(null);
        if (failure == null) {
            mine.complete(inHand.token);
        } else if (mine.leader != null && mine.leader.isInterrupted()) {
            mine.cancel(false);
        } else {
            mine.completeExceptionally(failure);
        }
    }

    /** The failure as an exception of the caller's own. */
    private TokenException told(Throwable failure) {
        if (failure instanceof TokenException e) {
            return e.again(audience);
        }
        return failure instanceof CloudShellException e
                ? new TokenException(e.failure(), audience, e.getMessage(), e.hint(), e)
                : failed("its source failed: " + failure.getClass().getSimpleName(), failure);
    }

    private TokenException failed(String reason, Throwable cause) {
        return new TokenException(Failure.FAILED, audience, reason, "", cause);
    }

    private static long millis(Instant expiry) {
        try {
            return Math.min(expiry.toEpochMilli(), LATEST);
        } catch (ArithmeticException e) {
            return expiry.isAfter(Instant.EPOCH) ? LATEST : 0;
        }
    }
}
