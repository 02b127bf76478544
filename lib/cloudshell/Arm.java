package cloudshell;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Azure Resource Manager. Paths begin with {@code /} and carry their {@code api-version}. The token goes to this
 * endpoint's origin only: an address with another scheme, host or port is an error, whoever names it.
 */
public final class Arm {
    private final URI endpoint;
    private final Origin origin;
    private final Audience audience;
    private final CachedTokens tokens;
    private final Transport transport;
    private final Duration deadline;
    private final Clock clock;
    private final Map<String, String> headers;

    /** @param deadline for one answer; waits between two tries do not count */
    public Arm(
            URI endpoint, Audience audience, CachedTokens tokens, Transport transport, Duration deadline, Clock clock) {
        this(endpoint, audience, tokens, transport, deadline, clock, Map.of());
    }

    private Arm(
            URI endpoint,
            Audience audience,
            CachedTokens tokens,
            Transport transport,
            Duration deadline,
            Clock clock,
            Map<String, String> headers) {
        this.endpoint = endpoint;
        this.origin = Origin.of(endpoint);
        this.audience = audience;
        this.tokens = tokens;
        this.transport = transport;
        this.deadline = deadline;
        this.clock = clock;
        this.headers = headers;
        if (!origin.maySeeTokens()) {
            throw new UsageException(
                    "call " + origin, "a token goes over https or to loopback only", "write https:// in the address");
        }
    }

    /** The same with one more header on each request; it takes the place of the usual one of that name. */
    public Arm withHeader(String name, String value) {
        var more = new HashMap<>(headers);
        more.put(name, value);
        return new Arm(endpoint, audience, tokens, transport, deadline, clock, Map.copyOf(more));
    }

    /** @throws ArmException where the answer is no success or no JSON */
    public JsonNode get(String path) {
        return json(send("GET", path, null), "GET", path);
    }

    /** @throws ArmException where the answer is no success or no JSON */
    public JsonNode post(String path, JsonNode body) {
        return json(send("POST", path, JsonTrees.bytes(body)), "POST", path);
    }

    /** All elements of a list, over all its pages; nothing is sent before the stream is read. */
    public Stream<JsonNode> list(String path) {
        return Pages.stream(pages(path));
    }

    Pages pages(String path) {
        return new Pages(this::page, path);
    }

    private Pages.Page page(String path) {
        var answer = get(path);
        var graphsOwn = answer.path("@odata.nextLink").textValue();
        return Pages.Page.of(answer, "value", answer.path("nextLink").asText(graphsOwn));
    }

    /**
     * Sends one request and gives its answer as it is, which may be empty or no JSON.
     *
     * @param body JSON unless {@link #withHeader} names another {@code Content-Type}; null for none
     * @throws ArmException where the status is none of 200 to 299, a redirect included
     */
    public Transport.Response send(String method, String path, byte[] body) {
        var address = address(path);
        var token = tokens.fetch(audience);
        var answer = exchange(method, address, body, token);
        if (answer.status() == 401 && error(answer, token).code().equals("ExpiredAuthenticationToken")) {
            token = tokens.renew(audience, token);
            answer = exchange(method, address, body, token);
        }
        if (answer.status() / 100 != 2) {
            var error = error(answer, token);
            throw ArmRefusal.explain(verb(method, address, token), error, answer, clock);
        }
        return answer;
    }

    /**
     * The body of an answer as JSON.
     *
     * @throws ArmException where it is none
     */
    public static JsonNode json(Transport.Response answer, String method, String path) {
        try {
            var tree = Json.tree(answer.body());
            if (tree.isMissingNode()) {
                throw new IOException("an empty body");
            }
            return tree;
        } catch (IOException e) {
            throw new ArmException(
                    method + " " + (path.startsWith("/") ? path : "of a link"),
                    "HTTP " + answer.status() + " with " + e.getMessage(),
                    "run it again");
        }
    }

    /** The address of a path or a next link; the guard that keeps the token at home, also out of its own message. */
    private URI address(String path) {
        URI address;
        try {
            address = Addresses.parse(path.startsWith("/") ? base() + path : path);
            if (!Origin.of(address).is(origin)) {
                throw new IllegalArgumentException("it is at " + Origin.of(address));
            }
        } catch (IllegalArgumentException e) {
            throw new ArmException(
                    path.startsWith("/") ? "call " + path : "follow a link",
                    "the token is meant for " + origin + " only, and this address is refused: " + e.getMessage(),
                    "");
        }
        return address;
    }

    private String base() {
        var base = endpoint.toString();
        return base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    }

    private Transport.Response exchange(String method, URI address, byte[] body, AccessToken token) {
        var all = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        all.put("Accept", "application/json");
        all.put("User-Agent", "cloudshell-jbang/" + CloudShell.VERSION);
        if (body != null) {
            all.put("Content-Type", "application/json");
        }
        all.putAll(headers);
        all.put("Authorization", "Bearer " + token.reveal());
        var verb = verb(method, address, token);
        try {
            return transport.send(new Transport.Request(method, address, all, body), deadline);
        } catch (SocketTimeoutException e) {
            throw new ArmException(verb, "no complete answer within " + deadline.toSeconds() + " s", "run it again");
        } catch (InterruptedIOException e) {
            throw new ArmException(verb, "interrupted", "");
        } catch (IOException e) {
            throw new ArmException(
                    verb, Addresses.reason(e), "check the network, and AZURE_RESOURCE_MANAGER_ENDPOINT if it is set");
        }
    }

    /** A link comes from the service, which may have put the token into it. */
    private static String verb(String method, URI address, AccessToken token) {
        return method + " " + SafeText.withoutSecrets(address.toString(), token.reveal());
    }

    private static ServiceError error(Transport.Response answer, AccessToken token) {
        return ServiceError.of(answer, token.reveal());
    }
}
