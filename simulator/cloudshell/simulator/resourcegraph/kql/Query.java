//SOURCES Columns.java Expression.java ExpressionParser.java Functions.java KqlException.java Lexer.java
//SOURCES OperatorParser.java Operators.java PrimaryExpressionParser.java SortOrder.java
//SOURCES SummarizeOperator.java Token.java TypeHint.java Values.java
package cloudshell.simulator.resourcegraph.kql;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A question to Resource Graph: a table and then stages, each of which makes rows of rows. It has the part of the
 * language that people ask for their inventory with; what it has not is refused by name.
 */
public final class Query {
    private final String table;
    private final List<String> columns;
    private final List<UnaryOperator<Stream<ObjectNode>>> stages;
    private final Set<String> types;

    private Query(
            String table, List<String> columns, List<UnaryOperator<Stream<ObjectNode>>> stages, Set<String> types) {
        this.table = table;
        this.columns = columns;
        this.stages = stages;
        this.types = types;
    }

    /**
     * Reads one.
     *
     * @param columns of each table
     * @throws KqlException where it is not understood
     */
    public static Query of(String text, List<String> columns) {
        var words = new Lexer(text);
        if (words.atEnd()) {
            throw KqlException.unexpected(words.peek());
        }
        var stages = new OperatorParser(words, columns);
        var table = "resources";
        if (stages.isStage(words.peek())) {
            stages.read();
        } else {
            table = words.name().text().toLowerCase(Locale.ROOT);
        }
        while (words.accept("|")) {
            stages.read();
        }
        words.accept(";");
        if (!words.atEnd()) {
            throw KqlException.unexpected(words.peek());
        }
        return new Query(table, List.copyOf(stages.columns()), stages.all(), TypeHint.of(text));
    }

    /** In lower case. */
    public String table() {
        return table;
    }

    /** Of the rows that come out, in order. */
    public List<String> columns() {
        return columns;
    }

    /** The types that a row can only be of, in lower case; empty where the query does not say. */
    public Set<String> types() {
        return types;
    }

    public List<ObjectNode> ask(Stream<ObjectNode> rows) {
        var stream = rows;
        for (var stage : stages) {
            stream = stage.apply(stream);
        }
        return stream.map(this::inOrder).toList();
    }

    private ObjectNode inOrder(ObjectNode row) {
        var ordered = row.objectNode();
        for (var column : new ArrayList<>(columns)) {
            ordered.set(column, row.has(column) ? row.get(column) : Values.NULL);
        }
        return ordered;
    }
}
