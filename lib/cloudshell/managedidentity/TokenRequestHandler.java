package cloudshell.managedidentity;

import cloudshell.managedidentity.Protocol.TokenResponse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/** Handles token requests. Rejects requests without the secret with an empty response. */
final class TokenRequestHandler implements Function<IncomingRequest, TokenResponse> {
    private static final int AT_A_TIME = 64;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final String TOKEN = "/token";
    private static final String IMDS = "/metadata/identity/oauth2/token";

    /** Headers in which clients send IDENTITY_HEADER or MSI_SECRET. */
    private static final List<String> SECRET_HEADERS = List.of("X-IDENTITY-HEADER", "secret", "x-ms-identity");

    private final Guard guard;
    private final Secret secret;
    private final TokenIssuer issuer;
    private final Semaphore atATime = new Semaphore(AT_A_TIME);

    TokenRequestHandler(Guard guard, Secret secret, TokenIssuer issuer) {
        this.guard = guard;
        this.secret = secret;
        this.issuer = issuer;
    }

    @Override
    public TokenResponse apply(IncomingRequest request) {
        if (guard.rejects(request)) {
            return TokenResponse.silent(FORBIDDEN);
        }
        var path = pathBehindSecret(request);
        if (!path.equals(TOKEN) && !path.equals(IMDS)) {
            return TokenResponse.silent(NOT_FOUND);
        }
        if (!isEverySecretRight(request)) {
            return TokenResponse.silent(UNAUTHORIZED);
        }
        var protocol = protocol(request, path);
        if (protocol.isEmpty()) {
            return TokenResponse.silent(path.equals(IMDS) ? FORBIDDEN : UNAUTHORIZED);
        }
        atATime.acquireUninterruptibly();
        try {
            return issuer.respond(protocol.get(), request.query(), request.body());
        } finally {
            atATime.release();
        }
    }

    /** Returns the path after the secret, without a final slash; "" if the path does not begin with the secret. */
    private String pathBehindSecret(IncomingRequest request) {
        var path = request.path();
        int end = path.indexOf('/', 1);
        if (end < 0 || !secret.is(path.substring(1, end))) {
            return "";
        }
        return path.endsWith("/") ? path.substring(end, path.length() - 1) : path.substring(end);
    }

    private boolean isEverySecretRight(IncomingRequest request) {
        for (var name : SECRET_HEADERS) {
            if (!request.values(name).stream().allMatch(secret::is)) {
                return false;
            }
        }
        return request.values("Authorization").stream().allMatch(this::isBearer);
    }

    private boolean isBearer(String authorization) {
        return authorization.regionMatches(true, 0, "Bearer ", 0, 7)
                && secret.is(authorization.substring(7).strip());
    }

    /** Returns empty if only the path contains the secret and the header is missing that no web page can send. */
    private static Optional<Protocol> protocol(IncomingRequest request, String path) {
        var metadata = request.values("Metadata");
        var hasMetadata = metadata.size() == 1 && metadata.get(0).equalsIgnoreCase("true");
        if (path.equals(IMDS)) {
            return hasMetadata ? Optional.of(new Protocol.AppService()) : Optional.empty();
        }
        if (request.has("Authorization")) {
            return request.method().equals("POST") ? Optional.of(new Protocol.Azd()) : Optional.empty();
        }
        if (SECRET_HEADERS.stream().anyMatch(request::has)) {
            return Optional.of(new Protocol.AppService());
        }
        return hasMetadata ? Optional.of(new Protocol.CloudShell()) : Optional.empty();
    }
}
