package cloudshell.simulator.resourcegraph.kql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Function;

/**
 * Something that has a value in each row.
 *
 * @param name of the column that it makes if none is given; empty if it has none of its own
 */
record Expression(String name, Type type, Function<ObjectNode, JsonNode> value) {
    Expression(Type type, Function<ObjectNode, JsonNode> value) {
        this("", type, value);
    }

    JsonNode of(ObjectNode row) {
        return value.apply(row);
    }

    boolean isTrue(ObjectNode row) {
        return Values.isTrue(of(row));
    }

    static Expression constant(Type type, JsonNode value) {
        return new Expression("", type, row -> value);
    }
}
