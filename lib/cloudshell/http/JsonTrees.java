//DEPS com.fasterxml.jackson.core:jackson-databind:2.23.0
//SOURCES JsonWriter.java
package cloudshell.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;

/**
 * Reads and writes JSON trees with Jackson's parser, generator and nodes only. An {@code ObjectMapper} does the same
 * and loads 360 more classes: 0.1 s, a third of a whole {@code list-vms} (docs/benchmarks.md).
 */
public final class JsonTrees {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private JsonTrees() {}

    /**
     * Parses a service's JSON. Errors do not quote the text.
     *
     * @throws IOException if it is not one complete JSON value
     */
    public static JsonNode of(byte[] text) throws IOException {
        try {
            return read(text);
        } catch (IOException e) {
            throw new IOException(Json.whatItIs(text));
        } catch (OutOfMemoryError e) {
            throw new IOException("JSON that is too large for the available memory");
        }
    }

    /**
     * Parses a text that is known to be JSON.
     *
     * @throws IllegalArgumentException if it is not
     */
    public static JsonNode again(byte[] text) {
        try {
            return read(text);
        } catch (IOException e) {
            throw new IllegalArgumentException("no JSON");
        }
    }

    /**
     * @return the value, or a missing node if the text is empty
     * @throws IOException if the text is not one complete JSON value
     */
    static JsonNode read(byte[] text) throws IOException {
        try (var parser = FACTORY.createParser(text)) {
            if (parser.nextToken() == null) {
                return NODES.missingNode();
            }
            var tree = read(parser);
            if (parser.nextToken() != null) {
                throw new IOException("there is content after it");
            }
            return tree;
        }
    }

    private static JsonNode read(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> NODES.textNode(parser.getText());
            case VALUE_NUMBER_INT -> integer(parser);
            case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDecimalValue());
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            default -> NODES.nullNode();
        };
    }

    private static JsonNode object(JsonParser parser) throws IOException {
        var object = NODES.objectNode();
        for (var name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            object.set(name, read(parser));
        }
        return object;
    }

    private static JsonNode array(JsonParser parser) throws IOException {
        var array = NODES.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(read(parser));
        }
        return array;
    }

    private static JsonNode integer(JsonParser parser) throws IOException {
        return switch (parser.getNumberType()) {
            case INT -> NODES.numberNode(parser.getIntValue());
            case LONG -> NODES.numberNode(parser.getLongValue());
            default -> NODES.numberNode(parser.getBigIntegerValue());
        };
    }

    /** Returns the tree as a value to write. */
    public static JsonWriter.Value value(JsonNode tree) {
        return new Tree(tree);
    }

    /** Returns the tree as UTF-8 on one line. */
    public static byte[] bytes(JsonNode tree) {
        return JsonWriter.bytes(value(tree));
    }

    /** Returns the tree on one line, with characters that control a terminal escaped. */
    public static String line(JsonNode tree) {
        return JsonWriter.line(value(tree));
    }

    /** Returns the tree on several lines, with characters that control a terminal escaped. */
    public static String indented(JsonNode tree) {
        return JsonWriter.indented(value(tree));
    }

    private record Tree(JsonNode node) implements JsonWriter.Value {
        @Override
        public void to(JsonGenerator json) throws IOException {
            write(node, json);
        }
    }

    private static void write(JsonNode tree, JsonGenerator generator) throws IOException {
        if (tree.isObject()) {
            generator.writeStartObject();
            for (var field : tree.properties()) {
                generator.writeFieldName(field.getKey());
                write(field.getValue(), generator);
            }
            generator.writeEndObject();
        } else if (tree.isArray()) {
            generator.writeStartArray();
            for (var element : tree) {
                write(element, generator);
            }
            generator.writeEndArray();
        } else if (tree.isNumber()) {
            generator.writeNumber(tree.asText());
        } else if (tree.isBoolean()) {
            generator.writeBoolean(tree.asBoolean());
        } else if (tree.isNull()) {
            generator.writeNull();
        } else {
            generator.writeString(tree.asText());
        }
    }
}
