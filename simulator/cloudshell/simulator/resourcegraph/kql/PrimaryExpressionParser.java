package cloudshell.simulator.resourcegraph.kql;

import cloudshell.simulator.resourcegraph.kql.Token.TokenKind;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;

/** Reads what expressions are made of: literals, columns, paths into them, calls, and expressions in brackets. */
final class PrimaryExpressionParser {
    private static final Set<String> KEYWORDS =
            Set.of("where", "project", "extend", "summarize", "by", "and", "or", "asc");

    private final Lexer words;
    private final Set<String> columns;
    private final Supplier<Expression> nested;

    PrimaryExpressionParser(Lexer words, Set<String> columns, Supplier<Expression> nested) {
        this.words = words;
        this.columns = columns;
        this.nested = nested;
    }

    Expression term() {
        if (words.accept("-")) {
            var value = term();
            return new Expression("", row -> Values.of(-Values.number(value.of(row))));
        }
        return path(primary());
    }

    private Expression path(Expression value) {
        while (words.peek().is(".") || words.peek().is("[")) {
            if (words.accept(".")) {
                value = member(value, words.name().text());
            } else {
                words.expect("[");
                value = index(value, nested.get());
                words.expect("]");
            }
        }
        return value;
    }

    private static Expression member(Expression value, String name) {
        return new Expression(
                value.name().isEmpty() ? "" : value.name() + "_" + name,
                row -> orNull(value.of(row).get(name)));
    }

    private static Expression index(Expression value, Expression index) {
        return new Expression(value.name(), row -> {
            var key = index.of(row);
            var node = value.of(row);
            int at = key.asInt();
            return orNull(key.isTextual() ? node.get(key.asText()) : node.get(at < 0 ? node.size() + at : at));
        });
    }

    private static JsonNode orNull(JsonNode node) {
        return node == null ? Values.NULL : node;
    }

    private Expression primary() {
        var word = words.take();
        return switch (word.sort()) {
            case TEXT -> Expression.constant(Values.of(word.text()));
            case NUMBER -> Expression.constant(Values.of(Double.parseDouble(word.text())));
            case TIMESPAN -> Expression.constant(Values.of(Values.span(word.text())));
            case NAME -> words.peek().is("(") ? call(word) : named(word);
            default -> word.is("(") ? bracketed() : bracketColumn(word);
        };
    }

    /** {@code ['a column']}. */
    private Expression bracketColumn(Token word) {
        if (!word.is("[") || words.peek().sort() != TokenKind.TEXT) {
            throw KqlException.unexpected(word);
        }
        var name = words.take();
        words.expect("]");
        return named(name);
    }

    private Expression bracketed() {
        var inner = nested.get();
        words.expect(")");
        return inner;
    }

    private Expression named(Token word) {
        var lower = word.text().toLowerCase(Locale.ROOT);
        if (word.sort() == TokenKind.NAME && (lower.equals("true") || lower.equals("false"))) {
            return Expression.constant(Values.of(lower.equals("true")));
        }
        if (columns.contains(word.text())) {
            return new Expression(word.text(), row -> orNull(row.get(word.text())));
        }
        if (KEYWORDS.contains(lower)) {
            throw KqlException.unexpected(words.peek());
        }
        throw KqlException.wrong("Failed to resolve scalar expression named '" + word.text() + "'", word);
    }

    private Expression call(Token name) {
        if (name.is("datetime")) {
            return time(name);
        }
        words.expect("(");
        if (name.is("dynamic")) {
            throw KqlException.beyond("dynamic(...)", name);
        }
        var arguments = new ArrayList<Expression>();
        while (!words.peek().is(")")) {
            arguments.add(nested.get());
            if (!words.peek().is(")")) {
                words.expect(",");
            }
        }
        words.expect(")");
        return Functions.call(name, arguments)
                .orElseThrow(() -> KqlException.wrong("Unknown function: '" + name.text() + "'", name));
    }

    /** {@code datetime(2026-01-31)}, whose inside is no expression. */
    private Expression time(Token name) {
        words.expect("(");
        var text = new StringBuilder();
        int before = -1;
        while (!words.peek().is(")") && !words.atEnd()) {
            var word = words.take();
            text.append(before >= 0 && word.position() > before ? " " : "").append(word.text());
            before = word.position() + word.text().length();
        }
        words.expect(")");
        return Values.time(Values.of(text.toString().strip()))
                .map(value -> Expression.constant(Values.of(value)))
                .orElseThrow(() -> KqlException.wrong("The value '" + text + "' is not a valid datetime", name));
    }
}
