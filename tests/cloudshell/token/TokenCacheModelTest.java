package cloudshell.token;

import static org.junit.jupiter.api.Assertions.assertEquals;

import harness.MovingClock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The cache does what its rules say, for any course of events: the rules are written down once more, as a model. */
class TokenCacheModelTest {
    private static final List<Audience> AUDIENCES = List.of(new Audience("https://a"), new Audience("https://b"));
    private static final Duration REFRESH_BEFORE = Duration.ofMinutes(5);
    private static final Duration ASK_AGAIN = Duration.ofSeconds(30);

    private enum Kind {
        FETCH,
        RENEW
    }

    /** After a while somebody asks, and the source would response so, if it is asked. */
    private record Step(int after, Kind kind, int audience, Response response, int life) {}

    private enum Response {
        NEW,
        SAME,
        FAILURE
    }

    @Provide
    Arbitrary<List<Step>> courses() {
        var after = Arbitraries.oneOf(
                Arbitraries.integers().between(0, 40), Arbitraries.integers().between(0, 4000));
        var life = Arbitraries.oneOf(
                Arbitraries.integers().between(1, 320), Arbitraries.integers().between(300, 4000));
        return Combinators.combine(
                        after,
                        Arbitraries.of(Kind.FETCH, Kind.FETCH, Kind.RENEW),
                        Arbitraries.integers().between(0, 1),
                        Arbitraries.of(Response.class),
                        life)
                .as(Step::new)
                .list()
                .ofMaxSize(200);
    }

    @Property(seed = "50342")
    void itReturnsAndRequestsWhatTheModelDoes(@ForAll("courses") List<Step> course) {
        compare(course);
    }

    /** With other courses in each run; a failure is reported with its seed. */
    @Property
    void itDoesSoWithWhateverComes(@ForAll("courses") List<Step> course) {
        compare(course);
    }

    private static void compare(List<Step> course) {
        var clock = new MovingClock();
        var source = new Source(clock);
        var cache = new TokenCache(source, clock, Runnable::run);
        var models = List.of(new Model(), new Model());
        var handedOut = new HashMap<Integer, AccessToken>();
        for (var step : course) {
            clock.move(Duration.ofSeconds(step.after()));
            source.next = step;
            source.asked = false;
            var rejected = step.kind() == Kind.RENEW ? handedOut.get(step.audience()) : null;
            var expected = models.get(step.audience()).respond(clock.instant(), rejected, source.wouldGive(step));
            var actual = ask(cache, AUDIENCES.get(step.audience()), rejected);
            assertEquals(expected.text(), actual + (source.asked ? ", asked" : ""));
            if (expected.token() != null) {
                handedOut.put(step.audience(), expected.token());
            }
        }
    }

    private static String ask(TokenCache cache, Audience audience, AccessToken rejected) {
        try {
            var token = rejected == null ? cache.fetch(audience) : cache.refresh(audience, rejected);
            return token.reveal();
        } catch (TokenException e) {
            return "failure";
        }
    }

    /** A source that does what the current step says, and records which token each thread got. */
    private static final class Source implements TokenSource {
        private final MovingClock clock;
        private final Map<Integer, AccessToken> last = new HashMap<>();
        private Step next;
        private boolean asked;
        private int given;

        Source(MovingClock clock) {
            this.clock = clock;
        }

        /** Null for a failure; a token that has expired is not given again. */
        AccessToken wouldGive(Step step) {
            var before = last.get(step.audience());
            if (step.response() == Response.SAME
                    && before != null
                    && before.expiresAt().isAfter(clock.instant())) {
                return before;
            }
            var expiry = clock.instant().plusSeconds(step.life());
            var resource = AUDIENCES.get(step.audience()).resource();
            return step.response() == Response.FAILURE ? null : new AccessToken(resource, expiry, "token-" + given);
        }

        @Override
        public AccessToken fetch(Audience audience) {
            asked = true;
            var token = wouldGive(next);
            given++;
            if (token == null) {
                throw new TokenException(Failure.FAILED, audience, "no", "");
            }
            last.put(next.audience(), token);
            return token;
        }
    }

    private record Expected(AccessToken token, boolean asks) {
        String text() {
            return (token == null ? "failure" : token.reveal()) + (asks ? ", asked" : "");
        }
    }

    /**
     * The rules for one audience and one caller, where a refresh behind the caller is over when the caller has its
     * token. When a refresh was tried counts for the cached token.
     */
    private static final class Model {
        private AccessToken cached;
        private Instant asked = Instant.MIN;
        private Instant refreshed = Instant.MIN;
        private boolean refreshFailed;

        Expected respond(Instant now, AccessToken rejected, AccessToken fromSource) {
            var valid = cached != null && now.isBefore(cached.expiresAt());
            if (!valid) {
                return fetched(now, rejected, fromSource);
            }
            if (rejected == null) {
                return inHandAndPerhapsRefreshed(now, fromSource);
            }
            if (!cached.reveal().equals(rejected.reveal())) {
                return new Expected(cached, false);
            }
            return isRecent(refreshed, now)
                    ? new Expected(refreshFailed ? null : cached, false)
                    : fetched(now, rejected, fromSource);
        }

        private Expected inHandAndPerhapsRefreshed(Instant now, AccessToken fromSource) {
            var served = cached;
            var due = !now.isBefore(cached.expiresAt().minus(REFRESH_BEFORE)) && !isRecent(asked, now);
            if (due) {
                fetched(now, null, fromSource);
            }
            return new Expected(served, due);
        }

        private Expected fetched(Instant now, AccessToken rejected, AccessToken fromSource) {
            asked = now;
            if (fromSource != null) {
                cached = fromSource;
            }
            if (rejected != null || fromSource != null) {
                refreshed = rejected == null ? Instant.MIN : now;
                refreshFailed = fromSource == null;
            }
            return new Expected(fromSource, true);
        }

        private static boolean isRecent(Instant event, Instant now) {
            return event != Instant.MIN && now.isBefore(event.plus(ASK_AGAIN));
        }
    }
}
