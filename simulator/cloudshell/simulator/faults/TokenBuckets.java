package cloudshell.simulator.faults;

import cloudshell.simulator.http.SimulatedRequest;
import java.time.Clock;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Resource Manager's allowances since 2024: for each subscription and kind of request a bucket of tokens that is refilled
 * every second (learn.microsoft.com, request limits and throttling).
 */
public final class TokenBuckets {
    /** The size of a bucket, and the tokens that are added each second. */
    private enum Kind {
        READS(250, 25),
        WRITES(200, 10),
        DELETES(200, 10);

        private final int size;
        private final int perSecond;

        Kind(int size, int perSecond) {
            this.size = size;
            this.perSecond = perSecond;
        }
    }

    private static final int MAX_BUCKETS = 10_000;

    private final Clock clock;
    private final Map<String, Bucket> buckets = new HashMap<>();

    public TokenBuckets(Clock clock) {
        this.clock = clock;
    }

    private static final class Bucket {
        private double tokens;
        private long millis;

        private Bucket(int tokens, long millis) {
            this.tokens = tokens;
            this.millis = millis;
        }
    }

    /** Takes a token for the request if there is one, and returns how many are left; -1 if there was none. */
    public synchronized int take(SimulatedRequest request) {
        var kind = kind(request);
        if (buckets.size() > MAX_BUCKETS) {
            buckets.clear();
        }
        var bucket = buckets.computeIfAbsent(scope(request) + kind, key -> new Bucket(kind.size, clock.millis()));
        long now = clock.millis();
        bucket.tokens = Math.min(kind.size, bucket.tokens + (now - bucket.millis) * kind.perSecond / 1000.0);
        bucket.millis = now;
        if (bucket.tokens < 1) {
            return -1;
        }
        bucket.tokens--;
        return (int) bucket.tokens;
    }

    /** The header with the number of tokens left. */
    public String header(SimulatedRequest request) {
        return "x-ms-ratelimit-remaining-" + (scope(request).isEmpty() ? "tenant-" : "subscription-") + name(request);
    }

    static String name(SimulatedRequest request) {
        return kind(request).name().toLowerCase(Locale.ROOT);
    }

    private static Kind kind(SimulatedRequest request) {
        return switch (request.method()) {
            case "GET", "HEAD" -> Kind.READS;
            case "DELETE" -> Kind.DELETES;
            default -> Kind.WRITES;
        };
    }

    static String scope(SimulatedRequest request) {
        var path = request.path().toLowerCase(Locale.ROOT);
        return path.startsWith("/subscriptions/") ? path.replaceFirst("^/subscriptions/([^/]*).*", "$1") : "";
    }
}
