//DEPS io.modelcontextprotocol.sdk:mcp-core:2.1.0
//SOURCES LineReader.java MessageWriter.java RunningRequests.java
package cloudshell.commands.mcp.protocol;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpServerSession;
import io.modelcontextprotocol.spec.McpServerTransport;
import io.modelcontextprotocol.spec.McpServerTransportProvider;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import reactor.core.publisher.Mono;

/**
 * Messages of one client, a line of JSON each, on standard input and output. The SDK's own transport ends at the first
 * line that is not JSON, cannot cancel a request, and does not end the process with its client.
 */
public final class StdioTransport implements McpServerTransportProvider {
    private static final String CANCELLED = "notifications/cancelled";
    private static final int MOST_BYTES = 4 * 1024 * 1024;

    private final McpJsonMapper json;
    private final LineReader in;
    private final MessageWriter out;
    private final RunningRequests running = new RunningRequests();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Session messages = new Session();
    private McpServerSession session;
    private volatile boolean isInitialized;
    private volatile boolean isBroken;

    public StdioTransport(McpJsonMapper json, InputStream in, PrintStream out) {
        this.json = json;
        this.in = new LineReader(in, MOST_BYTES);
        this.out = new MessageWriter(out, this::end);
    }

    @Override
    public void setSessionFactory(McpServerSession.Factory factory) {
        session = factory.create(messages);
    }

    /**
     * Serves the client until its output ends or nobody reads what is written. Requests that run then get a moment to
     * end.
     *
     * @return how it ended
     */
    public End serve(Duration moment) throws InterruptedException {
        var reader = new Thread(this::read, "cloudshell-mcp");
        reader.setDaemon(true);
        reader.start();
        ended.await();
        if (!isBroken) {
            running.await(moment);
        }
        running.cancelAll();
        boolean isWritten = out.await(moment);
        return !isWritten ? End.BLOCKED : isBroken ? End.BROKEN : End.CLIENT_ENDED;
    }

    /** How a session ended. */
    public enum End {
        CLIENT_ENDED,
        /** The client closed what it read from. */
        BROKEN,
        /** The client does not read, so that a write does not return. */
        BLOCKED
    }

    private void read() {
        try {
            for (var line = in.next(); line.isPresent() && !isBroken; line = in.next()) {
                take(line.get());
            }
        } catch (IOException e) {
            // The client has ended.
        } finally {
            ended.countDown();
        }
    }

    private void take(LineReader.Line line) {
        if (line.isTooLong()) {
            reject(McpSchema.ErrorCodes.INVALID_REQUEST, "the message is larger than " + MOST_BYTES + " bytes");
        } else if (!line.text().isBlank()) {
            try {
                handle(McpSchema.deserializeJsonRpcMessage(json, line.text()));
            } catch (IOException | RuntimeException e) {
                reject(McpSchema.ErrorCodes.PARSE_ERROR, "the line is not a JSON-RPC message");
            }
        }
    }

    private void handle(McpSchema.JSONRPCMessage message) {
        if (message instanceof McpSchema.JSONRPCNotification notification
                && notification.method().equals(CANCELLED)) {
            if (notification.params() instanceof Map<?, ?> params && params.get("requestId") != null) {
                running.cancel(params.get("requestId"));
            }
        } else if (message instanceof McpSchema.JSONRPCRequest request) {
            handle(request);
        } else {
            session.handle(message).subscribe(done -> {}, error -> {});
        }
    }

    private void handle(McpSchema.JSONRPCRequest request) {
        isInitialized |= McpSchema.METHOD_INITIALIZE.equals(request.method());
        if (!isInitialized) {
            reject(request, "send initialize first");
        } else if (!running.start(request.id(), session.handle(request))) {
            reject(request, "too many requests at once");
        }
    }

    private void reject(McpSchema.JSONRPCRequest request, String message) {
        var error = new McpSchema.JSONRPCResponse.JSONRPCError(McpSchema.ErrorCodes.INVALID_REQUEST, message, null);
        write(McpSchema.JSONRPCResponse.error(request.id(), error));
    }

    /** Reports what has no ID, or none that is known. */
    private void reject(int code, String message) {
        out.write("{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":%d,\"message\":\"%s\"}}"
                .formatted(code, message));
    }

    private void write(Object message) {
        try {
            out.write(json.writeValueAsString(message));
        } catch (IOException e) {
            end();
        }
    }

    private void end() {
        isBroken = true;
        ended.countDown();
    }

    @Override
    public Mono<Void> notifyClients(String method, Object params) {
        return session.sendNotification(method, params);
    }

    @Override
    public Mono<Void> closeGracefully() {
        return messages.closeGracefully();
    }

    private final class Session implements McpServerTransport {
        @Override
        public Mono<Void> sendMessage(McpSchema.JSONRPCMessage message) {
            return Mono.fromRunnable(() -> write(withoutClasses(message)));
        }

        /** Reports errors of the SDK without its classes and texts. */
        private static McpSchema.JSONRPCMessage withoutClasses(McpSchema.JSONRPCMessage message) {
            if (message instanceof McpSchema.JSONRPCResponse response
                    && response.error() != null
                    && response.error().code() == McpSchema.ErrorCodes.INTERNAL_ERROR) {
                return McpSchema.JSONRPCResponse.error(
                        response.id(),
                        new McpSchema.JSONRPCResponse.JSONRPCError(
                                McpSchema.ErrorCodes.INVALID_PARAMS, "the parameters do not fit the method", null));
            }
            return message;
        }

        @Override
        public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
            return json.convertValue(data, type);
        }

        @Override
        public Mono<Void> closeGracefully() {
            return Mono.fromRunnable(ended::countDown);
        }
    }
}
