package cloudshell.shell;

import cloudshell.http.JsonTrees;
import cloudshell.token.UsageException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** JSON whose {@code toString()} is indented, since JShell shows values by it. */
final class IndentedJson extends JsonNodeFactory {
    private static final long serialVersionUID = 1L;
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .nodeFactory(new IndentedJson())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private IndentedJson() {}

    /** Returns the same value, indented when it is printed. */
    static JsonNode of(JsonNode value) {
        try {
            return MAPPER.readTree(MAPPER.writeValueAsBytes(value));
        } catch (IOException e) {
            throw new IllegalStateException("a JSON tree is always writable", e);
        }
    }

    /**
     * Returns JSON text unchanged and writes everything else as JSON.
     *
     * @throws UsageException if a text is not JSON
     */
    static byte[] bytes(Object body) {
        try {
            return MAPPER.writeValueAsBytes(body instanceof String text ? MAPPER.readTree(text) : body);
        } catch (JsonProcessingException e) {
            throw new UsageException("write the body", "it is not JSON", "post(path, Map.of(\"name\", \"value\"))");
        }
    }

    @Override
    public ObjectNode objectNode() {
        return new IndentedObject(this);
    }

    @Override
    public ArrayNode arrayNode() {
        return new IndentedArray(this);
    }

    @SuppressWarnings("unchecked") // Jackson's own deepCopy()
    private static final class IndentedObject extends ObjectNode {
        private static final long serialVersionUID = 1L;

        IndentedObject(JsonNodeFactory factory) {
            super(factory);
        }

        @Override
        public String toString() {
            return JsonTrees.indented(this);
        }
    }

    @SuppressWarnings("unchecked") // Jackson's own deepCopy()
    private static final class IndentedArray extends ArrayNode {
        private static final long serialVersionUID = 1L;

        IndentedArray(JsonNodeFactory factory) {
            super(factory);
        }

        @Override
        public String toString() {
            return JsonTrees.indented(this);
        }
    }
}
