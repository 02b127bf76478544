package cloudshell.simulator.resourcegraph.kql;

import cloudshell.simulator.resourcegraph.kql.Token.TokenKind;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Parses what expressions are made of: literals, columns, paths into them, calls, and expressions in brackets. */
final class PrimaryExpressionParser {
    private static final int MAX_DEPTH = 100;
    private static final Set<String> KEYWORDS =
            Set.of("where", "project", "extend", "summarize", "by", "and", "or", "asc");

    /** Columns that samples use and Resource Graph has, and rows here have not. */
    private static final Set<String> BEYOND =
            Set.of("apiversion", "aliases", "systemdata", "changedtime", "createdtime");

    private final Lexer lexer;
    private final Map<String, Type> columns;
    private final Instant now;
    private final Supplier<Expression> nested;
    private int depth;

    PrimaryExpressionParser(Lexer lexer, Map<String, Type> columns, Instant now, Supplier<Expression> nested) {
        this.lexer = lexer;
        this.columns = columns;
        this.now = now;
        this.nested = nested;
    }

    Expression term() {
        if (lexer.peek().is("-")) {
            if (++depth > MAX_DEPTH) {
                throw KqlException.beyond("an expression nested deeper than " + MAX_DEPTH, lexer.peek());
            }
            lexer.take();
            var value = term();
            depth--;
            var zero = value.type() == Type.LONG ? Values.of(0) : Values.real(0);
            return new Expression(value.type(), row -> negative(zero, value.of(row)));
        }
        return path(primary());
    }

    private static JsonNode negative(JsonNode zero, JsonNode value) {
        return Values.span(value)
                .map(span -> Values.of(span.negated()))
                .orElseGet(() -> Operators.calculate("-", value.isIntegralNumber() ? Values.of(0) : zero, value));
    }

    private Expression path(Expression start) {
        var value = start;
        while (lexer.peek().is(".") || lexer.peek().is("[")) {
            if (lexer.accept(".") && !lexer.peek().is("[")) {
                value = member(value, lexer.name().text());
            } else {
                lexer.expect("[");
                value = index(value, nested.get());
                lexer.expect("]");
            }
        }
        return value;
    }

    private static Expression member(Expression value, String name) {
        return new Expression(
                value.name().isEmpty() ? "" : value.name() + "_" + name,
                Type.DYNAMIC,
                row -> orNull(value.of(row).get(name)));
    }

    private static Expression index(Expression value, Expression index) {
        return new Expression(value.name(), Type.DYNAMIC, row -> {
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
        var token = lexer.take();
        return switch (token.kind()) {
            case TEXT -> Expression.constant(Type.STRING, Values.of(token.text()));
            case NUMBER -> number(token);
            case TIMESPAN -> Expression.constant(Type.TIMESPAN, Values.of(Values.span(token.text())));
            case NAME -> lexer.peek().is("(") ? call(token) : named(token);
            default -> token.is("(") ? bracketed() : bracketColumn(token);
        };
    }

    private static Expression number(Token token) {
        if (token.text().matches("\\d{1,18}")) {
            return Expression.constant(Type.LONG, Values.of(Long.parseLong(token.text())));
        }
        return Expression.constant(Type.REAL, Values.real(Double.parseDouble(token.text())));
    }

    /** {@code ['a column']}. */
    private Expression bracketColumn(Token token) {
        if (!token.is("[") || lexer.peek().kind() != TokenKind.TEXT) {
            throw KqlException.unexpected(token);
        }
        var name = lexer.take();
        lexer.expect("]");
        return named(name);
    }

    private Expression bracketed() {
        var inner = nested.get();
        lexer.expect(")");
        return inner;
    }

    private Expression named(Token token) {
        var lower = token.text().toLowerCase(Locale.ROOT);
        if (token.kind() == TokenKind.NAME && (lower.equals("true") || lower.equals("false"))) {
            return Expression.constant(Type.BOOL, Values.of(lower.equals("true")));
        }
        var type = columns.get(token.text());
        if (type != null) {
            return new Expression(token.text(), type, row -> orNull(row.get(token.text())));
        }
        if (KEYWORDS.contains(lower)) {
            throw KqlException.unexpected(lexer.peek());
        }
        throw unresolved("scalar expression", token);
    }

    static KqlException unresolved(String what, Token token) {
        return BEYOND.contains(token.text().toLowerCase(Locale.ROOT))
                ? KqlException.beyond("the column '" + token.text() + "'", token)
                : KqlException.wrong("Failed to resolve " + what + " named '" + token.text() + "'", token);
    }

    private Expression call(Token name) {
        var lower = name.text().toLowerCase(Locale.ROOT);
        if (Literals.has(lower)) {
            return Literals.read(lexer, name);
        }
        lexer.expect("(");
        var arguments = new ArrayList<Expression>();
        while (!lexer.peek().is(")")) {
            arguments.add(nested.get());
            if (!lexer.peek().is(")")) {
                lexer.expect(",");
            }
        }
        lexer.expect(")");
        if (lower.equals("pack_all")) {
            var names = Set.copyOf(columns.keySet());
            return new Expression(Type.DYNAMIC, row -> row.deepCopy().retain(names));
        }
        return Functions.call(name, arguments, now).orElseThrow(() -> unknown(name));
    }

    static KqlException unknown(Token name) {
        return KnownFunctions.has(name.text())
                ? KqlException.beyond("the function '" + name.text() + "'", name)
                : KqlException.wrong("Unknown function: '" + name.text() + "'", name);
    }
}
