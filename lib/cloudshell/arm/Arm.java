//DEPS com.fasterxml.jackson.core:jackson-databind:2.23.0
//SOURCES ../errors/ErrorResponseParser.java ../http/Urls.java ../http/JsonTrees.java ../http/Toolkit.java
//SOURCES ../http/NonIdempotentTransport.java
//SOURCES ArmErrors.java ArmException.java AzProfile.java Endpoint.java LongRunningOperation.java
//SOURCES Pages.java ResourceGraph.java ServiceHosts.java Subscription.java Subscriptions.java
package cloudshell.arm;

import cloudshell.errors.ErrorResponseParser;
import cloudshell.http.JsonTrees;
import cloudshell.http.ProxyException;
import cloudshell.http.SafeText;
import cloudshell.http.Toolkit;
import cloudshell.http.Transport;
import cloudshell.token.AccessToken;
import cloudshell.token.Audience;
import cloudshell.token.Settings;
import cloudshell.token.Tokens;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Azure Resource Manager. Paths begin with {@code /} and carry their {@code api-version}. The token goes to this
 * endpoint's origin only: a URL with another scheme, host or port is an error, whoever names it.
 */
public final class Arm {
    private final Endpoint endpoint;
    private final Audience audience;
    private final Tokens tokens;
    private final Transport transport;
    private final Settings settings;
    private final Map<String, String> headers;
    private final Consumer<Transport.Response> listener;
    private final UnaryOperator<String> origin;

    /** @param settings the deadline of one response, the longest pause, and the clock */
    public Arm(URI endpoint, Audience audience, Tokens tokens, Transport transport, Settings settings) {
        this(new Endpoint(endpoint), audience, tokens, transport, settings, Map.of(), response -> {}, path -> "");
    }

    private Arm(
            Endpoint endpoint,
            Audience audience,
            Tokens tokens,
            Transport transport,
            Settings settings,
            Map<String, String> headers,
            Consumer<Transport.Response> listener,
            UnaryOperator<String> origin) {
        this.endpoint = endpoint;
        this.audience = audience;
        this.tokens = tokens;
        this.transport = transport;
        this.settings = settings;
        this.headers = headers;
        this.listener = listener;
        this.origin = origin;
    }

    /** The same with one more header on each request; it takes the place of the default one of that name. */
    public Arm withHeader(String name, String value) {
        var more = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        more.putAll(headers);
        more.put(name, value);
        return new Arm(endpoint, audience, tokens, transport, settings, more, listener, origin);
    }

    /** The same with a text that an error about an unknown subscription ends in, by the path of the request. */
    Arm withSubscriptionOrigin(UnaryOperator<String> origin) {
        return new Arm(endpoint, audience, tokens, transport, settings, headers, listener, origin);
    }

    /** The same with someone who sees each response, an error response too, before anything is made of it. */
    public Arm withListener(Consumer<Transport.Response> listener) {
        return new Arm(endpoint, audience, tokens, transport, settings, headers, listener, origin);
    }

    /** @throws ArmException if the response is no success or no JSON */
    public JsonNode get(String path) {
        return json(send("GET", path, null), "GET", path);
    }

    /**
     * Posts a body and returns the JSON of the response, or a missing node if that is empty, as for an action that was
     * accepted (202).
     *
     * @param body null for none
     * @throws ArmException if the status is none of 200 to 299, or the body is not JSON
     */
    public JsonNode post(String path, JsonNode body) {
        return write("POST", path, body);
    }

    /** Replaces or creates what is at a path; otherwise as {@link #post}. */
    public JsonNode put(String path, JsonNode body) {
        return write("PUT", path, body);
    }

    /** Changes what is at a path; otherwise as {@link #post}. */
    public JsonNode patch(String path, JsonNode body) {
        return write("PATCH", path, body);
    }

    /** Deletes what is at a path; otherwise as {@link #post}. */
    public JsonNode delete(String path) {
        return write("DELETE", path, null);
    }

    private JsonNode write(String method, String path, JsonNode body) {
        return jsonOrMissing(send(method, path, bytes(body)), method, path);
    }

    /**
     * Sends a request, waits for the long-running operation that it starts, and returns the result: the resource after
     * PUT and PATCH, what the operation returns after POST, or a missing node if there is none. Pauses as the service
     * asks for, between 1 s and the longest wait of the settings.
     *
     * @param body null for none
     * @throws ArmException if a response is an error or the operation fails, with its reason
     */
    public JsonNode await(String method, String path, JsonNode body) {
        var first = send(method, path, bytes(body));
        return jsonOrMissing(await(method, path, first, state -> {}), method, path);
    }

    /**
     * Waits for a long-running operation that was started elsewhere.
     *
     * @param operation the URL in {@code Azure-AsyncOperation}, {@code Operation-Location} or {@code Location} of the
     *     response that started it; its origin must be this endpoint's
     * @throws ArmException as {@link #await(String, String, JsonNode)} does
     */
    public JsonNode await(String operation) {
        return await("GET", operation, null);
    }

    /** Follows what a response has started to its end; the listener gets each state. */
    public Transport.Response await(
            String method, String path, Transport.Response first, Consumer<String> stateListener) {
        return new LongRunningOperation(
                        link -> send("GET", link, null),
                        method,
                        path,
                        settings.pause(),
                        settings.maxWait(),
                        settings.clock(),
                        stateListener)
                .await(first);
    }

    private static byte[] bytes(JsonNode body) {
        return body == null ? null : JsonTrees.bytes(body);
    }

    private static JsonNode jsonOrMissing(Transport.Response response, String method, String path) {
        return response.body().length == 0 ? MissingNode.getInstance() : json(response, method, path);
    }

    /** All elements of a list, over all its pages; nothing is sent before the stream is read. */
    public Stream<JsonNode> list(String path) {
        return Pages.stream(pages(path));
    }

    public Pages pages(String path) {
        return new Pages(this::page, path);
    }

    private Pages.Page page(String path) {
        var response = get(path);
        return Pages.Page.of(response, "value", Pages.next(response, "nextLink", "@odata.nextLink"));
    }

    /**
     * Sends one request and gives its response as it is, which may be empty or no JSON.
     *
     * @param body JSON unless {@link #withHeader} names another {@code Content-Type}; null for none
     * @throws ArmException if the status is none of 200 to 299, a redirect included
     */
    public Transport.Response send(String method, String path, byte[] body) {
        return send(request(method, path, body));
    }

    /**
     * Posts a question: a request that changes nothing, so that it may be asked again where the connection breaks.
     *
     * @param question JSON
     * @throws ArmException if the status is none of 200 to 299, a redirect included
     */
    public Transport.Response ask(String path, byte[] question) {
        return send(request("POST", path, question).asSafe());
    }

    private Transport.Response send(Transport.Request request) {
        var token = tokens.token(audience);
        var response = exchange(request, token);
        if (response.status() == 401
                && ErrorResponseParser.of(response, token.reveal()).code().equals("ExpiredAuthenticationToken")) {
            token = tokens.refresh(audience, token);
            response = exchange(request, token);
        }
        listener.accept(response);
        if (response.status() / 100 != 2) {
            var error = ErrorResponseParser.of(response, token.reveal());
            throw ArmErrors.explain(
                    verb(request, token),
                    error,
                    response,
                    audience,
                    settings.clock(),
                    origin.apply(request.uri().getPath()),
                    ProxyException.proxyOf(request.uri()));
        }
        return response;
    }

    /**
     * The body of a response as JSON.
     *
     * @throws ArmException if it is none
     */
    public static JsonNode json(Transport.Response response, String method, String path) {
        try {
            var tree = JsonTrees.of(response.body());
            if (tree.isMissingNode()) {
                throw new IOException("an empty body");
            }
            return tree;
        } catch (IOException e) {
            throw new ArmException(
                    method + " " + (path.startsWith("/") ? path : "of a link"),
                    "HTTP " + response.status() + " with " + e.getMessage(),
                    "run it again");
        }
    }

    private Transport.Request request(String method, String path, byte[] body) {
        var all = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        all.put("Accept", "application/json");
        all.put("Accept-Encoding", "gzip");
        all.put("User-Agent", Toolkit.NAME + "/" + Toolkit.VERSION);
        if (body != null) {
            all.put("Content-Type", "application/json");
        }
        all.putAll(headers);
        return new Transport.Request(method, endpoint.resolve(path), all, body);
    }

    private Transport.Response exchange(Transport.Request request, AccessToken token) {
        try {
            var signed = new TreeMap<>(request.headers());
            signed.put("Authorization", "Bearer " + token.reveal());
            return transport.send(
                    new Transport.Request(request.method(), request.uri(), signed, request.body(), request.isSafe()),
                    settings.timeout());
        } catch (IOException e) {
            throw ArmErrors.unanswered(verb(request, token), request, e, audience, settings.timeout());
        }
    }

    /** A link comes from the service, which may have put the token into it. */
    private static String verb(Transport.Request request, AccessToken token) {
        return SafeText.withoutSecrets(request.toString(), token.reveal());
    }
}
