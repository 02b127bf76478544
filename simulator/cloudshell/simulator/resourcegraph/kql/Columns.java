package cloudshell.simulator.resourcegraph.kql;

import cloudshell.simulator.resourcegraph.kql.Token.TokenKind;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/** Reads columns as {@code project} and {@code extend} name them: {@code name = value}, or a value with its own name. */
final class Columns {
    record Column(String name, Expression value) {}

    private Columns() {}

    static List<Column> read(Lexer words, ExpressionParser expressions) {
        var columns = new ArrayList<Column>();
        do {
            columns.add(one(words, expressions, columns.size()));
        } while (words.accept(","));
        return columns;
    }

    /** @param before how many there are before it, for the name of one that has none */
    static Column one(Lexer words, ExpressionParser expressions, int before) {
        var name = givenName(words);
        var value = expressions.expression();
        var own = value.name().isEmpty() ? "Column" + (before + 1) : value.name();
        return new Column(name.isEmpty() ? own : name, value);
    }

    static String givenName(Lexer words) {
        if (words.peek().sort() != TokenKind.NAME || !words.peekBehind().is("=")) {
            return "";
        }
        var name = words.take().text();
        words.expect("=");
        return name;
    }

    static List<String> names(List<Column> columns) {
        return columns.stream().map(Column::name).toList();
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
    static String known(Lexer words, Collection<String> columns) {
        var word = words.name();
        if (!columns.contains(word.text())) {
            throw KqlException.wrong("Failed to resolve column named '" + word.text() + "'", word);
        }
        return word.text();
    }

    /** Names, with {@code *} for any rest, as regular expressions. */
    static List<String> patterns(Lexer words, Collection<String> columns) {
        var patterns = new ArrayList<String>();
        do {
            if (words.accept("*")) {
                patterns.add(".*");
                continue;
            }
            var word = words.name();
            boolean any = words.accept("*");
            if (!any && !columns.contains(word.text())) {
                throw KqlException.wrong("Failed to resolve column named '" + word.text() + "'", word);
            }
            patterns.add(Pattern.quote(word.text()) + (any ? ".*" : ""));
        } while (words.accept(","));
        return patterns;
    }
}
