package harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Services that pages call and the simulator is not: a git repository of Azure DevOps, with no commit yet, and the
 * exchange of an Azure registry. Each serves requests with a token only.
 */
public final class DocsServices implements AutoCloseable {
    /** What the registry gives for a token of Resource Manager. */
    static final String REGISTRY_TOKEN = "token-of-the-registry";

    private final HttpServer server;

    public DocsServices() {
        try {
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/your-organization/your-project/_git/your-repository/", this::git);
        server.createContext("/oauth2/exchange", this::exchange);
        server.start();
    }

    public String address() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** A repository as any file server has it, which git clones by reading two files. */
    private void git(HttpExchange exchange) throws IOException {
        var authorization = exchange.getRequestHeaders().getFirst("Authorization");
        var path = exchange.getRequestURI().getPath();
        if (authorization == null || !authorization.startsWith("Bearer eyJ")) {
            respond(exchange, 401, "");
        } else if (path.endsWith("/info/refs")) {
            respond(exchange, 200, "");
        } else if (path.endsWith("/HEAD")) {
            respond(exchange, 200, "ref: refs/heads/main\n");
        } else {
            respond(exchange, 404, "");
        }
    }

    private void exchange(HttpExchange exchange) throws IOException {
        var form = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        boolean good = exchange.getRequestMethod().equals("POST")
                && form.matches("grant_type=access_token&service=[a-z-]+\\.azurecr\\.io&access_token=eyJ[\\w.-]+");
        respond(exchange, good ? 200 : 401, good ? "{\"refresh_token\":\"" + REGISTRY_TOKEN + "\"}" : "");
    }

    private static void respond(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            var bytes = body.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
