package cloudshell.managedidentity;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** Where a program asks: who does not know the secret is turned away without a word, the others get their answer. */
final class TokenRequestHandler implements HttpHandler {
    static final int LARGEST = 64 * 1024;

    private static final int AT_A_TIME = 64;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int TOO_LARGE = 413;
    private static final String TOKEN = "/token";
    private static final String IMDS = "/metadata/identity/oauth2/token";

    /** In which a client repeats IDENTITY_HEADER or MSI_SECRET. */
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
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var answer = answer(exchange);
            var headers = exchange.getResponseHeaders();
            headers.set("Cache-Control", "no-store");
            headers.set("Pragma", "no-cache");
            if (answer.body().length > 0) {
                headers.set("Content-Type", "application/json; charset=utf-8");
                exchange.sendResponseHeaders(answer.status(), answer.body().length);
                exchange.getResponseBody().write(answer.body());
            } else {
                headers.set("Connection", "close");
                exchange.sendResponseHeaders(answer.status(), -1);
            }
        }
    }

    private TokenResponse answer(HttpExchange exchange) throws IOException {
        if (guard.turnsAway(exchange)) {
            return TokenResponse.silent(FORBIDDEN);
        }
        var path = pathBehindSecret(exchange);
        if (!path.equals(TOKEN) && !path.equals(IMDS)) {
            return TokenResponse.silent(NOT_FOUND);
        }
        if (!isEverySecretRight(exchange)) {
            return TokenResponse.silent(UNAUTHORIZED);
        }
        var protocol = protocol(exchange, path);
        if (protocol.isEmpty()) {
            return TokenResponse.silent(path.equals(IMDS) ? FORBIDDEN : UNAUTHORIZED);
        }
        var body = exchange.getRequestBody().readNBytes(LARGEST + 1);
        if (body.length + size(exchange) > LARGEST) {
            return TokenResponse.silent(TOO_LARGE);
        }
        atATime.acquireUninterruptibly();
        try {
            return issuer.answer(protocol.get(), exchange.getRequestURI().getRawQuery(), body);
        } finally {
            atATime.release();
        }
    }

    /** What the path goes on with, without a final slash; "" where it does not begin with the secret. */
    private String pathBehindSecret(HttpExchange exchange) {
        var path = String.valueOf(exchange.getRequestURI().getRawPath());
        int end = path.indexOf('/', 1);
        if (end < 0 || !secret.is(path.substring(1, end))) {
            return "";
        }
        return path.endsWith("/") ? path.substring(end, path.length() - 1) : path.substring(end);
    }

    private boolean isEverySecretRight(HttpExchange exchange) {
        var headers = exchange.getRequestHeaders();
        for (var name : SECRET_HEADERS) {
            if (!headers.getOrDefault(name, List.of()).stream().allMatch(secret::is)) {
                return false;
            }
        }
        return headers.getOrDefault("Authorization", List.of()).stream().allMatch(this::isBearer);
    }

    private boolean isBearer(String authorization) {
        return authorization.regionMatches(true, 0, "Bearer ", 0, 7)
                && secret.is(authorization.substring(7).strip());
    }

    /** Empty where nothing but the path knows the secret, and the header is missing that no web page can send. */
    private static Optional<Protocol> protocol(HttpExchange exchange, String path) {
        var headers = exchange.getRequestHeaders();
        var hasMetadata = "true".equalsIgnoreCase(headers.getFirst("Metadata"));
        if (path.equals(IMDS)) {
            return hasMetadata ? Optional.of(new AppServiceProtocol()) : Optional.empty();
        }
        if (headers.containsKey("Authorization")) {
            return exchange.getRequestMethod().equals("POST") ? Optional.of(new AzdProtocol()) : Optional.empty();
        }
        if (SECRET_HEADERS.stream().anyMatch(headers::containsKey)) {
            return Optional.of(new AppServiceProtocol());
        }
        return hasMetadata ? Optional.of(new CloudShellProtocol()) : Optional.empty();
    }

    private static int size(HttpExchange exchange) {
        int size = exchange.getRequestURI().toString().length();
        for (var header : exchange.getRequestHeaders().entrySet()) {
            for (var value : header.getValue()) {
                size += header.getKey().length() + String.valueOf(value).length();
            }
        }
        return size;
    }
}
