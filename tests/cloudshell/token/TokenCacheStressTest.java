package cloudshell.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import harness.MovingClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Many threads on one cache, whose source fails, repeats itself and is slow, under a clock that runs. */
class TokenCacheStressTest {
    private static final int THREADS = 32;
    private static final int CALLS = Integer.getInteger("stress.calls", 2_000);
    private static final List<Audience> AUDIENCES = List.of(new Audience("https://a"), new Audience("https://b"));

    private final MovingClock clock = new MovingClock();
    private final AtomicInteger broken = new AtomicInteger();

    /** One seed that is always the same, and one that goes on finding; the name of the test has it. */
    static LongStream seeds() {
        return LongStream.of(50_342, new Random().nextInt(1_000_000));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void noCallerGetsAnExpiredTokenAndNoAudienceHasTwoRequestsInFlight(long seed) throws Exception {
        var cache = new TokenCache(new Source(seed), clock);
        var threads = Executors.newFixedThreadPool(THREADS);
        var calls = new ArrayList<Future<Integer>>();
        for (int i = 0; i < THREADS; i++) {
            calls.add(threads.submit(caller(cache, new Random(seed + i))));
        }
        threads.shutdown();
        assertTrue(threads.awaitTermination(2, TimeUnit.MINUTES), "somebody waits for ever");
        int served = 0;
        for (var call : calls) {
            served += call.get();
        }
        assertEquals(0, broken.get(), "seed " + seed);
        assertTrue(served > THREADS * CALLS / 4, "seed " + seed + ": served " + served);
    }

    /** How many of its calls got a token; those that did not threw what they are said to throw. */
    private Callable<Integer> caller(TokenCache cache, Random random) {
        return () -> {
            int served = 0;
            for (int i = 0; i < CALLS; i++) {
                var audience = AUDIENCES.get(random.nextInt(AUDIENCES.size()));
                var interrupted = random.nextInt(50) == 0;
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
                var start = clock.instant();
                try {
                    var token = cache.fetch(audience);
                    check(token.expiresAt().isAfter(start) && token.audience().equals(audience.resource()));
                    served++;
                } catch (TokenException e) {
                    check(e.getMessage().contains("no") || interrupted);
                }
                Thread.interrupted();
                pass(Duration.ofMillis(random.nextInt(20)));
            }
            return served;
        };
    }

    private synchronized void pass(Duration time) {
        clock.move(time);
    }

    private void check(boolean asItShouldBe) {
        broken.addAndGet(asItShouldBe ? 0 : 1);
    }

    private final class Source implements TokenSource {
        private final List<AtomicInteger> under = List.of(new AtomicInteger(), new AtomicInteger());
        private final Random random;
        private final AccessToken[] last = new AccessToken[2];

        Source(long seed) {
            this.random = new Random(seed);
        }

        @Override
        public AccessToken fetch(Audience audience) {
            int index = AUDIENCES.indexOf(audience);
            check(under.get(index).incrementAndGet() == 1);
            try {
                for (int i = random.nextInt(20); i > 0; i--) {
                    Thread.yield();
                }
                if (random.nextInt(3) == 0) {
                    throw new TokenException(Failure.FAILED, audience, "no", "");
                }
                var now = clock.instant();
                if (last[index] == null || !last[index].expiresAt().isAfter(now) || random.nextInt(3) == 0) {
                    var expiry = now.plusSeconds(60 + random.nextInt(900));
                    last[index] = new AccessToken(audience.resource(), expiry, "token-" + random.nextLong());
                }
                return last[index];
            } finally {
                under.get(index).decrementAndGet();
            }
        }
    }
}
