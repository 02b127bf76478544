package cloudshell.commands.mcp;

import cloudshell.http.JsonTrees;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.server.McpAsyncServerExchange;
import io.modelcontextprotocol.server.McpServerFeatures;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.ObjLongConsumer;
import reactor.core.publisher.Mono;

/** Runs tools on threads of their own, several at a time, so that each can be cancelled. */
final class ToolRunner implements AutoCloseable {
    private static final int MOST_AT_ONCE = 16;

    private final Results results;
    private final List<Tool> tools;
    private final ExecutorService threads = Executors.newFixedThreadPool(MOST_AT_ONCE, work -> {
        var thread = new Thread(work, "cloudshell-mcp-tool");
        thread.setDaemon(true);
        return thread;
    });

    ToolRunner(Results results, List<Tool> tools) {
        this.results = results;
        this.tools = tools;
    }

    /** Returns the tools as the SDK takes them. */
    List<McpServerFeatures.AsyncToolSpecification> specifications(McpJsonMapper json) {
        return tools.stream()
                .map(tool -> McpServerFeatures.AsyncToolSpecification.builder()
                        .tool(describe(tool, json))
                        .callHandler((exchange, request) -> start(tool, exchange, request))
                        .build())
                .toList();
    }

    private static McpSchema.Tool describe(Tool tool, McpJsonMapper json) {
        return McpSchema.Tool.builder(tool.name(), map(Schemas.input(tool.parameters()), json))
                .title(tool.title())
                .description(tool.description())
                .outputSchema(map(Schemas.output(tool.resultProperties()), json))
                .annotations(McpSchema.ToolAnnotations.builder()
                        .title(tool.title())
                        .readOnlyHint(true)
                        .destructiveHint(false)
                        .idempotentHint(true)
                        .openWorldHint(true)
                        .build())
                .build();
    }

    private static Map<String, Object> map(ObjectNode schema, McpJsonMapper json) {
        return json.convertValue(schema, new TypeRef<Map<String, Object>>() {});
    }

    private Mono<McpSchema.CallToolResult> start(
            Tool tool, McpAsyncServerExchange exchange, McpSchema.CallToolRequest request) {
        return Mono.create(sink -> {
            var work = threads.submit(() -> sink.success(run(tool, request.arguments(), progress(exchange, request))));
            sink.onCancel(() -> work.cancel(true));
        });
    }

    /** Reports progress to a client that has sent a token for it. */
    private static ObjLongConsumer<String> progress(
            McpAsyncServerExchange exchange, McpSchema.CallToolRequest request) {
        var token = request.meta() == null ? null : request.meta().get("progressToken");
        return token == null
                ? (text, rows) -> {}
                : (text, rows) -> exchange.progressNotification(McpSchema.ProgressNotification.builder(token, rows)
                                .message(rows + " " + text)
                                .build())
                        .subscribe(done -> {}, error -> {});
    }

    /** Calls a tool by its name, without a client. */
    McpSchema.CallToolResult run(String name, Map<String, Object> arguments) {
        var tool = tools.stream().filter(each -> each.name().equals(name)).findFirst();
        return run(tool.orElseThrow(), arguments, (text, rows) -> {});
    }

    /** Calls a tool; a failure is a result as well. */
    McpSchema.CallToolResult run(Tool tool, Map<String, Object> arguments, ObjLongConsumer<String> progress) {
        try {
            return result(tool.call(new ToolCall(tool.name(), tool.parameters(), arguments, progress)), false);
        } catch (RuntimeException e) {
            return result(results.error(e), true);
        } catch (OutOfMemoryError | StackOverflowError e) {
            return result(results.error(new IllegalStateException(e)), true);
        }
    }

    private static McpSchema.CallToolResult result(JsonNode content, boolean isError) {
        return McpSchema.CallToolResult.builder()
                .structuredContent(content)
                .addTextContent(JsonTrees.line(content))
                .isError(isError)
                .build();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
