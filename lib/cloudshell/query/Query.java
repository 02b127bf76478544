//DEPS io.burt:jmespath-jackson:0.6.0
package cloudshell.query;

import cloudshell.UsageException;
import com.fasterxml.jackson.databind.JsonNode;
import io.burt.jmespath.Expression;
import io.burt.jmespath.JmesPathException;
import io.burt.jmespath.jackson.JacksonRuntime;

/** A JMESPath expression, as az takes it after {@code --query}. */
public final class Query {
    private static final String HELP = "https://jmespath.org/tutorial.html; az takes the same expressions";

    private final String text;
    private final Expression<JsonNode> expression;

    private Query(String text, Expression<JsonNode> expression) {
        this.text = text;
        this.expression = expression;
    }

    /** @throws UsageException where it is no JMESPath expression */
    public static Query parse(String text) {
        try {
            return new Query(text, new JacksonRuntime().compile(text));
        } catch (JmesPathException e) {
            throw new UsageException("understand the query '" + text + "'", e.getMessage(), HELP);
        }
    }

    /**
     * What the expression picks from this value; null as JSON where it picks nothing.
     *
     * @throws UsageException where a function in it cannot take what it is given
     */
    public JsonNode of(JsonNode value) {
        try {
            return expression.search(value);
        } catch (JmesPathException e) {
            throw new UsageException("run the query '" + text + "'", e.getMessage(), HELP);
        }
    }
}
