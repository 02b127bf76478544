package cloudshell.simulator.resourcegraph.kql;

import cloudshell.simulator.resourcegraph.kql.Token.TokenKind;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Pattern;

/** Reads columns as {@code project} and {@code extend} name them: {@code name = value}, or a value with its own name. */
final class Columns {
    record Column(String name, Expression value) {}

    private Columns() {}

    static List<Column> read(Lexer lexer, ExpressionParser expressions) {
        var columns = new ArrayList<Column>();
        do {
            columns.add(one(lexer, expressions, columns.size()));
        } while (lexer.accept(","));
        return columns;
    }

    /** @param before how many there are before it, for the name of one that has none */
    static Column one(Lexer lexer, ExpressionParser expressions, int before) {
        var name = givenName(lexer);
        var value = expressions.expression();
        var own = value.name().isEmpty() ? "Column" + (before + 1) : value.name();
        return new Column(name.isEmpty() ? own : name, value);
    }

    static String givenName(Lexer lexer) {
        if (lexer.peek().kind() != TokenKind.NAME || !lexer.peekBehind().is("=")) {
            return "";
        }
        var name = lexer.take().text();
        lexer.expect("=");
        return name;
    }

    static LinkedHashMap<String, Type> types(List<Column> columns) {
        var types = new LinkedHashMap<String, Type>();
        columns.forEach(column -> types.put(column.name(), column.value().type()));
        return types;
    }

    /** Of the row alone: what is in it is never changed. */
    static ObjectNode copy(ObjectNode row) {
        return row.objectNode().setAll(row);
    }

    static ObjectNode fill(ObjectNode into, List<Column> columns, ObjectNode row) {
        columns.forEach(column -> into.set(column.name(), column.value().of(row)));
        return into;
    }

    /** The name of a column that is there. */
    static String known(Lexer lexer, Collection<String> columns) {
        var token = lexer.name();
        if (!columns.contains(token.text())) {
            throw PrimaryExpressionParser.unresolved("column", token);
        }
        return token.text();
    }

    /** Names, with {@code *} for any rest, as regular expressions. */
    static List<String> patterns(Lexer lexer, Collection<String> columns) {
        var patterns = new ArrayList<String>();
        do {
            if (lexer.accept("*")) {
                patterns.add(".*");
                continue;
            }
            var token = lexer.name();
            boolean any = lexer.accept("*");
            if (!any && !columns.contains(token.text())) {
                throw PrimaryExpressionParser.unresolved("column", token);
            }
            patterns.add(Pattern.quote(token.text()) + (any ? ".*" : ""));
        } while (lexer.accept(","));
        return patterns;
    }
}
