package clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloudshell.simulator.Simulator;
import cloudshell.simulator.SimulatorOptions;
import com.fasterxml.jackson.databind.json.JsonMapper;
import harness.Program;
import harness.Project;
import io.modelcontextprotocol.client.McpAsyncClient;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Mono;

/** {@code mcp} as a process of its own, with the official Java client. */
@Timeout(120)
class McpJavaClientIT {
    private static final String SUBSCRIPTION = "/subscriptions/10000000-0000-4000-8000-000000000000";

    private static McpAsyncClient client(Simulator simulator, AtomicInteger progress, String... options) {
        var command = Program.command("Mcp", List.of(options));
        var environment = new HashMap<>(simulator.environment());
        environment.put("HOME", Project.emptyHome().toString());
        var transport = new StdioClientTransport(
                ServerParameters.builder(command.get(0))
                        .args(command.subList(1, command.size()))
                        .env(environment)
                        .build(),
                new JacksonMcpJsonMapper(new JsonMapper()));
        return McpClient.async(transport)
                .progressConsumer(each -> Mono.fromRunnable(progress::incrementAndGet))
                .build();
    }

    private static CallToolRequest call(String tool, Map<String, Object> arguments) {
        return CallToolRequest.builder(tool).arguments(arguments).build();
    }

    @Test
    void itListsAndCallsEveryTool() {
        try (var simulator = Simulator.start(SimulatorOptions.DEFAULTS.withVms(5))) {
            var client = client(simulator, new AtomicInteger());
            try {
                assertEquals(
                        "cloudshell-jbang",
                        client.initialize().block().serverInfo().name());
                var tools = client.listTools().block().tools();
                assertEquals(6, tools.size());
                tools.forEach(tool -> assertNotNull(tool.outputSchema()));
                for (var request : List.of(
                        call("query", Map.of("kql", "Resources | project id, name | order by id asc")),
                        call("get", Map.of("path", SUBSCRIPTION + "/resourceGroups/rg-web")),
                        call("list", Map.of("path", SUBSCRIPTION + "/resourceGroups")),
                        call("changes", Map.of()),
                        call("whoami", Map.of()),
                        call("explain_error", Map.of("code", "AADSTS50076")))) {
                    var result = client.callTool(request).block();
                    assertFalse(result.isError(), result.toString());
                    assertNotNull(result.structuredContent());
                }
            } finally {
                client.closeGracefully().block();
            }
        }
    }

    @Test
    void twoRequestsRunAtOnceAndProgressIsReported() {
        try (var simulator = Simulator.start(SimulatorOptions.DEFAULTS.withVms(300))) {
            var progress = new AtomicInteger();
            var client = client(simulator, progress);
            try {
                client.initialize().block();
                var list = CallToolRequest.builder("list")
                        .arguments(Map.of(
                                "path",
                                SUBSCRIPTION + "/providers/Microsoft.Compute/virtualMachines",
                                "jmespath",
                                "length(@)"))
                        .meta(Map.of("progressToken", "long-list"))
                        .build();
                var both = Mono.zip(client.callTool(list), client.callTool(call("whoami", Map.of())))
                        .block();

                assertTrue(text(both.getT1()).contains("\"rows\":[300]"), text(both.getT1()));
                assertTrue(text(both.getT2()).contains("user@simulator.example"));
                assertTrue(progress.get() > 0);
            } finally {
                client.closeGracefully().block();
            }
        }
    }

    @Test
    void theLimitsHoldInAProcessOfItsOwn() {
        try (var simulator =
                Simulator.start(SimulatorOptions.DEFAULTS.withVms(5).withSubscriptions(2))) {
            var client = client(simulator, new AtomicInteger(), "-s", "Production", "-g", "rg-web");
            try {
                client.initialize().block();
                var denied = client.callTool(call("get", Map.of("path", SUBSCRIPTION + "/resourceGroups/rg-api")))
                        .block();
                assertTrue(denied.isError());
                assertTrue(text(denied).contains("limited to resource group rg-web"), text(denied));
                var groups = client.callTool(call("query", Map.of("kql", "Resources | distinct resourceGroup")))
                        .block();
                assertTrue(text(groups).contains("\"rows\":[{\"resourceGroup\":\"rg-web\"}]"), text(groups));
            } finally {
                client.closeGracefully().block();
            }
        }
    }

    private static String text(CallToolResult result) {
        return ((TextContent) result.content().get(0)).text();
    }
}
