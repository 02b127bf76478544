package cloudshell.simulator.resourcegraph.kql;

import cloudshell.simulator.resourcegraph.kql.Token.TokenKind;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Set;

/** Literals that look like calls: {@code datetime(2026-01-31)}, {@code dynamic(["a"])}, {@code long(1)}. */
final class Literals {
    private static final Set<String> NAMES = Set.of(
            "datetime",
            "date",
            "dynamic",
            "long",
            "int",
            "real",
            "double",
            "decimal",
            "bool",
            "boolean",
            "timespan",
            "time",
            "guid");
    private static final int MAX_DEPTH = 50;

    private Literals() {}

    static boolean has(String name) {
        return NAMES.contains(name);
    }

    static Expression read(Lexer lexer, Token name) {
        lexer.expect("(");
        var lower = name.text().toLowerCase(Locale.ROOT);
        if (lower.equals("dynamic")) {
            var value = json(lexer, 0);
            lexer.expect(")");
            return Expression.constant(Type.DYNAMIC, value);
        }
        var text = inside(lexer);
        lexer.expect(")");
        var type = type(lower);
        if (text.equals("null")) {
            return Expression.constant(type, Values.NULL);
        }
        try {
            return Expression.constant(type, value(type, text));
        } catch (IllegalArgumentException e) {
            throw KqlException.wrong("The value '" + text + "' is not a valid " + lower, name);
        }
    }

    private static Type type(String name) {
        return switch (name) {
            case "datetime", "date" -> Type.DATETIME;
            case "long", "int" -> Type.LONG;
            case "real", "double", "decimal" -> Type.REAL;
            case "bool", "boolean" -> Type.BOOL;
            case "timespan", "time" -> Type.TIMESPAN;
            default -> Type.STRING;
        };
    }

    private static JsonNode value(Type type, String text) {
        return switch (type) {
            case DATETIME -> Values.time(Values.of(text)).map(Values::of).orElseThrow(IllegalArgumentException::new);
            case LONG -> Values.of(Long.parseLong(text));
            case REAL -> Values.real(Double.parseDouble(text));
            case BOOL -> {
                if (!text.matches("(?i)true|false|1|0")) {
                    throw new IllegalArgumentException();
                }
                yield Values.of(text.matches("(?i)true|1"));
            }
            case TIMESPAN -> {
                if (!text.matches("\\d+(\\.\\d+)?(d|h|m|s|ms)")) {
                    throw new IllegalArgumentException();
                }
                yield Values.of(Values.span(text));
            }
            default -> Values.of(text);
        };
    }

    /** What stands in the brackets, which is no expression, as it was written. */
    private static String inside(Lexer lexer) {
        var text = new StringBuilder();
        int before = -1;
        while (!lexer.peek().is(")") && !lexer.atEnd()) {
            var token = lexer.take();
            text.append(before >= 0 && token.position() > before ? " " : "").append(token.text());
            before = token.position() + token.text().length();
        }
        return text.toString().strip();
    }

    private static JsonNode json(Lexer lexer, int depth) {
        if (depth > MAX_DEPTH) {
            throw KqlException.beyond("a literal nested deeper than " + MAX_DEPTH, lexer.peek());
        }
        if (lexer.accept("[")) {
            var array = Values.MAKE.arrayNode();
            while (!lexer.accept("]")) {
                array.add(json(lexer, depth + 1));
                if (!lexer.peek().is("]")) {
                    lexer.expect(",");
                }
            }
            return array;
        }
        if (lexer.accept("{")) {
            var object = Values.MAKE.objectNode();
            while (!lexer.accept("}")) {
                var key = lexer.take();
                if (key.kind() != TokenKind.TEXT) {
                    throw KqlException.unexpected(key);
                }
                lexer.expect(":");
                object.set(key.text(), json(lexer, depth + 1));
                if (!lexer.peek().is("}")) {
                    lexer.expect(",");
                }
            }
            return object;
        }
        boolean negative = lexer.accept("-");
        var token = lexer.take();
        return switch (token.kind()) {
            case TEXT -> Values.of(token.text());
            case NUMBER -> {
                boolean whole = token.text().matches("\\d{1,18}");
                yield whole
                        ? Values.of(Long.parseLong((negative ? "-" : "") + token.text()))
                        : Values.real((negative ? -1 : 1) * Double.parseDouble(token.text()));
            }
            case NAME ->
                switch (token.text()) {
                    case "true" -> Values.of(true);
                    case "false" -> Values.of(false);
                    case "null" -> Values.NULL;
                    default -> throw KqlException.unexpected(token);
                };
            default -> throw KqlException.unexpected(token);
        };
    }
}
