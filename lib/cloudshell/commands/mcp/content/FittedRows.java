package cloudshell.commands.mcp.content;

import cloudshell.http.JsonTrees;
import cloudshell.http.SafeText;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;

/** Takes rows as long as they fit into a result: a number of rows and of bytes of JSON. */
public final class FittedRows {
    private static final int LONGEST_IN_OUTLINE = 200;
    private static final int MOST_IN_OUTLINE = 40;

    private final ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    private final int mostRows;
    private final long mostBytes;
    private long bytes;
    private boolean isFull;

    public FittedRows(int mostRows, long mostBytes) {
        this.mostRows = mostRows;
        this.mostBytes = mostBytes;
    }

    /** Takes a row if it fits. The first row is taken in any case, in outline if it is too large. */
    public boolean add(JsonNode row) {
        int size = JsonTrees.bytes(row).length + 1;
        if (isFull || rows.size() >= mostRows || bytes + size > mostBytes && !rows.isEmpty()) {
            isFull = true;
            return false;
        }
        boolean isTooLarge = size > mostBytes;
        rows.add(isTooLarge ? outline(row, mostBytes) : row);
        bytes += size;
        isFull = isTooLarge;
        return true;
    }

    public ArrayNode rows() {
        return rows;
    }

    /** Returns whether a row was left out or shown in outline. */
    public boolean isFull() {
        return isFull;
    }

    /** Returns the value if it fits, else its fields with the sizes of what is in them. */
    public static JsonNode fitted(JsonNode value, long mostBytes) {
        return JsonTrees.bytes(value).length <= mostBytes ? value : outline(value, mostBytes);
    }

    private static JsonNode outline(JsonNode value, long mostBytes) {
        if (!value.isObject()) {
            return summary(value);
        }
        var outline = JsonNodeFactory.instance.objectNode();
        long left = mostBytes / 2;
        for (var field : value.properties()) {
            var summary = summary(field.getValue());
            left -= field.getKey().length() + JsonTrees.bytes(summary).length + 4L;
            if (left < 0 || outline.size() >= MOST_IN_OUTLINE) {
                break;
            }
            outline.set(field.getKey(), summary);
        }
        return outline;
    }

    private static JsonNode summary(JsonNode value) {
        if (value.isTextual() && value.asText().length() > LONGEST_IN_OUTLINE) {
            return TextNode.valueOf(SafeText.cut(value.asText(), LONGEST_IN_OUTLINE));
        }
        if (!value.isContainerNode()) {
            return value;
        }
        int size = JsonTrees.bytes(value).length;
        return TextNode.valueOf(
                value.isArray()
                        ? "(array of " + value.size() + ", " + size + " bytes)"
                        : "(object of " + value.size() + " fields, " + size + " bytes)");
    }
}
