package cloudshell.managedidentity;

import cloudshell.token.AccessToken;
import cloudshell.token.Audience;
import cloudshell.token.TokenException;
import cloudshell.token.TokenSource;
import harness.MovingClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A source with a given lifetime of its tokens, which fails on demand. */
final class FakeTokenSource implements TokenSource {
    private final MovingClock clock;
    private final List<String> requested = new ArrayList<>();
    private Duration life = Duration.ofMinutes(60);
    private AccessToken same;
    private TokenException failure;
    private int made;

    FakeTokenSource(MovingClock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized AccessToken fetch(Audience audience) {
        requested.add(audience.resource());
        if (failure != null) {
            throw failure;
        }
        if (same != null
                && same.audience().equals(audience.resource())
                && same.expiresAt().isAfter(clock.instant())) {
            return same;
        }
        var secret = "secret-" + ++made;
        return new AccessToken(
                audience.resource(),
                clock.instant().plus(life),
                secret,
                "Bearer",
                Map.of("tenant", "t-1", "subscription", "s-1"));
    }

    synchronized FakeTokenSource living(Duration life) {
        this.life = life;
        return this;
    }

    /** From now on the token that is next is given until it expires, as Cloud Shell's endpoint does. */
    synchronized void repeat(Audience audience) {
        same = null;
        same = fetch(audience);
    }

    synchronized void failing(TokenException failure) {
        this.failure = failure;
    }

    synchronized List<String> requested() {
        return List.copyOf(requested);
    }
}
