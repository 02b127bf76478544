package cloudshell.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import harness.MovingClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class TokenCacheTest {
    private static final Audience GRAPH = new Audience("https://graph.microsoft.com/");
    private static final Audience VAULT = new Audience("https://vault.azure.net");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration FOUR_MINUTES_LEFT = Duration.ofMinutes(56);

    private final MovingClock clock = new MovingClock();
    private final AtomicInteger requests = new AtomicInteger();

    @Test
    void aTokenWithMoreThanFiveMinutesLeftIsServed() {
        var tokens = new TokenCache(this::fresh, clock);
        var first = tokens.fetch(GRAPH);

        clock.move(Duration.ofMinutes(55).minusSeconds(1));

        assertSame(first, tokens.fetch(GRAPH));
        assertEquals(1, requests.get());
    }

    @Test
    void aTokenWithFiveMinutesLeftIsReplaced() {
        var tokens = new TokenCache(this::fresh, clock, Runnable::run);
        var first = tokens.fetch(GRAPH);

        clock.move(Duration.ofMinutes(55));

        assertSame(first, tokens.fetch(GRAPH), "at once, while the next one comes");
        assertEquals("token-2", tokens.fetch(GRAPH).reveal());
    }

    @Test
    void twoAudiencesHaveTokensOfTheirOwn() {
        var tokens = new TokenCache(this::fresh, clock);

        assertEquals(GRAPH.resource(), tokens.fetch(GRAPH).audience());
        assertEquals(VAULT.resource(), tokens.fetch(VAULT).audience());
        assertSame(tokens.fetch(GRAPH), tokens.fetch(GRAPH));
        assertEquals(2, requests.get());
    }

    @Test
    void duringARefreshEveryCallerGetsTheCachedTokenAtOnce() throws Exception {
        var gate = new Gate();
        var refreshes = new ArrayDeque<Thread>();
        var tokens = new TokenCache(gate::fetch, clock, refresh -> {
            refreshes.add(new Thread(refresh));
            refreshes.peek().start();
        });
        var old = tokens.fetch(GRAPH);
        clock.move(FOUR_MINUTES_LEFT);
        gate.close();

        assertSame(old, tokens.fetch(GRAPH));
        gate.awaitCaller();
        assertSame(old, tokens.fetch(GRAPH));

        gate.open();
        refreshes.peek().join();
        assertEquals("token-2", tokens.fetch(GRAPH).reveal());
        assertEquals(2, requests.get());
        assertEquals(1, refreshes.size());
    }

    @Test
    void aRefreshRunsOnAThreadThatNoProgramWaitsFor() throws Exception {
        var refreshing = new CompletableFuture<Thread>();
        var tokens = new TokenCache(
                audience -> {
                    if (requests.get() == 1) {
                        refreshing.complete(Thread.currentThread());
                    }
                    return fresh(audience);
                },
                clock);
        tokens.fetch(GRAPH);
        clock.move(FOUR_MINUTES_LEFT);

        tokens.fetch(GRAPH);

        assertTrue(refreshing.get(1, TimeUnit.MINUTES).isDaemon());
    }

    @Test
    void aRefreshThatCannotBeStartedFailsNobody() {
        var tokens = new TokenCache(this::fresh, clock, refresh -> {
            throw new OutOfMemoryError("unable to create native thread");
        });
        var old = tokens.fetch(GRAPH);
        clock.move(FOUR_MINUTES_LEFT);

        assertSame(old, tokens.fetch(GRAPH));
        assertSame(old, tokens.fetch(GRAPH));
    }

    @Test
    void whateverTheSourceThrowsTheCachedTokenIsReturned() {
        var tokens = new TokenCache(
                audience -> {
                    if (requests.get() > 0) {
                        throw new IllegalStateException("boom");
                    }
                    return fresh(audience);
                },
                clock,
                Runnable::run);
        var old = tokens.fetch(GRAPH);
        clock.move(FOUR_MINUTES_LEFT);

        assertSame(old, tokens.fetch(GRAPH));
        assertSame(old, tokens.fetch(GRAPH));
    }

    @Test
    void aSourceThatThrowsSomethingElseOrGivesNothingIsATokenException() {
        var throwing = new TokenCache(
                audience -> {
                    throw new IllegalStateException("boom");
                },
                clock);
        var giving = new TokenCache(audience -> null, clock);

        assertTrue(assertThrows(TokenException.class, () -> throwing.fetch(GRAPH))
                .getMessage()
                .endsWith("its source failed: IllegalStateException"));
        assertTrue(assertThrows(TokenException.class, () -> giving.fetch(GRAPH))
                .getMessage()
                .endsWith("its source returned none"));
    }

    @Test
    void aSourceThatRequestsItsOwnTokenIsReported() {
        var holder = new AtomicReference<TokenCache>();
        holder.set(new TokenCache(audience -> holder.get().fetch(audience), clock));

        var failure = assertThrows(TokenException.class, () -> holder.get().fetch(GRAPH));

        assertTrue(failure.getMessage().endsWith("its source requests this same token"), failure.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"+1000000000-12-31T23:59:59.999999999Z", "9999-12-31T23:59:59Z"})
    void noExpiryIsTooFar(String expiry) {
        var tokens = new TokenCache(
                audience ->
                        new AccessToken(audience.resource(), Instant.parse(expiry), "far" + requests.incrementAndGet()),
                clock);

        assertEquals("far1", tokens.fetch(GRAPH).reveal());
        assertEquals("far1", tokens.fetch(GRAPH).reveal());
    }

    @Test
    void aClockThatIsSetBackDoesNotKeepARefreshAway() {
        var tokens = new TokenCache(audience -> next(audience, Duration.ofMinutes(4)), clock, Runnable::run);
        tokens.fetch(GRAPH);

        clock.move(Duration.ofMinutes(-1));

        assertEquals(2, requestsAfter(() -> tokens.fetch(GRAPH), 10));
    }

    @Test
    void tenRefreshesCallAFailingSourceOnce() {
        var tokens = new TokenCache(audience -> requests.get() == 0 ? fresh(audience) : fail(audience), clock);
        var rejected = tokens.fetch(GRAPH);

        for (int i = 0; i < 10; i++) {
            assertThrows(TokenException.class, () -> tokens.refresh(GRAPH, rejected));
        }

        assertEquals(2, requests.get());
        clock.move(Duration.ofSeconds(30));
        assertThrows(TokenException.class, () -> tokens.refresh(GRAPH, rejected));
        assertEquals(3, requests.get());
    }

    @Test
    void aFailedRefreshReturnsTheCachedTokenAndIsRetriedAfterThirtySeconds() {
        var tokens = new TokenCache(
                audience -> requests.get() == 0 ? fresh(audience) : fail(audience), clock, Runnable::run);
        var old = tokens.fetch(GRAPH);
        clock.move(FOUR_MINUTES_LEFT);

        assertEquals(2, requestsAfter(() -> assertSame(old, tokens.fetch(GRAPH)), 10));
        clock.move(Duration.ofSeconds(30));
        assertEquals(3, requestsAfter(() -> assertSame(old, tokens.fetch(GRAPH)), 10));
    }

    @Test
    void aCachedTokenIsReturnedUntilItExpiresAndThenTheFailureIsReported() {
        var tokens = new TokenCache(
                audience -> requests.get() == 0 ? fresh(audience) : fail(audience), clock, Runnable::run);
        var old = tokens.fetch(GRAPH);

        clock.move(HOUR.minusSeconds(1));
        assertSame(old, tokens.fetch(GRAPH));
        clock.move(Duration.ofSeconds(1));
        assertThrows(TokenException.class, () -> tokens.fetch(GRAPH));
    }

    @Test
    void anEndpointThatRepeatsItsTokenGetsARequestEveryThirtySecondsAtMost() {
        var repeated = fresh(GRAPH);
        var tokens = new TokenCache(
                audience -> {
                    requests.incrementAndGet();
                    return repeated;
                },
                clock,
                Runnable::run);
        clock.move(FOUR_MINUTES_LEFT);

        assertEquals(2, requestsAfter(() -> tokens.fetch(GRAPH), 100));
        clock.move(Duration.ofSeconds(29));
        assertEquals(2, requestsAfter(() -> tokens.fetch(GRAPH), 100));
        clock.move(Duration.ofSeconds(1));
        assertEquals(3, requestsAfter(() -> tokens.fetch(GRAPH), 100));
    }

    @Test
    void newTokensWithLittleLifeAreFetchedEveryThirtySecondsAtMost() {
        var tokens = new TokenCache(audience -> next(audience, Duration.ofMinutes(4)), clock, Runnable::run);

        assertEquals(1, requestsAfter(() -> tokens.fetch(GRAPH), 100));
        clock.move(Duration.ofSeconds(30));
        assertEquals(2, requestsAfter(() -> tokens.fetch(GRAPH), 100));
    }

    @Test
    void aTokenThatLivesLessThanThirtySecondsIsNotServedAfterItsEnd() {
        var tokens = new TokenCache(audience -> next(audience, Duration.ofSeconds(10)), clock);
        tokens.fetch(GRAPH);

        clock.move(Duration.ofSeconds(10));

        assertEquals("token-2", tokens.fetch(GRAPH).reveal());
    }

    @Test
    void aFailureWithoutACachedTokenIsNotCached() {
        var tokens = new TokenCache(audience -> requests.get() == 0 ? fail(audience) : fresh(audience), clock);

        assertThrows(TokenException.class, () -> tokens.fetch(GRAPH));

        assertEquals("token-2", tokens.fetch(GRAPH).reveal());
    }

    @Test
    void aThousandThreadsOnAColdCacheMakeOneRequest() throws Exception {
        var started = new CountDownLatch(1000);
        var tokens = new TokenCache(
                audience -> {
                    await(started);
                    return fresh(audience);
                },
                clock);

        assertEquals(1, distinctResults(1000, () -> {
            started.countDown();
            return tokens.fetch(GRAPH);
        }));
        assertEquals(1, requests.get());
    }

    @Test
    void aFailureReachesEverybodyWhoWaitsForIt() throws Exception {
        var gate = new Gate();
        gate.close();
        var tokens = new TokenCache(
                audience -> {
                    gate.pass();
                    return fail(audience);
                },
                clock);
        var leader = inThread(() -> tokens.fetch(GRAPH));
        gate.awaitCaller();
        var follower = inThread(() -> tokens.fetch(GRAPH));
        follower.awaitWaiting();

        gate.open();

        var first = assertThrows(ExecutionException.class, leader::get).getCause();
        var second = assertThrows(ExecutionException.class, follower::get).getCause();
        assertTrue(first instanceof TokenException && second instanceof TokenException);
        assertNotSame(first, second);
        assertEquals(first.getMessage(), second.getMessage());
        assertEquals(1, requests.get());
    }

    @Test
    void anInterruptedOwnerLeavesTheRequestToAnotherCaller() throws Exception {
        var gate = new Gate();
        gate.close();
        var tokens = new TokenCache(gate::fetch, clock);
        var leader = inThread(() -> tokens.fetch(GRAPH));
        gate.awaitCaller();
        var follower = inThread(() -> tokens.fetch(GRAPH));
        follower.awaitWaiting();
        gate.openForTheNext();

        leader.thread.interrupt();

        assertEquals("token-1", follower.get().reveal());
        assertTrue(assertThrows(ExecutionException.class, leader::get).getCause() instanceof TokenException);
    }

    @Test
    void anInterruptedOwnerGetsTheErrorOfItsSource() throws Exception {
        var tokens = new TokenCache(
                audience -> {
                    Thread.currentThread().interrupt();
                    throw new TokenException(Failure.DENIED, audience, "HTTP 403", "");
                },
                clock);

        var owner = inThread(() -> tokens.fetch(GRAPH));

        var failure = assertThrows(ExecutionException.class, owner::get).getCause();
        assertTrue(failure.getMessage().endsWith("HTTP 403"), failure.getMessage());
    }

    @Test
    void twoAudiencesWhoseSourcesFetchEachOtherFailInsteadOfWaitingForEver() throws Exception {
        var holder = new AtomicReference<TokenCache>();
        var both = new CyclicBarrier(2);
        holder.set(new TokenCache(
                audience -> {
                    try {
                        both.await();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                    return holder.get().fetch(audience.equals(GRAPH) ? VAULT : GRAPH);
                },
                clock));

        var one = inThread(() -> holder.get().fetch(GRAPH));
        var other = inThread(() -> holder.get().fetch(VAULT));

        for (var call : List.of(one, other)) {
            var failure = assertThrows(ExecutionException.class, call::get).getCause();
            assertTrue(failure.getMessage().contains("its source requests this same token"), failure.getMessage());
        }
    }

    @Test
    void aSourceThatReturnsAnExpiredTokenFailsAndTheTokenIsNotServed() {
        var tokens = new TokenCache(audience -> next(audience, Duration.ofSeconds(-1)), clock);

        var failure = assertThrows(TokenException.class, () -> tokens.fetch(GRAPH));

        assertTrue(failure.getMessage().endsWith("its source returned a token that has expired"));
        assertEquals(1, requests.get());
    }

    @Test
    void anExecutorThatDropsTheRefreshLeavesNobodyWaiting() {
        var tokens = new TokenCache(this::fresh, clock, task -> {});
        var first = tokens.fetch(GRAPH);
        clock.move(Duration.ofMinutes(56));

        assertSame(first, tokens.fetch(GRAPH));
        clock.move(Duration.ofMinutes(5));

        assertEquals("token-2", tokens.fetch(GRAPH).reveal());
    }

    @Test
    void anInterruptedWaiterLeavesWithoutTheOthers() throws Exception {
        var gate = new Gate();
        gate.close();
        var tokens = new TokenCache(gate::fetch, clock);
        var leader = inThread(() -> tokens.fetch(GRAPH));
        gate.awaitCaller();
        var follower = inThread(() -> tokens.fetch(GRAPH));
        follower.awaitWaiting();

        follower.thread.interrupt();

        var failure = assertThrows(ExecutionException.class, follower::get).getCause();
        assertTrue(failure.getMessage().contains("interrupted"), failure.getMessage());
        gate.open();
        assertEquals("token-1", leader.get().reveal());
    }

    @Test
    void aTokenThatAServiceCallsExpiredIsRefreshedOnce() {
        var tokens = new TokenCache(this::fresh, clock);
        var rejected = tokens.fetch(GRAPH);

        var refreshed = tokens.refresh(GRAPH, rejected);

        assertEquals("token-2", refreshed.reveal());
        assertSame(refreshed, tokens.refresh(GRAPH, rejected), "another caller has refreshed it meanwhile");
        assertSame(refreshed, tokens.fetch(GRAPH));
        assertEquals(2, requests.get());
    }

    @Test
    void ifTheSourceReturnsTheRejectedTokenItIsCalledEveryThirtySecondsAtMost() {
        var repeated = fresh(GRAPH);
        var tokens = new TokenCache(
                audience -> {
                    requests.incrementAndGet();
                    return repeated;
                },
                clock);
        tokens.fetch(GRAPH);

        assertEquals(3, requestsAfter(() -> tokens.refresh(GRAPH, repeated), 10));
        clock.move(Duration.ofSeconds(30));
        assertEquals(4, requestsAfter(() -> tokens.refresh(GRAPH, repeated), 10));
    }

    @Test
    void aRefreshThatFailsIsReportedAndTheCachedTokenIsKept() {
        var tokens = new TokenCache(audience -> requests.get() == 0 ? fresh(audience) : fail(audience), clock);
        var rejected = tokens.fetch(GRAPH);

        assertThrows(TokenException.class, () -> tokens.refresh(GRAPH, rejected));
        assertSame(rejected, tokens.fetch(GRAPH));
    }

    private AccessToken fresh(Audience audience) {
        return next(audience, HOUR);
    }

    private AccessToken next(Audience audience, Duration life) {
        return new AccessToken(audience.resource(), clock.instant().plus(life), "token-" + requests.incrementAndGet());
    }

    private AccessToken fail(Audience audience) {
        requests.incrementAndGet();
        throw new TokenException(Failure.FAILED, audience, "HTTP 500", "");
    }

    private int requestsAfter(Runnable call, int times) {
        for (int i = 0; i < times; i++) {
            call.run();
        }
        return requests.get();
    }

    private static int distinctResults(int threads, Callable<AccessToken> call) throws Exception {
        var pool = Executors.newFixedThreadPool(threads);
        try {
            var distinct = new HashSet<AccessToken>();
            var calls = IntStream.range(0, threads).mapToObj(i -> call).toList();
            for (Future<AccessToken> result : pool.invokeAll(calls)) {
                distinct.add(result.get());
            }
            return distinct.size();
        } finally {
            pool.shutdownNow();
        }
    }

    private static Asking inThread(Callable<AccessToken> call) {
        var asking = new Asking(call);
        asking.thread.start();
        return asking;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TokenException(Failure.FAILED, GRAPH, "interrupted", "");
        }
    }

    /** A call on a thread of its own. */
    private static final class Asking extends FutureTask<AccessToken> {
        private final Thread thread = new Thread(this);

        Asking(Callable<AccessToken> call) {
            super(call);
        }

        void awaitWaiting() {
            while (thread.getState() != Thread.State.WAITING && thread.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
        }
    }

    /** A source whose calls can be held. */
    private final class Gate {
        private final CountDownLatch called = new CountDownLatch(1);
        private volatile CountDownLatch gate = new CountDownLatch(0);

        AccessToken fetch(Audience audience) {
            pass();
            return fresh(audience);
        }

        void pass() {
            var held = gate;
            if (held.getCount() > 0) {
                called.countDown();
            }
            await(held);
        }

        void close() {
            gate = new CountDownLatch(1);
        }

        void open() {
            gate.countDown();
        }

        /** Callers that wait already continue to wait. */
        void openForTheNext() {
            gate = new CountDownLatch(0);
        }

        void awaitCaller() {
            TokenCacheTest.await(called);
        }
    }
}
