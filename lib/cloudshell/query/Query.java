//DEPS io.burt:jmespath-jackson:0.6.0
//SOURCES ../output/Rows.java
//SOURCES AzRuntime.java FlattenedFields.java QueryCells.java QueryRows.java QueryText.java
package cloudshell.query;

import cloudshell.token.UsageException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.burt.jmespath.Expression;
import io.burt.jmespath.JmesPathException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A JMESPath expression as in az's {@code --query}. */
public final class Query {
    private static final String HELP = "https://jmespath.org/tutorial.html; az takes the same expressions";

    private final String text;
    private final Expression<JsonNode> whole;
    private final Expression<JsonNode> each;
    private final Expression<JsonNode> then;

    private Query(String text) {
        var runtime = new AzRuntime();
        var expression = QueryText.withJsonLiterals(text);
        var parts = QueryText.of(expression);
        this.text = text;
        this.whole = runtime.compile(expression);
        this.each = parts.each().isEmpty() ? null : runtime.compile(parts.each());
        this.then = parts.then().isEmpty() ? null : runtime.compile(parts.then());
    }

    /**
     * Parses an expression.
     *
     * @throws UsageException if it is not JMESPath
     */
    public static Query parse(String text) {
        try {
            return new Query(text);
        } catch (JmesPathException e) {
            throw new UsageException("understand the query '" + text + "'", e.getMessage(), HELP);
        }
    }

    /** Returns the expression as it was given. */
    String text() {
        return text;
    }

    /**
     * Returns what the expression selects from a value, or JSON null.
     *
     * @throws UsageException if a function cannot take its arguments
     */
    public JsonNode of(JsonNode value) {
        return search(whole, value);
    }

    /**
     * Returns what the expression selects from an array of these elements. Elements that its first filters and
     * projections exclude are not kept in memory.
     */
    public JsonNode of(Stream<JsonNode> elements) {
        return each == null
                ? of(array(elements))
                : search(then, array(elements.flatMap(element -> items(ofEach(element)))));
    }

    /** Returns whether the result for an array is the results for its elements, one after the other. */
    boolean isEach() {
        return each != null && then == null;
    }

    JsonNode ofEach(JsonNode element) {
        return search(each, JsonNodeFactory.instance.arrayNode(1).add(element));
    }

    private JsonNode search(Expression<JsonNode> expression, JsonNode value) {
        try {
            return expression.search(value);
        } catch (JmesPathException e) {
            throw new UsageException("run the query '" + text + "'", e.getMessage(), HELP);
        }
    }

    /** az prints nothing for null. */
    static Stream<JsonNode> items(JsonNode result) {
        return result.isArray()
                ? StreamSupport.stream(result.spliterator(), false)
                : result.isNull() ? Stream.of() : Stream.of(result);
    }

    static ArrayNode array(Stream<JsonNode> elements) {
        var array = JsonNodeFactory.instance.arrayNode();
        elements.forEach(array::add);
        return array;
    }
}
