package repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloudshell.http.JsonTrees;
import cloudshell.simulator.Simulator;
import cloudshell.simulator.SimulatorOptions;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import harness.Markdown;
import harness.McpSession;
import harness.Program;
import harness.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The calls that docs/mcp.md shows return what it shows, and its tables have every tool and option. */
class McpPageTest {
    private static final Markdown PAGE = Markdown.of("docs/mcp.md");
    private static final Pattern TIME = Pattern.compile("\"(\\d{4}-\\d{2}-\\d{2}T[\\d:.]+Z)\"");
    private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");
    private static final JsonMapper MAPPER = new JsonMapper();

    @Test
    void eachQuestionHasTheResultThatThePageShows() throws IOException {
        var blocks = PAGE.blocks("json");
        var results = new StringBuilder();
        try (var simulator = Simulator.start(SimulatorOptions.DEFAULTS.withVms(5));
                var session = McpSession.initialized(simulator.environment())) {
            for (int i = 0; i < blocks.size(); i += 2) {
                var call = MAPPER.readTree(blocks.get(i));
                var result = session.call(call.path("name").asText(), (ObjectNode) call.path("arguments"));
                results.append(JsonTrees.indented(timeless(result))).append("\n\n");
            }
        }
        Files.writeString(Project.target(".").resolve("mcp-results.txt"), results);

        assertEquals(6, blocks.size());
        for (int i = 1; i < blocks.size(); i += 2) {
            assertTrue(
                    results.toString().contains(blocks.get(i).strip() + "\n\n"),
                    "copy from target/mcp-results.txt: " + blocks.get(i));
        }
    }

    /** Times of a run in whole hours before noon of one day; the simulator's changes are some hours old in each. */
    private static JsonNode timeless(JsonNode result) throws IOException {
        var now = Instant.now();
        return MAPPER.readTree(TIME.matcher(result.toString()).replaceAll(time -> {
            long minutes = Duration.between(Instant.parse(time.group(1)), now).toMinutes();
            return "\"" + NOON.minus(Duration.ofHours((minutes + 30) / 60)) + "\"";
        }));
    }

    @Test
    void theTablesHaveEveryToolAndEveryOption() {
        try (var session = McpSession.initialized(Map.of())) {
            for (var tool : session.request("tools/list", McpSession.object()).at("/result/tools")) {
                var row = PAGE.text()
                        .lines()
                        .filter(line ->
                                line.startsWith("| `" + tool.path("name").asText() + "` |"))
                        .findFirst()
                        .orElseThrow();
                tool.at("/inputSchema/properties")
                        .fieldNames()
                        .forEachRemaining(name -> assertTrue(row.contains("`" + name + "`"), row + name));
            }
        }
        for (var option : Program.declaration("Mcp").options()) {
            if (option.getOpt() == null
                    ? option.getLongOpt().matches("graph|max-rows|max-bytes")
                    : "sg".contains(option.getOpt())) {
                assertTrue(PAGE.text()
                        .contains("`-" + (option.getOpt() == null ? "-" + option.getLongOpt() : option.getOpt())));
            }
        }
    }
}
