package cloudshell.http;

import static java.nio.charset.StandardCharsets.UTF_8;
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

        writer.element(tree("{\"a\":1,\"b\":[\"x\\ny\"]}"));
        assertEquals("[\n  {\n    \"a\": 1,\n    \"b\": [\n      \"x\\ny\"\n    ]\n  }", terminal.out());

        writer.element(tree("{}"));
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

        assertEquals("{\"a\":\"\\u001B[31m\\u009b\\u202e\\u2028 \u00e9\"}", JsonTrees.line(node));
        assertEquals(node, node(JsonTrees.line(node)));
    }

    private static JsonWriter.Value tree(String text) throws IOException {
        return JsonTrees.value(node(text));
    }

    private static JsonNode node(String text) throws IOException {
        return MAPPER.readTree(text);
    }

    @Test
    void whatIsJsonAlreadyIsCopiedWithItsNumbers() {
        var text = "{\"a\":[1.10,12345678901234567890,{\"b\":null}]}";

        assertEquals("{\"c\":" + text + "}", JsonWriter.line(JsonWriter.object(json -> {
            json.writeFieldName("c");
            JsonWriter.copy(text.getBytes(UTF_8), json);
        })));
    }

    @Test
    void charactersThatSteerATerminalAreEscaped() {
        var node = JsonNodeFactory.instance.objectNode().put("a", "\u009b\u202e\ufeff");

        assertEquals("{\"a\":\"\\u009b\\u202e\\ufeff\"}", JsonTrees.line(node));
        assertEquals(
                "{\n  \"a\": 1\n}",
                JsonTrees.indented(JsonNodeFactory.instance.objectNode().put("a", 1)));
    }
}
