//DEPS io.modelcontextprotocol.sdk:mcp-core:2.1.0
//DEPS io.modelcontextprotocol.sdk:mcp-json-jackson2:2.1.0
//SOURCES ../../query/Query.java azure/AzureReader.java content/CleanJson.java limits/Limits.java
//SOURCES protocol/StdioTransport.java
//SOURCES ChangesTool.java ErrorMeanings.java ExplainErrorTool.java GetTool.java ListTool.java
//SOURCES McpOptions.java Parameter.java QueryTool.java Results.java Schemas.java Since.java Tool.java
//SOURCES ToolCall.java ToolRunner.java WhoAmITool.java
package cloudshell.commands.mcp;

import cloudshell.cli.Exit;
import cloudshell.cli.Invocation;
import cloudshell.commands.mcp.azure.ApiVersions;
import cloudshell.commands.mcp.azure.AzureReader;
import cloudshell.commands.mcp.content.CleanJson;
import cloudshell.commands.mcp.protocol.StdioTransport;
import cloudshell.http.Toolkit;
import cloudshell.http.Transport;
import cloudshell.token.Settings;
import cloudshell.token.TokenSource;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Serves the tools to one client, on standard input and output, until the client ends. There is no tool that writes, and
 * the transport below the tools lets nothing pass that would.
 */
public final class ReadOnlyServer {
    private static final Duration LAST_MOMENT = Duration.ofSeconds(2);

    static {
        // The SDK's logger would say on stderr that there is no provider.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
    }

    private final AzureReader azure;
    private final ToolRunner runner;

    /** @param inFront sees each request to Azure before it is sent */
    ReadOnlyServer(Settings settings, TokenSource source, McpOptions options, UnaryOperator<Transport> inFront) {
        this.azure = new AzureReader(settings, source, options.graph(), options::limits, inFront);
        var results = new Results(azure.limits(), new CleanJson(azure::masked), options);
        var versions = new ApiVersions(azure);
        this.runner = new ToolRunner(
                results,
                List.of(
                        new QueryTool(azure, results),
                        new GetTool(azure, results, versions),
                        new ListTool(azure, results, versions),
                        new ChangesTool(azure, results, settings.clock()),
                        new WhoAmITool(azure, results),
                        new ExplainErrorTool(results)));
    }

    /**
     * Serves the client of this process.
     *
     * @return the exit code: 0 if the client ended, 1 if it no longer reads
     */
    public static int serve(Invocation call) throws InterruptedException {
        var options = McpOptions.of(call);
        var server = new ReadOnlyServer(call.settings(), call.source(), options, transport -> transport);
        if (call.terminal().inIsTerminal()) {
            call.note("this is a Model Context Protocol server for a program, on standard input and output; add it to a"
                    + " client: claude mcp add azure -- jbang mcp@catalog");
        }
        var stdout = System.out;
        System.setOut(call.err());
        try {
            var end = server.serve(call.terminal().in(), call.out());
            if (end == StdioTransport.End.BLOCKED) {
                // Nothing can be written, and an orderly exit would wait for that.
                Runtime.getRuntime().halt(Exit.FAILED);
            }
            return end == StdioTransport.End.CLIENT_ENDED ? Exit.DONE : Exit.FAILED;
        } finally {
            System.setOut(stdout);
        }
    }

    /** Serves until the input ends or nobody reads the output. */
    StdioTransport.End serve(InputStream in, PrintStream out) throws InterruptedException {
        var mapper = new JacksonMcpJsonMapper(JsonMapper.builder().build());
        var transport = new StdioTransport(mapper, in, out);
        McpServer.async(transport)
                .jsonMapper(mapper)
                .jsonSchemaValidator(new ToolsCheckThemselves())
                .serverInfo(McpSchema.Implementation.builder(Toolkit.NAME, Toolkit.VERSION)
                        .title("Azure, read-only")
                        .build())
                .instructions(instructions())
                .capabilities(
                        McpSchema.ServerCapabilities.builder().tools(false).build())
                .tools(runner.specifications(mapper))
                .build();
        try {
            return transport.serve(LAST_MOMENT);
        } finally {
            runner.close();
        }
    }

    /** Returns the tools, without a client. */
    ToolRunner tools() {
        return runner;
    }

    private String instructions() {
        return "Reads Azure with the rights of the signed-in user. Nothing can be changed: only GET requests and Resource"
                + " Graph queries are sent. Limited to " + azure.limits().describe()
                + ". For questions about many resources"
                + " use query, for what changed use changes, for an error use explain_error. " + Results.NOTICE;
    }

    /** {@link ToolCall} checks arguments, with messages for an agent; a validator of schemas would slow the start down. */
    private static final class ToolsCheckThemselves implements JsonSchemaValidator {
        @Override
        public ValidationResponse validate(Map<String, Object> schema, Object content) {
            return ValidationResponse.asValid(null);
        }
    }
}
