package cloudshell.simulator;

import cloudshell.simulator.http.Response;
import cloudshell.simulator.http.SimulatedRequest;
import cloudshell.token.UsageException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Each request and its answer as one line of JSON, for people ({@code jq . FILE}) and tests. What is secret, tokens and
 * the values of secrets and passwords, is {@code ***} in it.
 */
final class Recording implements AutoCloseable {
    private static final String MASK = "***";
    private static final Set<String> SECRETS = Set.of(
            "access_token",
            "refresh_token",
            "id_token",
            "client_secret",
            "client_assertion",
            "assertion",
            "password",
            "adminpassword",
            "protectedsettings",
            "sharedkey");
    private static final Pattern TOKEN = Pattern.compile("eyJ[\\w-]{8,}\\.[\\w-]+\\.[\\w-]*");
    private static final Pattern IN_TEXT = Pattern.compile(
            "(?i)((?:access_token|refresh_token|client_secret|client_assertion|assertion|password|sig|code)=)[^&\\s]+");
    private static final List<String> HEADERS =
            List.of("Accept", "Content-Type", "User-Agent", "Metadata", "If-Match", "x-ms-client-request-id", "Host");

    private final JsonMapper mapper = new JsonMapper();
    private final Writer out;

    private Recording(Writer out) {
        this.out = out;
    }

    /** @throws UsageException where the file cannot be written */
    static Recording to(Path file) {
        try {
            return new Recording(Files.newBufferedWriter(file));
        } catch (IOException e) {
            throw new UsageException(
                    "start the simulator", "'" + file + "' cannot be written", "a file in a folder that is there");
        }
    }

    synchronized void add(SimulatedRequest request, Response answer) {
        var line = JsonNodeFactory.instance.objectNode();
        line.put("time", Instant.now().toString());
        var asked = line.putObject("request");
        asked.put("method", request.method()).put("url", text(request.origin() + request.url()));
        var headers = asked.putObject("headers");
        if (!request.header("Authorization").isEmpty()) {
            headers.put("Authorization", request.header("Authorization").replaceFirst("^(\\w+) .*", "$1 ") + MASK);
        }
        for (var name : HEADERS) {
            if (!request.header(name).isEmpty()) {
                headers.put(name, text(request.header(name)));
            }
        }
        if (!request.body().isEmpty()) {
            asked.set("body", body(request.body(), false));
        }
        var answered = line.putObject("answer").put("status", answer.status());
        var theirs = answered.putObject("headers");
        answer.headers().forEach(header -> theirs.put(header.name(), text(header.value())));
        if (answer.disruption() != Response.Disruption.NONE) {
            answered.put("disruption", answer.disruption().name().toLowerCase(java.util.Locale.ROOT));
        }
        if (!answer.body().isEmpty()) {
            answered.set("body", body(answer.body(), request.path().contains("/secrets/")));
        }
        try {
            out.write(line + "\n");
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param ofSecret whether a field {@code value} is the secret itself */
    private JsonNode body(String body, boolean ofSecret) {
        try {
            var tree = mapper.readTree(body);
            return tree.isContainerNode() ? masked(tree, ofSecret) : TextNode.valueOf(text(body));
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(text(body));
        }
    }

    private static JsonNode masked(JsonNode node, boolean ofSecret) {
        if (node instanceof ObjectNode object) {
            var copy = object.objectNode();
            object.properties().forEach(field -> {
                boolean secret = SECRETS.contains(field.getKey().toLowerCase(java.util.Locale.ROOT))
                        || ofSecret
                                && field.getKey().equals("value")
                                && field.getValue().isTextual();
                copy.set(field.getKey(), secret ? TextNode.valueOf(MASK) : masked(field.getValue(), ofSecret));
            });
            return copy;
        }
        if (node instanceof ArrayNode array) {
            var copy = array.arrayNode();
            array.forEach(each -> copy.add(masked(each, ofSecret)));
            return copy;
        }
        return node.isTextual() ? TextNode.valueOf(text(node.asText())) : node;
    }

    private static String text(String text) {
        return IN_TEXT.matcher(TOKEN.matcher(text).replaceAll(MASK)).replaceAll("$1" + MASK.replace("*", "\\*"));
    }

    @Override
    public synchronized void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
