package benchmarks;

import cloudshell.token.AccessToken;
import cloudshell.token.Audience;
import cloudshell.token.Cloud;
import cloudshell.token.TokenCache;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;

/** Measures a long-lived program: the cached token, and parsing an audience. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LongLived {
    private static final Instant LATER = Instant.now().plusSeconds(86_400);

    private final Audience audience = Audience.parse("graph", Cloud.PUBLIC);
    private final TokenCache tokens = cache(LATER);
    private final AccessToken rejected = new AccessToken("https://graph.microsoft.com/", LATER, "rejected");

    private static TokenCache cache(Instant expiry) {
        return new TokenCache(audience -> new AccessToken(audience.resource(), expiry, "token"), Clock.systemUTC());
    }

    @Benchmark
    public AccessToken cachedToken() {
        return tokens.fetch(audience);
    }

    @Benchmark
    @Threads(64)
    public AccessToken cachedTokenFor64Threads() {
        return tokens.fetch(audience);
    }

    /** A cold cache and its first fetch: the work around a request, without the request. */
    @Benchmark
    public AccessToken firstToken() {
        return cache(LATER).fetch(audience);
    }

    /** A service called the token expired: it is replaced, the source being at no cost. */
    @Benchmark
    public AccessToken refreshedToken() {
        return cache(LATER).refresh(audience, rejected);
    }

    @Benchmark
    public Audience audienceByShortName() {
        return Audience.parse("graph", Cloud.PUBLIC);
    }

    @Benchmark
    public Audience audienceByScope() {
        return Audience.parse("https://graph.microsoft.com/User.Read", Cloud.PUBLIC);
    }
}
