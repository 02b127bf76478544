package cloudshell.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * Caches the tokens of another source in memory, one for each audience. At most one request is in flight for an
 * audience, whatever the number of callers.
 *
 * <p>A cached token is FRESH while it has more than 5 minutes left and is returned at once. After that it is
 * REFRESH_DUE: every caller still gets it at once, and one refresh runs on another thread, at most every 30 s, since the
 * source may fail or return the same token, as Cloud Shell's endpoint does until it expires. With none or an EXPIRED
 * token all callers wait for one request. If it fails, each gets an exception of its own; a failure is not cached.
 */
public final class TokenCache implements TokenSource {
    private static final long REFRESH_BEFORE_EXPIRY_MILLIS = 5 * 60_000;
    private static final long RETRY_AFTER_MILLIS = 30_000;
    private static final long NEVER = Long.MIN_VALUE;
    private static final long LATEST = Long.MAX_VALUE / 2;

    /** Sources have deadlines of their own; this bounds the wait for one that has none. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    private static final Entry EMPTY = new Entry(null, 0, NEVER, NEVER, null, null);

    private final TokenSource source;
    private final Clock clock;
    private final Executor refreshExecutor;
    private final ConcurrentHashMap<String, Entry> entries = new ConcurrentHashMap<>();
    private final Map<Thread, Request> waiting = new HashMap<>();

    /** The states of a cache entry, from {@link Entry#state}. */
    private enum State {
        NONE,
        FETCHING,
        FRESH,
        REFRESH_DUE,
        EXPIRED
    }

    /**
     * What is cached for one audience. Immutable, replaced while holding the lock.
     *
     * @param expiry of the token in milliseconds since the epoch
     * @param attempted when the source was last called
     * @param rejected when the cached token was last refreshed because a service had rejected it
     * @param failure of that refresh, or null
     * @param request the request in flight, or null
     */
    private record Entry(
            AccessToken token, long expiry, long attempted, long rejected, TokenException failure, Request request) {
        boolean isValid(long now) {
            return token != null && now < expiry;
        }

        boolean isValidAndNot(AccessToken other, long now) {
            return isValid(now) && !token.hasSameSecretAs(other);
        }

        State state(long now) {
            if (isValid(now)) {
                var due = now >= expiry - REFRESH_BEFORE_EXPIRY_MILLIS && !isRecent(attempted, now);
                return due ? State.REFRESH_DUE : State.FRESH;
            }
            return request != null ? State.FETCHING : token == null ? State.NONE : State.EXPIRED;
        }
    }

    /** A request and its result. A refresh has no owner until the executor has started it. */
    private static final class Request {
        private final AccessToken rejected;
        private Thread owner;
        private boolean isCompleted;
        private boolean isAbandoned;
        private AccessToken token;
        private Throwable failure;

        Request(AccessToken rejected, Thread owner) {
            this.rejected = rejected;
            this.owner = owner;
        }
    }

    /**
     * @param source called without holding the lock
     * @param clock for expiry
     */
    public TokenCache(TokenSource source, Clock clock) {
        this(source, clock, new DaemonThreads());
    }

    /** @param refreshExecutor runs a refresh while callers get the cached token */
    public TokenCache(TokenSource source, Clock clock, Executor refreshExecutor) {
        this.source = source;
        this.clock = clock;
        this.refreshExecutor = refreshExecutor;
    }

    /**
     * Returns the cached token of the audience, or fetches one.
     *
     * @throws TokenException if no token is cached and the source fails
     */
    @Override
    public AccessToken fetch(Audience audience) {
        while (true) {
            var entry = entry(audience);
            var state = entry.state(clock.millis());
            if (state == State.REFRESH_DUE) {
                refreshInBackground(audience);
            }
            var cached = state == State.FRESH || state == State.REFRESH_DUE;
            var token = cached ? entry.token : fetchOrJoin(audience, null);
            if (token != null) {
                return token;
            }
        }
    }

    /**
     * Returns a token other than the one that a service has rejected as expired. Calls the source unless another token
     * has arrived meanwhile, and at most every 30 s; the source may return the same token again.
     *
     * @throws TokenException if the source fails, and for 30 s after that
     */
    public AccessToken refresh(Audience audience, AccessToken rejected) {
        while (true) {
            var entry = entry(audience);
            long now = clock.millis();
            if (entry.isValidAndNot(rejected, now)) {
                return entry.token;
            }
            if (entry.isValid(now) && isRecent(entry.rejected, now)) {
                if (entry.failure != null) {
                    throw entry.failure.again(audience);
                }
                return entry.token;
            }
            var token = fetchOrJoin(audience, rejected);
            if (token != null) {
                return token;
            }
        }
    }

    private Entry entry(Audience audience) {
        return entries.getOrDefault(audience.resource(), EMPTY);
    }

    /** Treats a time in the future as not recent: the clock was set back. */
    private static boolean isRecent(long time, long now) {
        return time != NEVER && time <= now && now - time < RETRY_AFTER_MILLIS;
    }

    private void refreshInBackground(Audience audience) {
        var request = new Request(null, null);
        synchronized (this) {
            var old = entry(audience);
            long now = clock.millis();
            if (old.state(now) != State.REFRESH_DUE || old.request != null && old.request.owner != null) {
                return;
            }
            entries.put(audience.resource(), new Entry(old.token, old.expiry, now, old.rejected, old.failure, request));
        }
        try {
            refreshExecutor.execute(() -> run(audience, request));
        } catch (RuntimeException | Error e) {
            complete(audience, request, null, e);
        }
    }

    /** Returns the token of the request in flight or of a new one; null if the entry must be read again. */
    private AccessToken fetchOrJoin(Audience audience, AccessToken rejected) {
        Request request;
        synchronized (this) {
            var old = entry(audience);
            long now = clock.millis();
            if (rejected == null ? old.isValid(now) : old.isValidAndNot(rejected, now)) {
                return old.token;
            }
            if (old.request != null && old.request.owner != null) {
                return join(audience, old.request, rejected);
            }
            request = new Request(rejected, Thread.currentThread());
            entries.put(
                    audience.resource(),
                    new Entry(old.token, old.expiry, old.attempted, old.rejected, old.failure, request));
        }
        run(audience, request);
        if (request.failure instanceof Error error) {
            throw error;
        }
        if (request.failure != null) {
            throw request.failure instanceof TokenException own ? own : described(audience, request.failure);
        }
        return request.token;
    }

    /**
     * Waits while holding the lock. An interrupted owner abandons its request, so that a waiting caller starts another.
     */
    private AccessToken join(Audience audience, Request request, AccessToken rejected) {
        if (isWaitingForThisThread(request)) {
            throw failed(audience, "its source requests this same token", null);
        }
        waiting.put(Thread.currentThread(), request);
        try {
            long end = System.nanoTime() + LONGEST_WAIT.toNanos();
            while (!request.isCompleted) {
                if (System.nanoTime() - end >= 0) {
                    throw failed(audience, "no token within " + LONGEST_WAIT.toSeconds() + " s", null);
                }
                wait(LONGEST_WAIT.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(audience, "interrupted while another thread fetches it", null);
        } finally {
            waiting.remove(Thread.currentThread());
        }
        if (request.isAbandoned
                || rejected != null && request.token != null && request.token.hasSameSecretAs(rejected)) {
            return null;
        }
        if (request.failure != null) {
            throw described(audience, request.failure);
        }
        return request.token;
    }

    /** Returns whether the owner of the request waits, directly or through others, for a request of this thread. */
    private boolean isWaitingForThisThread(Request request) {
        for (var next = request; next != null; next = waiting.get(next.owner)) {
            if (next.owner == Thread.currentThread()) {
                return true;
            }
        }
        return false;
    }

    /** Does nothing if a caller has started another request before this one got a thread. */
    private void run(Audience audience, Request request) {
        synchronized (this) {
            if (entry(audience).request != request) {
                return;
            }
            request.owner = Thread.currentThread();
        }
        try {
            var token = source.fetch(audience);
            if (token == null) {
                throw failed(audience, "its source returned none", null);
            }
            if (clock.millis() >= millis(token.expiresAt())) {
                throw failed(audience, "its source returned a token that has expired", null);
            }
            complete(audience, request, token, null);
        } catch (RuntimeException | Error e) {
            complete(audience, request, null, e);
        }
    }

    private void complete(Audience audience, Request request, AccessToken token, Throwable failure) {
        synchronized (this) {
            var old = entry(audience);
            long now = clock.millis();
            request.token = token;
            request.failure = failure;
            request.isAbandoned = failure != null && request.owner != null && request.owner.isInterrupted();
            request.isCompleted = true;
            var other = old.request == request ? null : old.request;
            if (failure == null) {
                long rejected = request.rejected == null ? NEVER : now;
                entries.put(
                        audience.resource(), new Entry(token, millis(token.expiresAt()), now, rejected, null, other));
            } else if (request.rejected == null || request.isAbandoned) {
                entries.put(
                        audience.resource(), new Entry(old.token, old.expiry, now, old.rejected, old.failure, other));
            } else {
                entries.put(
                        audience.resource(),
                        new Entry(old.token, old.expiry, now, now, described(audience, failure), other));
            }
            notifyAll();
        }
    }

    /** Wraps the failure in an exception of the caller's own. */
    private static TokenException described(Audience audience, Throwable failure) {
        if (failure instanceof TokenException e) {
            return e.again(audience);
        }
        return failure instanceof CloudShellException e
                ? new TokenException(e.failure(), audience, e.getMessage(), e.hint(), e)
                : failed(audience, "its source failed: " + failure.getClass().getSimpleName(), failure);
    }

    private static TokenException failed(Audience audience, String reason, Throwable cause) {
        return new TokenException(Failure.FAILED, audience, reason, "", cause);
    }

    private static long millis(Instant expiry) {
        try {
            return Math.min(expiry.toEpochMilli(), LATEST);
        } catch (ArithmeticException e) {
            return expiry.isAfter(Instant.EPOCH) ? LATEST : 0;
        }
    }

    /** Starts a daemon thread for each refresh, so that it does not keep the JVM alive. */
    private static final class DaemonThreads implements Executor {
        @Override
        public void execute(Runnable refresh) {
            var thread = new Thread(refresh, "cloudshell-refresh");
            thread.setDaemon(true);
            thread.start();
        }
    }
}
