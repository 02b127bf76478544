package cloudshell.commands.token;

import cloudshell.cli.Suggestions;
import cloudshell.http.Origin;
import cloudshell.http.RetryingTransport;
import cloudshell.http.SafeText;
import cloudshell.http.ServiceError;
import cloudshell.http.Toolkit;
import cloudshell.http.Transport;
import cloudshell.http.UrlConnectionTransport;
import cloudshell.token.Audience;
import cloudshell.token.Failure;
import cloudshell.token.Settings;
import cloudshell.token.TokenException;
import cloudshell.token.Tokens;
import cloudshell.token.UsageException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Looks a subscription up by its name or id, without the tree of JSON and its classes that {@code arm} needs. */
final class SubscriptionLookup {
    private static final String PATH = "/subscriptions?api-version=2022-12-01";
    private static final int LARGEST_PAGE = 16 * 1024 * 1024;
    private static final int MOST_PAGES = 1_000;
    private static final int MOST_NAMES = 12;
    private static final int IN_AN_ELEMENT = 3;

    private final Tokens tokens;
    private final Settings settings;
    private final Transport transport;

    private SubscriptionLookup(Tokens tokens, Settings settings) {
        this.tokens = tokens;
        this.settings = settings;
        this.transport = new RetryingTransport(
                new UrlConnectionTransport(LARGEST_PAGE),
                settings.clock(),
                settings.pause(),
                Duration.ofMillis(800),
                settings.maxWait());
    }

    /**
     * The id of the subscription that the user sees under this name or id.
     *
     * @throws UsageException if there is none, or more than one
     * @throws TokenException if Resource Manager does not list them
     */
    static String id(String nameOrId, Tokens tokens, Settings settings) {
        var all = new SubscriptionLookup(tokens, settings).all();
        var wanted = nameOrId.strip();
        var found = all.entrySet().stream()
                .filter(each -> each.getKey().equalsIgnoreCase(wanted)
                        || each.getValue().equalsIgnoreCase(wanted))
                .map(Map.Entry::getKey)
                .toList();
        if (found.size() == 1) {
            return found.get(0);
        }
        var names = all.values().stream()
                .limit(MOST_NAMES)
                .map(name -> "'" + name + "'")
                .collect(Collectors.joining(", "));
        throw found.isEmpty()
                ? new UsageException(
                        "choose the subscription",
                        "the signed-in user sees no subscription '" + SafeText.line(wanted) + "'"
                                + Suggestions.didYouMean(wanted, all.values()),
                        names.isEmpty() ? "without -s" : "one of " + names)
                : new UsageException(
                        "choose the subscription",
                        found.size() + " have the name '" + SafeText.line(wanted) + "'",
                        "an id: " + String.join(", ", found));
    }

    /** The names by their ids. */
    private Map<String, String> all() {
        var names = new LinkedHashMap<String, String>();
        var endpoint = settings.resourceManager();
        try {
            var next = URI.create(endpoint.toString().replaceFirst("/$", "") + PATH);
            for (int page = 0; next != null && page < MOST_PAGES; page++) {
                if (!Origin.of(next).equals(Origin.of(endpoint))) {
                    throw new IOException("a next link leads to " + Origin.of(next));
                }
                next = read(ask(next), names);
            }
            return names;
        } catch (IOException | IllegalArgumentException e) {
            throw failed(Failure.FAILED, SafeText.withoutClassNames(String.valueOf(e.getMessage())), ServiceError.NONE);
        }
    }

    private byte[] ask(URI url) throws IOException {
        var token = tokens.token(Audience.resourceManager(tokens.cloud())).reveal();
        var headers = Map.of(
                "Accept", "application/json",
                "Authorization", "Bearer " + token,
                "User-Agent", Toolkit.NAME + "/" + Toolkit.VERSION);
        var response = transport.send(new Transport.Request("GET", url, headers, null), settings.timeout());
        if (response.status() != 200) {
            var denied = response.status() == 401 || response.status() == 403;
            var error = ServiceError.of(response, token);
            throw failed(denied ? Failure.DENIED : Failure.FAILED, error.describe(), error);
        }
        return response.body();
    }

    private TokenException failed(Failure failure, String why, ServiceError error) {
        return new TokenException(
                failure,
                Audience.resourceManager(tokens.cloud()),
                "the subscriptions could not be listed: " + why,
                error,
                "without -s, which is looked up with Resource Manager");
    }

    /** Adds a page's subscriptions; returns the link to the next one, or null. */
    private static URI read(byte[] page, Map<String, String> names) throws IOException {
        var next = "";
        var id = "";
        var name = "";
        int depth = 0;
        try (var parser = new JsonFactory().createParser(page)) {
            for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token.isStructStart()) {
                    depth++;
                } else if (token.isStructEnd()) {
                    if (depth == IN_AN_ELEMENT && !id.isEmpty()) {
                        names.put(id, name.isEmpty() ? id : name);
                        id = "";
                        name = "";
                    }
                    depth--;
                } else if (token == JsonToken.VALUE_STRING
                        && depth == 1
                        && parser.currentName().equals("nextLink")) {
                    next = parser.getText();
                } else if (token == JsonToken.VALUE_STRING && depth == IN_AN_ELEMENT && parser.currentName() != null) {
                    switch (parser.currentName()) {
                        case "subscriptionId" -> id = parser.getText();
                        case "displayName" -> name = SafeText.printable(parser.getText());
                        default -> {}
                    }
                }
            }
        } catch (com.fasterxml.jackson.core.JacksonException e) {
            throw new IOException("HTTP 200 with a body that is not JSON");
        }
        return next.isEmpty() ? null : URI.create(next);
    }
}
