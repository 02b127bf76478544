package cloudshell.simulator.resourcegraph.kql;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;

/** Reads what rows are sorted by. */
final class SortOrder {
    private SortOrder() {}

    /** Descending by default; nulls come last in descending order and first in ascending order. */
    static Comparator<ObjectNode> read(Lexer lexer, ExpressionParser expressions) {
        Comparator<ObjectNode> order = null;
        do {
            var at = lexer.peek();
            var value = expressions.expression();
            if (value.type() == Type.DYNAMIC) {
                throw KqlException.wrong(
                        "order operator: key can't be of dynamic type. Please use an explicit cast", at);
            }
            boolean upwards = lexer.accept("asc");
            if (!upwards) {
                lexer.accept("desc");
            }
            boolean nullsFirst = upwards;
            if (lexer.accept("nulls")) {
                nullsFirst = lexer.accept("first");
                if (!nullsFirst) {
                    lexer.expect("last");
                }
            }
            var next = comparator(value, upwards, nullsFirst);
            order = order == null ? next : order.thenComparing(next);
        } while (lexer.accept(","));
        return order;
    }

    private static Comparator<ObjectNode> comparator(Expression value, boolean upwards, boolean nullsFirst) {
        return (one, other) -> {
            var left = value.of(one);
            var right = value.of(other);
            if (left.isNull() || right.isNull()) {
                return nullsFirst
                        ? Boolean.compare(right.isNull(), left.isNull())
                        : Boolean.compare(left.isNull(), right.isNull());
            }
            return upwards ? Values.compare(left, right) : Values.compare(right, left);
        };
    }
}
