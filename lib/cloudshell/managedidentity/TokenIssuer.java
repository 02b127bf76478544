package cloudshell.managedidentity;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloudshell.http.Expiry;
import cloudshell.managedidentity.Protocol.TokenResponse;
import cloudshell.token.AccessToken;
import cloudshell.token.Audience;
import cloudshell.token.CloudShellException;
import cloudshell.token.TokenException;
import cloudshell.token.Tokens;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Issues tokens to programs that have the secret. The cache returns every token that has not expired; this class
 * fetches a new one if the cached one is about to expire.
 */
final class TokenIssuer {
    /** Programs use a token for a while: they get one with less time left only if the source has no other. */
    private static final Duration LEAST = Duration.ofMinutes(2);

    private static final Duration RETRY_AFTER = Duration.ofSeconds(30);

    private final Tokens tokens;
    private final EndpointOptions options;
    private final Clock clock;
    private final Map<String, Long> issued = new ConcurrentHashMap<>();
    private final Map<String, CachedToken> cached = new ConcurrentHashMap<>();

    /** A token, the time at which it was first seen, and the start of its validity. */
    private record CachedToken(AccessToken token, Instant since, Instant notBefore) {}

    TokenIssuer(Tokens tokens, EndpointOptions options, Clock clock) {
        this.tokens = tokens;
        this.options = options;
        this.clock = clock;
    }

    /** Returns the number of issued tokens by audience. */
    Map<String, Long> issued() {
        return new TreeMap<>(issued);
    }

    TokenResponse respond(Protocol protocol, String query, byte[] body) {
        try {
            var request = protocol.parse(query, body);
            if (!request.identity().isEmpty() && !options.ignoreClientId()) {
                return protocol.errorResponse(TokenErrorResponse.noIdentity(request.identity()));
            }
            if (request.resource().isEmpty()) {
                return protocol.errorResponse(TokenErrorResponse.malformed("the parameter 'resource' is missing"));
            }
            var audience = Audience.parse(request.resource(), tokens.cloud());
            if (!options.include(audience)) {
                return protocol.errorResponse(TokenErrorResponse.audienceNotAllowed(audience.resource()));
            }
            var usable = usable(audience, request.rejected());
            var tenant = tenant(usable.token);
            if (!request.tenant().isEmpty() && !request.tenant().equalsIgnoreCase(tenant)) {
                return protocol.errorResponse(TokenErrorResponse.otherTenant(request.tenant(), tenant));
            }
            issued.merge(audience.resource(), 1L, Long::sum);
            return protocol.token(usable.token, request.resource(), usable.notBefore, clock.instant());
        } catch (CloudShellException e) {
            return protocol.errorResponse(TokenErrorResponse.of(e));
        } catch (IOException | IllegalArgumentException e) {
            return protocol.errorResponse(
                    TokenErrorResponse.malformed("the request cannot be read: " + e.getMessage()));
        }
    }

    /**
     * Returns the token of an audience.
     *
     * @throws TokenException if no token is available
     */
    AccessToken cached(Audience audience) {
        return known(audience, tokens.token(audience)).token;
    }

    private CachedToken usable(Audience audience, String rejected) {
        var known = known(audience, tokens.token(audience));
        if (!rejected.isEmpty() && rejected.equalsIgnoreCase(sha256(known.token))) {
            return known(audience, tokens.refresh(audience, known.token));
        }
        var now = clock.instant();
        if (known.token.expiresAt().isBefore(now.plus(LEAST))
                && !known.since.plus(RETRY_AFTER).isAfter(now)) {
            return refreshed(audience, known);
        }
        return known;
    }

    private CachedToken refreshed(Audience audience, CachedToken known) {
        try {
            return known(audience, tokens.refresh(audience, known.token));
        } catch (TokenException e) {
            if (known.token.expiresAt().isAfter(clock.instant())) {
                return known;
            }
            throw e;
        }
    }

    private CachedToken known(Audience audience, AccessToken token) {
        var before = cached.get(audience.resource());
        if (before != null && before.token == token) {
            return before;
        }
        var known = since(token, clock.instant());
        cached.put(audience.resource(), known);
        return known;
    }

    /** Returns the tenant of a token, or "" if neither the token nor its source has it. */
    private static String tenant(AccessToken token) {
        var claimed = token.claims().getOrDefault("tid", "");
        return claimed.isEmpty() ? token.metadata("tenant") : claimed;
    }

    private static CachedToken since(AccessToken token, Instant now) {
        var notBefore = Expiry.parse(token.claims().get("nbf"));
        return new CachedToken(token, now, notBefore.orElse(now));
    }

    private static String sha256(AccessToken token) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(token.reveal().getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
