package cloudshell.simulator.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cloudshell.simulator.http.SimulatedRequest;
import harness.MovingClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenBucketsTest {
    private final MovingClock clock = new MovingClock();
    private final TokenBuckets buckets = new TokenBuckets(clock);

    @ParameterizedTest
    @CsvSource({"GET, 250, 25", "PUT, 200, 10", "DELETE, 200, 10"})
    void aBucketIsEmptiedAndRefilledEverySecond(String method, int size, int perSecond) {
        for (int n = 0; n < size; n++) {
            assertEquals(size - 1 - n, buckets.take(request(method, "/subscriptions/a/resources")));
        }
        assertEquals(-1, buckets.take(request(method, "/subscriptions/a/resources")));

        clock.move(Duration.ofSeconds(1));
        assertEquals(perSecond - 1, buckets.take(request(method, "/subscriptions/A/other")));
    }

    @Test
    void subscriptionsHaveBucketsOfTheirOwn() {
        buckets.take(request("GET", "/subscriptions/a/resources"));

        assertEquals(249, buckets.take(request("GET", "/subscriptions/b/resources")));
        assertEquals(249, buckets.take(request("GET", "/subscriptions")));
    }

    private static SimulatedRequest request(String method, String path) {
        return SimulatedRequest.of(method, "http://localhost:1", 1, path, name -> "", "");
    }
}
