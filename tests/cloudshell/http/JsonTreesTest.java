package cloudshell.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTreesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "\"\"",
                "{\"a\":null,\"b\":[true,false,{\"c\":\"ä\\\"\\n\"}],\"d\":{}}",
                "[1,-2147483649,123456789012345678901234567890,0.10,1.50]"
            })
    void whatIsReadIsWrittenAsItWas(String text) throws IOException {
        assertEquals(text, new String(JsonTrees.bytes(JsonTrees.read(text.getBytes(UTF_8))), UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1,\"b\":[2,3.5,\"x\",null,true]}", "[[],[{}],12345678901]", "\"text\""})
    void aTreeIsTheOneThatAnObjectMapperReads(String text) throws IOException {
        var read = JsonTrees.read(text.getBytes(UTF_8));

        assertEquals(new JsonMapper().readTree(text).toString(), read.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[1,", "{\"a\"", "{\"a\":}", "{} {}", "[1] 2", "nul", "{\"a\":1", "<html>"})
    void whatIsNotOneWholeValueIsRejected(String text) {
        assertThrows(IOException.class, () -> JsonTrees.read(text.getBytes(UTF_8)));
    }

    @Test
    void nothingAtAllIsAMissingNode() throws IOException {
        assertTrue(JsonTrees.read(" \n".getBytes(UTF_8)).isMissingNode());
    }

    @Test
    void nestingHasAnEndBeforeTheStackHas() {
        var deep = "[".repeat(100_000).getBytes(UTF_8);

        assertThrows(IOException.class, () -> JsonTrees.read(deep));
    }
}
