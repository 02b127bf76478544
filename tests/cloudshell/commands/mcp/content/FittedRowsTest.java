package cloudshell.commands.mcp.content;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloudshell.http.JsonTrees;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.junit.jupiter.api.Test;

class FittedRowsTest {
    private static JsonNode row(int length) {
        return JsonNodeFactory.instance.objectNode().put("x", "a".repeat(length));
    }

    @Test
    void takesRowsUpToTheirNumber() {
        var rows = new FittedRows(2, 1_000);

        assertTrue(rows.add(row(1)));
        assertTrue(rows.add(row(1)));
        assertFalse(rows.isFull());
        assertFalse(rows.add(row(1)));
        assertTrue(rows.isFull());
        assertEquals(2, rows.rows().size());
    }

    @Test
    void takesRowsUpToTheirSize() {
        var rows = new FittedRows(100, 1_000);
        int taken = 0;
        while (rows.add(row(90))) {
            taken++;
        }

        assertEquals(10, taken);
        assertTrue(JsonTrees.bytes(rows.rows()).length <= 1_002);
        assertFalse(rows.add(row(1)), "a smaller one behind it would be out of order");
    }

    @Test
    void showsARowThatIsTooLargeInOutline() {
        var large = JsonNodeFactory.instance.objectNode().put("id", "/a").put("text", "t".repeat(5_000));
        large.putArray("list").add(1).add("x".repeat(5_000));
        large.putObject("object").put("y", "y".repeat(5_000));
        var rows = new FittedRows(100, 1_000);

        assertTrue(rows.add(large));
        assertFalse(rows.add(row(1)));
        assertTrue(JsonTrees.bytes(rows.rows()).length <= 1_000);
        assertEquals("/a", rows.rows().at("/0/id").asText());
        assertTrue(rows.rows().at("/0/list").asText().startsWith("(array of 2, "));
        assertTrue(rows.rows().at("/0/object").asText().startsWith("(object of 1 fields, "));
    }

    @Test
    void anOutlineFitsHoweverManyFieldsThereAre() {
        var large = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < 10_000; i++) {
            large.put("field-" + i, "value");
        }
        var fitted = FittedRows.fitted(large, 1_000);

        assertTrue(JsonTrees.bytes(fitted).length <= 1_000);
        assertSame(fitted, FittedRows.fitted(fitted, 1_000));
    }
}
