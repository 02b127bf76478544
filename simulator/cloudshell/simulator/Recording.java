package cloudshell.simulator;

import cloudshell.simulator.faults.Service;
import cloudshell.simulator.http.LenientJson;
import cloudshell.simulator.http.Response;
import cloudshell.simulator.http.SimulatedRequest;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Each request and its response as one line of JSON, for people ({@code jq . FILE}) and tests. Secrets are {@code ***} in
 * it: every Authorization header, every body to a key vault, and whatever has a secret's name.
 */
final class Recording implements AutoCloseable {
    private static final String MASK = "***";

    /** Parts of names, so that a name that nobody thought of is masked rather than written. */
    private static final Pattern SECRET = Pattern.compile(
            "passw|pwd|secret|token|connectionstring|credential|assertion|privatekey|private_key|sharedkey|accountkey"
                    + "|accesskey|access_key|primarykey|secondarykey|apikey|api_key|storagekey|protectedsettings|customdata"
                    + "|userdata|signature|sas|pfx|certificatedata|^key$|^keys$|^sig$|^code$");

    /** Names that have such a part, and are none. */
    private static final Pattern HARMLESS =
            Pattern.compile("\\$?skiptoken|token_type|tokentype|nextlink|secretname|secreturi|secretproperties|token");

    private static final Pattern JWT = Pattern.compile("eyJ[\\w-]{8,}\\.[\\w-]+\\.[\\w-]*");
    private static final Pattern PAIR = Pattern.compile("([\\w$.%-]+)=([^&\\s;\"]+)");
    private static final List<String> HEADERS =
            List.of("Accept", "Content-Type", "User-Agent", "Metadata", "If-Match", "x-ms-client-request-id", "Host");
    private static final Pattern SCHEME = Pattern.compile("(Bearer|Basic|SharedKey|SharedAccessSignature|PoP) .*");

    private final Path file;
    private final Writer out;
    private boolean failed;

    private Recording(Path file, Writer out) {
        this.file = file;
        this.out = out;
    }

    /** @throws cloudshell.token.UsageException if the file cannot be created */
    static Recording to(Path file) {
        return new Recording(file, RecordFile.create(file));
    }

    /** A record that cannot be written ends, and reports it once; no response depends on it. */
    synchronized void add(SimulatedRequest request, Service service, Response response) {
        if (failed) {
            return;
        }
        try {
            out.write(line(request, service, response) + "\n");
            out.flush();
        } catch (IOException e) {
            failed = true;
            System.err.println(
                    "simulator: could not write '" + file + "': " + e.getMessage() + "; the record ends here");
        }
    }

    private ObjectNode line(SimulatedRequest request, Service service, Response response) {
        var line = JsonNodeFactory.instance.objectNode();
        line.put("time", Instant.now().toString());
        var in = line.putObject("request");
        in.put("method", request.method()).put("url", text(request.origin() + request.url()));
        var headers = in.putObject("headers");
        var authorization = request.header("Authorization");
        if (!authorization.isEmpty()) {
            var scheme = SCHEME.matcher(authorization);
            headers.put("Authorization", (scheme.matches() ? scheme.group(1) + " " : "") + MASK);
        }
        for (var name : HEADERS) {
            if (!request.header(name).isEmpty()) {
                headers.put(name, text(request.header(name)));
            }
        }
        boolean vault = service == Service.VAULT;
        boolean keys = request.path().toLowerCase(Locale.ROOT).matches(".*/(listkeys|regeneratekey|listaccountsas)");
        if (!request.body().isEmpty()) {
            in.set("body", vault ? TextNode.valueOf(MASK) : body(request.body(), false));
        }
        var sent = line.putObject("response").put("status", response.status());
        var theirs = sent.putObject("headers");
        response.headers().forEach(header -> theirs.put(header.name(), text(header.value())));
        if (response.disruption() != Response.Disruption.NONE) {
            sent.put("disruption", response.disruption().name().toLowerCase(Locale.ROOT));
        }
        if (!response.body().isEmpty()) {
            sent.set("body", body(response.body(), vault || keys));
        }
        return line;
    }

    /** @param values whether a field {@code value} is the secret itself */
    private JsonNode body(String body, boolean values) {
        try {
            var tree = LenientJson.MAPPER.readTree(body);
            return tree.isContainerNode() ? masked(tree, values) : TextNode.valueOf(text(body));
        } catch (JsonProcessingException e) {
            // what looks like JSON and is none may hold anything
            return TextNode.valueOf(body.matches("(?s)\\s*[{\\[].*") ? MASK : text(body));
        }
    }

    private static JsonNode masked(JsonNode node, boolean values) {
        if (node instanceof ObjectNode object) {
            var copy = object.objectNode();
            object.properties().forEach(field -> {
                var name = field.getKey();
                var value = field.getValue();
                boolean secret = isSecret(name) && !(value.isContainerNode() && name.matches("keys|secrets"))
                        || values && name.equals("value") && value.isTextual();
                copy.set(name, secret ? TextNode.valueOf(MASK) : masked(value, values));
            });
            return copy;
        }
        if (node instanceof ArrayNode array) {
            var copy = array.arrayNode();
            array.forEach(each -> copy.add(masked(each, values)));
            return copy;
        }
        return node.isTextual() ? TextNode.valueOf(text(node.asText())) : node;
    }

    private static boolean isSecret(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return SECRET.matcher(lower).find() && !HARMLESS.matcher(lower).matches();
    }

    /** A text without tokens, and without the values of parameters that have a secret's name. */
    private static String text(String text) {
        return PAIR.matcher(JWT.matcher(text).replaceAll(MASK.replace("*", "\\*")))
                .replaceAll(pair -> java.util.regex.Matcher.quoteReplacement(
                        pair.group(1) + "=" + (isSecret(pair.group(1)) ? MASK : pair.group(2))));
    }

    @Override
    public synchronized void close() {
        try {
            out.close();
        } catch (IOException e) {
            // it was flushed line by line
        }
    }
}
