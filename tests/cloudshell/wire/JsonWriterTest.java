package cloudshell.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import harness.Terminals;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class JsonWriterTest {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Terminals terminal = new Terminals();

    @Test
    void anArrayIsWrittenAnElementAtATime() throws IOException {
        var writer = new JsonWriter(terminal.stream());

        writer.element(node("{\"a\":1,\"b\":[\"x\\ny\"]}"));
        assertEquals("[\n  {\n    \"a\": 1,\n    \"b\": [\n      \"x\\ny\"\n    ]\n  }", terminal.out());

        writer.element(node("{}"));
        writer.end();
        assertEquals(MAPPER.readTree("[{\"a\":1,\"b\":[\"x\\ny\"]},{}]"), MAPPER.readTree(terminal.out()));
    }

    @Test
    void nothingAtAllIsAnEmptyArray() {
        new JsonWriter(terminal.stream()).end();

        assertEquals("[]\n", terminal.out());
    }

    @Test
    void whatCouldSteerATerminalIsEscapedAndReadsBackAsItWas() throws IOException {
        var node = MAPPER.createObjectNode().put("a", "\u001b[31m\u009b\u202e\u2028 \u00e9");

        assertEquals("{\"a\":\"\\u001B[31m\\u009b\\u202e\\u2028 \u00e9\"}", JsonWriter.line(node));
        assertEquals(node, node(JsonWriter.line(node)));
    }

    private static JsonNode node(String text) throws IOException {
        return MAPPER.readTree(text);
    }

    @Test
    void charactersThatSteerATerminalAreEscaped() {
        var node = JsonNodeFactory.instance.objectNode().put("a", "\u009b\u202e\ufeff");

        assertEquals("{\"a\":\"\\u009b\\u202e\\ufeff\"}", JsonWriter.line(node));
        assertEquals(
                "{\n  \"a\": 1\n}",
                JsonWriter.indented(JsonNodeFactory.instance.objectNode().put("a", 1)));
    }
}
