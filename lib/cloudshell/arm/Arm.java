//DEPS com.fasterxml.jackson.core:jackson-databind:2.23.0
//SOURCES ../errors/ErrorResponseParser.java ../http/Urls.java ../http/JsonTrees.java ../http/Toolkit.java
//SOURCES ../http/NonIdempotentTransport.java
//SOURCES ArmErrors.java ArmException.java AzProfile.java AzureClient.java Endpoint.java
//SOURCES LongRunningOperation.java Pages.java ResourceGraph.java ServiceHosts.java
//SOURCES Subscription.java Subscriptions.java
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
import cloudshell.token.UsageException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A client of Azure Resource Manager. Paths begin with {@code /} and contain their {@code api-version}. The token is
 * sent to this endpoint's origin only: a URL with another scheme, host or port is an error.
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

    /** @param settings the deadline of one response, the longest wait, and the clock */
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

    /** Returns a client that sends one more header with each request; it replaces a default header of the same name. */
    public Arm withHeader(String name, String value) {
        var more = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        more.putAll(headers);
        more.put(name, value);
        return new Arm(endpoint, audience, tokens, transport, settings, more, listener, origin);
    }

    /** Returns a client whose errors about an unknown subscription end with a text, by the path of the request. */
    Arm withSubscriptionOrigin(UnaryOperator<String> origin) {
        return new Arm(endpoint, audience, tokens, transport, settings, headers, listener, origin);
    }

    /** Returns a client that passes each response, errors included, to a listener before it is processed. */
    public Arm withListener(Consumer<Transport.Response> listener) {
        return new Arm(endpoint, audience, tokens, transport, settings, headers, listener, origin);
    }

    /**
     * Returns the JSON at a path.
     *
     * @throws ArmException if the status is not 200 to 299, or the body is not JSON
     */
    public JsonNode get(String path) {
        return json(send("GET", path, null), "GET", path);
    }

    /** Creates the same request for a link that a service has sent. */
    private JsonNode follow(String link) {
        return json(send(request("GET", link, null)), "GET", link);
    }

    /**
     * Posts a body and returns the JSON of the response, or a missing node if that is empty, as for an action that was
     * accepted (202).
     *
     * @param body null for none
     * @throws ArmException if the status is not 200 to 299, or the body is not JSON
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

    /**
     * Waits for the long-running operation that a response has started.
     *
     * @param stateListener receives each state
     */
    public Transport.Response await(
            String method, String path, Transport.Response first, Consumer<String> stateListener) {
        return new LongRunningOperation(
                        link -> send(request("GET", link, null)),
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

    /** Returns all elements of a list, over all pages. Sends nothing before the stream is read. */
    public Stream<JsonNode> list(String path) {
        return Pages.stream(pages(path));
    }

    /** Returns the pages of a list. */
    public Pages pages(String path) {
        check("GET", path);
        return new Pages(this::page, path);
    }

    private Pages.Page page(String path) {
        var response = follow(path);
        return Pages.Page.of(response, "value", Pages.next(response, "nextLink", "@odata.nextLink"));
    }

    /**
     * Sends one request and returns its response unchanged, which may be empty or not JSON.
     *
     * @param body JSON unless {@link #withHeader} sets another {@code Content-Type}; null for none
     * @throws ArmException if the status is not 200 to 299; a redirect is an error
     */
    public Transport.Response send(String method, String path, byte[] body) {
        check(method, path);
        return send(request(method, path, body));
    }

    /**
     * Posts a safe request, such as a query, which is resent if the connection breaks.
     *
     * @param query JSON
     * @throws ArmException if the status is not 200 to 299; a redirect is an error
     */
    public Transport.Response query(String path, byte[] query) {
        return send(request("POST", path, query).asSafe());
    }

    /** Rejects text that is not a path, and a path of Microsoft Graph, as no path of Resource Manager begins like it. */
    private void check(String method, String path) {
        Endpoint.checkPath(path);
        if (path.matches("/(v1\\.0|beta)([/?].*)?") && ArmErrors.isResourceManager(audience)) {
            throw new UsageException(
                    method + " " + path,
                    "it is a path of Microsoft Graph, and this is Resource Manager",
                    "api(\"" + Audience.named("graph", settings.cloud()).resource() + "\")."
                            + method.toLowerCase(Locale.ROOT) + "(\"" + path + "\")");
        }
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
     * Returns the body of a response as JSON.
     *
     * @throws ArmException if it is not JSON
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
                    ErrorResponseParser.isPage(response) ? ErrorResponseParser.PAGE_HINT : "run it again");
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
