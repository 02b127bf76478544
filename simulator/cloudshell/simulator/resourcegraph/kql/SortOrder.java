package cloudshell.simulator.resourcegraph.kql;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;

/** Reads what rows are sorted by. */
final class SortOrder {
    private SortOrder() {}

    /** Downwards where it is not said; what has no value comes last downwards and first upwards. */
    static Comparator<ObjectNode> read(Lexer words, ExpressionParser expressions) {
        Comparator<ObjectNode> order = null;
        do {
            var value = expressions.expression();
            boolean upwards = words.accept("asc");
            if (!upwards) {
                words.accept("desc");
            }
            boolean nullsFirst = upwards;
            if (words.accept("nulls")) {
                nullsFirst = words.accept("first");
                if (!nullsFirst) {
                    words.expect("last");
                }
            }
            var next = comparator(value, upwards, nullsFirst);
            order = order == null ? next : order.thenComparing(next);
        } while (words.accept(","));
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
