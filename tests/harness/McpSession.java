package harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloudshell.cli.Terminal;
import cloudshell.commands.mcp.ReadOnlyServer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A client of {@code mcp} that writes and reads line by line, so that it can also do what no client of an SDK would. */
public final class McpSession implements AutoCloseable {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final OutputStream in;
    private final BufferedReader out;
    private final CompletableFuture<Integer> exit;
    private final StringBuilder everything = new StringBuilder();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<JsonNode> notifications = new ArrayList<>();
    private int lastId;

    private McpSession(Server server) throws IOException {
        var input = new PipedInputStream(1 << 20);
        var output = new PipedInputStream(1 << 24);
        this.in = new PipedOutputStream(input);
        this.out = new BufferedReader(new InputStreamReader(output, UTF_8));
        var stdout = new PrintStream(new PipedOutputStream(output), false, UTF_8);
        this.exit = CompletableFuture.supplyAsync(() -> {
            try (stdout) {
                return server.serve(input, stdout, new PrintStream(err, true, UTF_8));
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
    }

    /** What is at the other end. */
    @FunctionalInterface
    public interface Server {
        /** @return the exit code */
        int serve(InputStream in, PrintStream out, PrintStream err) throws Exception;
    }

    /** A session with a server in this JVM. */
    public static McpSession with(Server server) {
        try {
            return new McpSession(server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs the command in this JVM. */
    public static McpSession start(Map<String, String> environment, String... arguments) {
        return with((in, out, err) -> Program.declaration("Mcp")
                .run(arguments, ReadOnlyServer::serve, new Terminal(in, out, err, environment, false, false)));
    }

    /** The same, after the handshake. */
    public static McpSession initialized(Map<String, String> environment, String... arguments) {
        var session = start(environment, arguments);
        session.initialize();
        return session;
    }

    public JsonNode initialize() {
        var parameters = object().put("protocolVersion", "2025-06-18");
        parameters.putObject("capabilities");
        parameters.putObject("clientInfo").put("name", "test").put("version", "1");
        var response = request("initialize", parameters);
        send(object().put("jsonrpc", "2.0").put("method", "notifications/initialized"));
        return response;
    }

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** Sends a request, and reads until its response comes. */
    public JsonNode request(String method, JsonNode parameters) {
        int id = sendRequest(method, parameters);
        while (true) {
            var message = read();
            if (message.path("id").asInt(-1) == id && !message.has("method")) {
                return message;
            }
            notifications.add(message);
        }
    }

    public int sendRequest(String method, JsonNode parameters) {
        var request = object().put("jsonrpc", "2.0").put("id", ++lastId).put("method", method);
        request.set("params", parameters);
        send(request);
        return lastId;
    }

    /** Calls a tool and returns its result, which is the same as structured content and as text. */
    public JsonNode call(String tool, ObjectNode arguments) {
        var response = request("tools/call", toolCall(tool, arguments));
        var result = response.path("result");
        if (!result.path("structuredContent")
                .equals(tree(result.at("/content/0/text").asText()))) {
            throw new AssertionError("text and structured content differ: " + response);
        }
        if (result.path("isError").asBoolean()
                != result.path("structuredContent").has("error")) {
            throw new AssertionError("isError is wrong: " + response);
        }
        return result.path("structuredContent");
    }

    public static ObjectNode toolCall(String tool, ObjectNode arguments) {
        var call = object().put("name", tool);
        call.set("arguments", arguments);
        return call;
    }

    public JsonNode call(String tool, String... namesAndValues) {
        var arguments = object();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            arguments.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return call(tool, arguments);
    }

    public void send(JsonNode message) {
        sendText(message + "\n");
    }

    public void sendText(String text) {
        try {
            in.write(text.getBytes(UTF_8));
            in.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next message of the server. */
    public JsonNode read() {
        try {
            var line = out.readLine();
            if (line == null) {
                throw new AssertionError("the server has ended: " + err());
            }
            everything.append(line).append('\n');
            return tree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode tree(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (IOException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }

    /** What came that was no response. */
    public List<JsonNode> notifications() {
        return notifications;
    }

    /** All that the server has written to standard output so far, and was read. */
    public String everything() {
        return everything.toString();
    }

    public String err() {
        return err.toString(UTF_8);
    }

    /** Ends the input, and waits for the exit code. */
    public int end() {
        try {
            in.close();
            return exit.get(60, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("it did not end with its client: " + err(), e);
        }
    }

    /** Stops reading what the server writes. */
    public void stopReading() {
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int exitCode() {
        try {
            return exit.get(60, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("it did not end: " + err(), e);
        }
    }

    @Override
    public void close() {
        end();
    }
}
