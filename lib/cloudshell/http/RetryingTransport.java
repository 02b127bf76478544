package cloudshell.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The only retry layer: at most 4 requests. After a broken connection that cost two requests it assumes two again. A
 * request that changes something is never resent once the service may have accepted it:
 *
 * <ul>
 *   <li>429, and 503 with a wait: resent for every method, since the service did not accept the request.
 *   <li>408, 5xx except 501 and 505, a truncated response: only safe requests are resent.
 *   <li>No response was received: safe requests, PUT and DELETE are resent.
 *   <li>No connection was made, for another reason than "connection refused": every request is resent.
 *   <li>Connection refused, a time-out, {@code AudienceNotSupported}: nothing is resent.
 * </ul>
 *
 * <p>It waits as long as the service requires, otherwise twice as long each time. If a wait is longer than allowed,
 * the response is returned at once.
 */
public final class RetryingTransport implements Transport {
    private static final int MOST_REQUESTS = 4;
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(8);

    private final Transport next;
    private final Clock clock;
    private final Sleeper pause;
    private final Duration firstBackoff;
    private final Duration longestWait;

    /**
     * @param firstBackoff the wait after the first failure if the service names none
     * @param longestWait the longest single wait; null if waits count against the deadline of the call
     */
    public RetryingTransport(Transport next, Clock clock, Sleeper pause, Duration firstBackoff, Duration longestWait) {
        this.next = next;
        this.clock = clock;
        this.pause = pause;
        this.firstBackoff = firstBackoff;
        this.longestWait = longestWait;
    }

    @Override
    public Response send(Request request, Duration deadline) throws IOException {
        long end = clock.millis() + deadline.toMillis();
        var backoff = firstBackoff;
        for (int sent = 0; ; backoff = doubled(backoff)) {
            Response response = null;
            BrokenConnection broken = null;
            var left = longestWait == null ? left(end, deadline) : deadline;
            try {
                response = next.send(request, left);
                sent++;
            } catch (BrokenConnection e) {
                broken = e;
                sent += e.requests();
            }
            var again = broken == null ? isWorthAsking(request, response) : isSafeToRepeat(request, broken.phase());
            var wait = again ? wait(response, backoff) : Duration.ZERO;
            var nextCosts = broken == null ? 1 : broken.requests();
            if (!again || sent + nextCosts > MOST_REQUESTS || !mayWait(wait, end)) {
                if (broken != null) {
                    throw broken;
                }
                return response;
            }
            rest(wait, response);
        }
    }

    /** Returns the time left, at least 1 ms and at most the deadline, even if the clock is set back. */
    private Duration left(long end, Duration deadline) {
        return Duration.ofMillis(Math.max(1, Math.min(end - clock.millis(), deadline.toMillis())));
    }

    private boolean isWorthAsking(Request request, Response response) {
        int status = response.status();
        var isNotTaken =
                status == 429 || status == 503 && RetryAfter.of(response, clock).isPresent();
        var passes = status == 408 || status / 100 == 5 && status != 501 && status != 505;
        return (isNotTaken || passes && request.isSafe())
                && !ServiceError.of(response, "").code().equals("AudienceNotSupported");
    }

    private static boolean isSafeToRepeat(Request request, Phase phase) {
        return switch (phase) {
            case CONNECT -> true;
            case AWAIT_RESPONSE -> request.isSafe() || Set.of("PUT", "DELETE").contains(request.method());
            case READ_RESPONSE -> request.isSafe();
        };
    }

    private Duration wait(Response response, Duration backoff) {
        return response == null
                ? jittered(backoff)
                : RetryAfter.of(response, clock).orElseGet(() -> jittered(backoff));
    }

    private boolean mayWait(Duration wait, long end) {
        return longestWait == null ? clock.millis() + wait.toMillis() < end : wait.compareTo(longestWait) <= 0;
    }

    private void rest(Duration wait, Response why) throws InterruptedIOException {
        try {
            pause.pause(wait, why);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    private static Duration doubled(Duration backoff) {
        var twice = backoff.multipliedBy(2);
        return twice.compareTo(LONGEST_BACKOFF) < 0 ? twice : LONGEST_BACKOFF;
    }

    /** Shortens the wait by up to a fifth, so that many clients do not retry together. */
    private static Duration jittered(Duration backoff) {
        return Duration.ofMillis(
                backoff.toMillis() - ThreadLocalRandom.current().nextLong(backoff.toMillis() / 5));
    }
}
