package cloudshell.simulator.resourcegraph;

import static cloudshell.simulator.http.Response.error;

import cloudshell.simulator.http.Response;
import java.time.Clock;
import java.util.function.Supplier;

/** 15 queries in 5 seconds, and how many are left, in the headers. */
final class Quota {
    private static final int QUERIES = 15;
    private static final long MILLIS = 5_000;

    private final Clock clock;
    private long windowEnds;
    private int used;

    Quota(Clock clock) {
        this.clock = clock;
    }

    Response on(Supplier<Response> usual) {
        long now = clock.millis();
        if (now >= windowEnds) {
            windowEnds = now + MILLIS;
            used = 0;
        }
        used++;
        var response = used > QUERIES
                ? error(429, "RateLimiting", "Please provide below info when asking for support: simulated.")
                : usual.get();
        return response.with("x-ms-user-quota-remaining", Integer.toString(Math.max(0, QUERIES - used)))
                .with("x-ms-user-quota-resets-after", "00:00:0" + (windowEnds - now + 999) / 1000);
    }
}
