package cloudshell.commands.mcp;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloudshell.http.Transport;
import cloudshell.token.AccessToken;
import cloudshell.token.Settings;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Azure without a network: records each request that would be sent, and returns prepared responses. */
public final class FakeAzure implements Transport {
    static final String TOKEN = "opaque-canary7Q4ZXWV-token";

    private final List<Request> requests = new ArrayList<>();
    private final Function<Request, Response> responses;

    FakeAzure(Function<Request, Response> responses) {
        this.responses = responses;
    }

    /** Responds to every request with this JSON. */
    public static FakeAzure json(String json) {
        return new FakeAzure(request -> response(200, json));
    }

    static Response response(int status, String body) {
        return new Response(status, Map.of("Content-Type", List.of("application/json")), body.getBytes(UTF_8));
    }

    @Override
    public Response send(Request request, Duration deadline) {
        synchronized (this) {
            requests.add(request);
        }
        return responses.apply(request);
    }

    /** Method and URL of each request. */
    public synchronized List<String> sent() {
        return requests.stream().map(Request::toString).toList();
    }

    public synchronized List<Request> requests() {
        return List.copyOf(requests);
    }

    ReadOnlyServer server(McpOptions options) {
        return server(options, Map.of());
    }

    ReadOnlyServer server(McpOptions options, Map<String, String> environment) {
        return new ReadOnlyServer(
                Settings.of(environment).withPause((wait, why) -> {}),
                audience -> new AccessToken(audience.resource(), Instant.now().plusSeconds(3_600), TOKEN),
                options,
                sender -> this);
    }

    static McpOptions options(List<String> subscriptions, List<String> groups, boolean graph) {
        return new McpOptions(subscriptions, groups, graph, McpOptions.ROWS, McpOptions.BYTES);
    }

    /** What a tool returns, as a client gets it. */
    static JsonNode call(ReadOnlyServer server, String tool, Map<String, Object> arguments) {
        return (ObjectNode) server.tools().run(tool, arguments).structuredContent();
    }
}
