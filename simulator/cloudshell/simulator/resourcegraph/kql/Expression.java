package cloudshell.simulator.resourcegraph.kql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Function;

/**
 * Something that has a value in each row.
 *
 * @param name of the column that it makes where none is given; empty where it has none of its own
 */
record Expression(String name, Function<ObjectNode, JsonNode> value) {
    JsonNode of(ObjectNode row) {
        return value.apply(row);
    }

    boolean isTrue(ObjectNode row) {
        return Values.isTrue(of(row));
    }

    static Expression constant(JsonNode value) {
        return new Expression("", row -> value);
    }
}
