//SOURCES Aggregations.java Columns.java DateTimeFormats.java Expression.java ExpressionParser.java
//SOURCES Functions.java KnownFunctions.java KqlException.java Lexer.java Literals.java OperatorParser.java
//SOURCES Operators.java PrimaryExpressionParser.java SortOrder.java SummarizeOperator.java
//SOURCES TextFunctions.java Token.java Type.java Values.java
package cloudshell.simulator.resourcegraph.kql;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A query to Resource Graph: a table and then operators, each of which makes rows of rows. It has the part of the
 * language that inventories use; anything else is reported by name.
 */
public final class Query {
    /** The types that the first condition is about, so that rows of others need not be made. */
    private static final Pattern FIRST = Pattern.compile(
            "(?is)^\\s*(?:resources\\s*\\|\\s*)?where\\s+type\\s*(?:(?:==|=~)\\s*(['\"][\\w./]+['\"])|in~?\\s*\\(([^()]*)\\))"
                    + "\\s*(?:$|[|]|and\\b)(?!.*\\bor\\b).*");

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
     * @param columns of each table with their types
     * @param now the time that the query sees
     * @throws KqlException if it is not understood
     */
    public static Query of(String text, Map<String, Type> columns, Instant now) {
        var lexer = new Lexer(text);
        if (lexer.atEnd()) {
            throw KqlException.unexpected(lexer.peek());
        }
        var stages = new OperatorParser(lexer, columns, now);
        var table = "resources";
        if (stages.isStage(lexer.peek())) {
            stages.read();
        } else {
            table = lexer.name().text().toLowerCase(Locale.ROOT);
        }
        while (lexer.accept("|")) {
            stages.read();
        }
        lexer.accept(";");
        if (!lexer.atEnd()) {
            throw KqlException.unexpected(lexer.peek());
        }
        return new Query(table, List.copyOf(stages.columns().keySet()), stages.all(), typesIn(text));
    }

    /** In lower case. */
    public String table() {
        return table;
    }

    /** Of the rows that come out, in order. */
    public List<String> columns() {
        return columns;
    }

    /** The types that a row can only be of, in lower case; empty if the query does not restrict them. */
    public Set<String> types() {
        return types;
    }

    public List<ObjectNode> run(Stream<ObjectNode> rows) {
        var stream = rows;
        for (var stage : stages) {
            stream = stage.apply(stream);
        }
        return stream.map(this::inOrder).toList();
    }

    private ObjectNode inOrder(ObjectNode row) {
        var ordered = row.objectNode();
        for (var column : new ArrayList<>(columns)) {
            ordered.set(column, row.has(column) ? Values.written(row.get(column)) : Values.NULL);
        }
        return ordered;
    }

    private static Set<String> typesIn(String query) {
        var matcher = FIRST.matcher(query);
        var types = new TreeSet<String>();
        if (matcher.matches()) {
            var listed = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
            for (var type : listed.split(",")) {
                types.add(type.strip().replaceAll("['\"]", "").toLowerCase(Locale.ROOT));
            }
        }
        return types;
    }
}
