package clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cloudshell.simulator.Simulator;
import cloudshell.simulator.SimulatorOptions;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import harness.Program;
import harness.Project;
import harness.Run;
import harness.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code mcp} with npm's clients: the official TypeScript SDK, and the command line of the MCP inspector. */
class McpNodeClientsIT {
    private static final Path DIRECTORY = Project.target("mcp-clients");

    /** Installs the packages once; they stay until the versions in package.json change. */
    @BeforeAll
    static void install() throws IOException {
        Tools.require("node", "npm");
        var wanted = Project.read("tests/clients/mcp/package.json");
        var installed = DIRECTORY.resolve("installed.json");
        if (!Files.exists(installed) || !Files.readString(installed).equals(wanted)) {
            Files.writeString(DIRECTORY.resolve("package.json"), wanted);
            var npm = Run.of(
                    DIRECTORY,
                    Map.of("HOME", DIRECTORY.toString()),
                    "",
                    List.of(
                            "npm",
                            "install",
                            "--ignore-scripts",
                            "--fetch-retries=0",
                            "--fetch-timeout=30000",
                            "--no-audit",
                            "--no-fund",
                            "--loglevel=error"));
            assumeTrue(npm.exit() == 0, "npm could not install the MCP clients");
            // The inspector's CLI looks for the package.json of the inspector above its own directory.
            Files.writeString(
                    DIRECTORY.resolve("node_modules/@modelcontextprotocol/package.json"),
                    "{\"name\":\"inspector\",\"version\":\"1.0.3\"}");
            Files.writeString(installed, wanted);
        }
        Files.writeString(DIRECTORY.resolve("client.mjs"), Project.read("tests/clients/mcp/client.mjs"));
    }

    private static List<String> server(String... options) {
        return Program.command("Mcp", List.of(options));
    }

    private static Map<String, String> environment(Simulator simulator) {
        var environment = new HashMap<>(simulator.environment());
        environment.put("HOME", Project.emptyHome().toString());
        return environment;
    }

    @Test
    void theTypeScriptClientListsAndCallsEveryTool() {
        try (var simulator = Simulator.start(SimulatorOptions.DEFAULTS.withVms(5))) {
            var command = new ArrayList<>(List.of("node", "client.mjs"));
            command.addAll(server());
            var run = Run.of(DIRECTORY, environment(simulator), "", command);

            assertEquals("""
                    tools: query get list changes whoami explain_error
                    query: 5 same
                    get: value same
                    list: 4 same
                    changes: 3 same
                    whoami: 1 same
                    explain_error: value same
                    get: InvalidSubscriptionId same
                    query: BadRequest same
                    at once: 2
                    progress: true
                    cancelled: yes
                    closed
                    """, run.out(), run.err());
            assertEquals(0, run.exit());
            assertEquals("", run.err());
        }
    }

    @Test
    void theInspectorListsTheTools() throws IOException {
        try (var simulator = Simulator.start(SimulatorOptions.DEFAULTS.withVms(5))) {
            var tools = inspect(simulator, "--method", "tools/list").path("tools");

            assertEquals(6, tools.size());
            assertTrue(tools.at("/0/annotations/readOnlyHint").asBoolean(), tools.toString());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "query, kql=Resources | project id",
        "get, path=/subscriptions/10000000-0000-4000-8000-000000000000",
        "list, path=/subscriptions",
        "changes, since=7d",
        "whoami, ",
        "explain_error, code=AADSTS50076",
    })
    void theInspectorCallsEachTool(String tool, String argument) throws IOException {
        try (var simulator = Simulator.start(SimulatorOptions.DEFAULTS.withVms(5))) {
            var options = new ArrayList<>(List.of("--method", "tools/call", "--tool-name", tool));
            if (argument != null) {
                options.addAll(List.of("--tool-arg", argument));
            }
            var result = inspect(simulator, options.toArray(String[]::new));

            assertTrue(result.has("structuredContent"), result.toString());
            assertTrue(!result.path("isError").asBoolean(), result.toString());
        }
    }

    private static JsonNode inspect(Simulator simulator, String... options) throws IOException {
        var command = new ArrayList<>(List.of(
                "node",
                DIRECTORY
                        .resolve("node_modules/@modelcontextprotocol/inspector-cli/build/cli.js")
                        .toString(),
                "--cli"));
        command.addAll(server());
        command.addAll(List.of(options));
        var run = Run.of(DIRECTORY, environment(simulator), "", command);
        assertEquals(0, run.exit(), run.out() + run.err());
        return new JsonMapper().readTree(run.out());
    }
}
