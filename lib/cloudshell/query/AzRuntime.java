package cloudshell.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import io.burt.jmespath.Adapter;
import io.burt.jmespath.Expression;
import io.burt.jmespath.jackson.JacksonRuntime;
import io.burt.jmespath.node.Node;
import io.burt.jmespath.node.NodeFactory;
import io.burt.jmespath.node.Operator;
import io.burt.jmespath.node.OperatorNode;
import io.burt.jmespath.node.StandardNodeFactory;

/**
 * JMESPath as az evaluates it, which extends the specification in two ways (jmespath.py, visitor.py and functions.py):
 * {@code <} and {@code >} order strings, since times are strings, and a sum of whole numbers is a whole number.
 */
final class AzRuntime extends JacksonRuntime {
    private static final double LARGEST_WHOLE = 1L << 53;

    private final NodeFactory<JsonNode> nodes = new AzNodes(this);

    @Override
    public NodeFactory<JsonNode> nodeFactory() {
        return nodes;
    }

    @Override
    public JsonNode createNumber(double number) {
        return number == Math.rint(number) && Math.abs(number) <= LARGEST_WHOLE
                ? LongNode.valueOf((long) number)
                : super.createNumber(number);
    }

    private static final class AzNodes extends StandardNodeFactory<JsonNode> {
        private final Adapter<JsonNode> runtime;

        AzNodes(Adapter<JsonNode> runtime) {
            super(runtime);
            this.runtime = runtime;
        }

        @Override
        public Node<JsonNode> createComparison(
                Operator operator, Expression<JsonNode> left, Expression<JsonNode> right) {
            var standard = super.createComparison(operator, left, right);
            return operator == Operator.EQUALS || operator == Operator.NOT_EQUALS
                    ? standard
                    : new Order(runtime, operator, standard, left, right);
        }
    }

    /** Compares two strings by their characters, and everything else as the specification does. */
    private static final class Order extends OperatorNode<JsonNode> {
        private final Operator operator;
        private final Node<JsonNode> standard;

        @SuppressWarnings("unchecked")
        Order(
                Adapter<JsonNode> runtime,
                Operator operator,
                Node<JsonNode> standard,
                Expression<JsonNode> left,
                Expression<JsonNode> right) {
            super(runtime, left, right);
            this.operator = operator;
            this.standard = standard;
        }

        @Override
        public JsonNode search(JsonNode input) {
            var left = operand(0).search(input);
            var right = operand(1).search(input);
            if (!left.isTextual() || !right.isTextual()) {
                return standard.search(input);
            }
            int order = left.asText().compareTo(right.asText());
            return runtime.createBoolean(
                    switch (operator) {
                        case GREATER_THAN -> order > 0;
                        case GREATER_THAN_OR_EQUALS -> order >= 0;
                        case LESS_THAN -> order < 0;
                        default -> order <= 0;
                    });
        }
    }
}
