//SOURCES ../../arm/Arm.java ../../query/Query.java
//SOURCES DefaultColumns.java ElementFields.java ElementRows.java ResponseFile.java ResponseHeaders.java
//SOURCES RestResponse.java
package cloudshell.commands.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloudshell.arm.Arm;
import cloudshell.arm.ArmException;
import cloudshell.arm.Subscriptions;
import cloudshell.cli.Invocation;
import cloudshell.cli.Suggestions;
import cloudshell.http.SafeText;
import cloudshell.http.Transport;
import cloudshell.http.Urls;
import cloudshell.token.Audience;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A request on the command line.
 *
 * @param path begins with {@code /} for Resource Manager; otherwise a whole URL
 * @param body null for none
 */
public record RestRequest(String method, String path, Map<String, String> headers, byte[] body) {
    /** The supported methods. */
    public static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");

    private static final Pattern HEADER = Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+)=([\\x20-\\x7e]*)");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(?!subscriptionId})[A-Za-z][A-Za-z0-9_-]*}");

    /** No path of Resource Manager begins like this. */
    private static final Pattern MICROSOFT_GRAPH = Pattern.compile("/(?:v1\\.0|beta)(?:[/?].*)?");

    /** A variable of a shell; what OData writes with a dollar sign is in lower case. */
    private static final Pattern VARIABLE = Pattern.compile(
            "\\$(?:[A-Z_][A-Z0-9_]*\\b|\\{\\w+}|[Ee]nv:\\w+)" + "|(?<=/(?:subscriptions|resource[Gg]roups)/)\\$\\w+");

    /** Headers that the connection, the URL or the token determine. */
    private static final Set<String> NOT_THE_USERS = Set.of(
            "authorization",
            "connection",
            "content-length",
            "expect",
            "host",
            "proxy-authorization",
            "transfer-encoding",
            "upgrade");

    /**
     * Reads the request.
     *
     * @throws cloudshell.token.UsageException if it cannot be sent
     */
    public static RestRequest of(Invocation call) {
        var arguments = new ArrayList<>(call.arguments());
        addNamed(call, arguments);
        if (arguments.isEmpty()) {
            throw call.usage("expected a path or URL", "jbang rest@catalog \"/subscriptions?api-version=2022-12-01\"");
        }
        if (arguments.size() > 2) {
            throw call.usage("expected [METHOD] PATH|URL, got " + arguments.size() + " arguments; quote a URL with &");
        }
        var path = path(call, arguments.get(arguments.size() - 1).strip());
        var method = arguments.size() == 2 ? method(call, arguments.get(0)) : call.has("body") ? "POST" : "GET";
        if (call.has("paged") && !method.equals("GET")) {
            throw call.usage("--paged works with GET only");
        }
        if (call.has("paged") && (call.has("wait") || call.has("include"))) {
            throw call.usage("--paged reads several responses; --wait and --include are about one");
        }
        if (call.values("subscription").size() > 1) {
            throw call.usage("expected one subscription for {subscriptionId}, got "
                    + call.values("subscription").size());
        }
        var headers = headers(call);
        return new RestRequest(method, path, headers, body(call, method, headers));
    }

    /** Reads az's options {@code --method} and {@code --uri} or {@code --url}. */
    private static void addNamed(Invocation call, List<String> arguments) {
        var urls = new ArrayList<>(call.values("uri"));
        urls.addAll(call.values("url"));
        if (urls.size() > 1 || !urls.isEmpty() && arguments.size() > 1) {
            throw call.usage("expected one URL, as an argument or with --uri");
        }
        arguments.addAll(urls);
        if (call.has("method")) {
            if (arguments.size() > 1) {
                throw call.usage("give the method as an argument or with --method, not both");
            }
            arguments.add(0, call.value("method", ""));
        }
    }

    private static String method(Invocation call, String argument) {
        var method = argument.toUpperCase(Locale.ROOT);
        if (!METHODS.contains(method)) {
            throw call.usage("'" + argument + "' is not one of " + String.join(", ", METHODS)
                    + Suggestions.didYouMean(method, METHODS));
        }
        return method;
    }

    private static String path(Invocation call, String path) {
        if (METHODS.contains(path.toUpperCase(Locale.ROOT))) {
            throw call.usage("expected a path or URL after " + path);
        }
        var words = path.split("\\s+", 2);
        if (words.length == 2 && METHODS.contains(words[0].toUpperCase(Locale.ROOT))) {
            throw call.usage(
                    "the method and the URL are two arguments",
                    "jbang rest@catalog " + words[0] + " \"" + words[1] + "\"");
        }
        var variable = VARIABLE.matcher(path);
        if (variable.find()) {
            throw call.notExpanded(variable.group());
        }
        if (!path.startsWith("/") && !path.contains("://")) {
            throw call.usage("'" + path + "' is neither a path that begins with / nor a URL" + didYouMean(path));
        }
        if (MICROSOFT_GRAPH.matcher(path).matches()) {
            throw call.usage(
                    "'" + path + "' is a path of Microsoft Graph, and a path goes to Resource Manager",
                    "jbang rest@catalog \"" + microsoftGraph(call) + path + "\"");
        }
        var open = PLACEHOLDER.matcher(path);
        if (open.find()) {
            throw call.usage(
                    "replace " + open.group() + " in the path; only {subscriptionId} is substituted automatically");
        }
        return withParameters(call, path);
    }

    private static String didYouMean(String path) {
        if (path.matches("(subscriptions|providers|tenants)([/?].*)?")) {
            return "; did you mean /" + path + "?";
        }
        return path.matches("[\\w-]+(\\.[\\w-]+)+([/?].*)?") ? "; did you mean https://" + path + "?" : "";
    }

    /** The root of Microsoft Graph here, with a version for a path that has none. */
    private static String microsoftGraph(Invocation call) {
        var here = call.settings().variable("AZURE_MICROSOFT_GRAPH_ENDPOINT");
        var root = here.isBlank()
                ? Audience.named("graph", call.settings().cloud()).resource()
                : here;
        return root.replaceFirst("/$", "");
    }

    /** Appends {@code --uri-parameters}, percent-encoded. */
    private static String withParameters(Invocation call, String path) {
        var url = new StringBuilder(path);
        for (var parameter : call.values("uri-parameters")) {
            int equals = parameter.indexOf('=');
            if (equals < 1) {
                throw call.usage("--uri-parameters takes NAME=VALUE, not '" + parameter + "'");
            }
            url.append(url.indexOf("?") < 0 ? '?' : '&')
                    .append(Urls.segment(parameter.substring(0, equals)))
                    .append('=')
                    .append(Urls.segment(parameter.substring(equals + 1)));
        }
        return url.toString();
    }

    /**
     * Sends the request, and with {@code --wait} waits for the operation that it starts; at a terminal it shows
     * progress.
     *
     * @throws ArmException if the request is rejected or the operation fails
     */
    public Transport.Response send(Arm api, Invocation call) {
        var state = new AtomicReference<>("");
        call.progress()
                .watchLater(
                        () -> method + " " + SafeText.line(path) + (state.get().isEmpty() ? "" : ": " + state));
        var response = withHeaders(call.has("include") ? api.withListener(head -> show(head, call)) : api)
                .send(method, path, body);
        return call.has("wait") ? api.await(method, path, response, state::set) : response;
    }

    private static void show(Transport.Response head, Invocation call) {
        call.progress().clear();
        ResponseHeaders.print(head, call.err());
    }

    /** Returns the elements of a list, page by page. */
    public Stream<JsonNode> list(Arm api, Invocation call) {
        var count = new AtomicLong();
        call.progress().watchLater(() -> String.format(Locale.ROOT, "elements so far: %,d", count.get()));
        return withHeaders(api).list(path).peek(element -> count.incrementAndGet());
    }

    /** Returns the same request with the default subscription in its path. */
    public RestRequest filledIn(Subscriptions subscriptions) {
        return new RestRequest(method, subscriptions.filledIn(path), headers, body);
    }

    private Arm withHeaders(Arm api) {
        var all = api;
        for (var header : headers.entrySet()) {
            all = all.withHeader(header.getKey(), header.getValue());
        }
        return all;
    }

    private static Map<String, String> headers(Invocation call) {
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        var all = new ArrayList<>(call.values("header"));
        all.addAll(call.values("headers"));
        for (var given : all) {
            var header = HEADER.matcher(given);
            if (!header.matches()) {
                throw call.usage("--header takes NAME=VALUE in ASCII"
                        + (given.matches("[\\w-]+:.*") ? ", not NAME: VALUE" : ""));
            }
            if (NOT_THE_USERS.contains(header.group(1).toLowerCase(Locale.ROOT))) {
                throw call.usage("--header cannot set " + header.group(1) + "; the command sets it");
            }
            headers.put(header.group(1), header.group(2));
        }
        return headers;
    }

    private static byte[] body(Invocation call, String method, Map<String, String> headers) {
        var given = call.value("body", "");
        if (!call.has("body")) {
            return method.equals("GET") || method.equals("DELETE") ? null : new byte[0];
        }
        if (method.equals("GET")) {
            throw call.usage("a GET has no body");
        }
        try {
            var bytes = given.equals("-")
                    ? call.terminal().in().readAllBytes()
                    : given.startsWith("@") ? Files.readAllBytes(Path.of(given.substring(1))) : given.getBytes(UTF_8);
            if (headers.getOrDefault("Content-Type", "application/json").contains("json")) {
                checkJson(call, bytes);
            }
            return bytes;
        } catch (IOException | InvalidPathException e) {
            throw call.usage("--body: could not read " + SafeText.line(given.substring(1)));
        }
    }

    /** Does not quote the text, which may contain a secret. */
    private static void checkJson(Invocation call, byte[] text) throws IOException {
        try {
            var mapper = JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();
            if (mapper.readTree(text).isMissingNode()) {
                throw call.usage("--body is empty; expected JSON");
            }
        } catch (JsonProcessingException e) {
            var place = e.getLocation();
            throw call.usage("--body: it is not JSON, from line " + place.getLineNr() + ", column "
                    + place.getColumnNr() + " on; for other content add --header Content-Type=\u2026");
        }
    }
}
