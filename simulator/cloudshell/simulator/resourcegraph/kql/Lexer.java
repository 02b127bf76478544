package cloudshell.simulator.resourcegraph.kql;

import cloudshell.simulator.resourcegraph.kql.Token.TokenKind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits a query into tokens, which are read one after another. */
final class Lexer {
    private static final Pattern TOKEN = Pattern.compile("""
            (?<space>\\s+|//[^\\n]*)\
            |(?<text>[hH]?@"[^"]*"|[hH]?@'[^']*'|"(?:[^"\\\\\\n]|\\\\.)*"|'(?:[^'\\\\\\n]|\\\\.)*')\
            |(?<span>\\d+(?:\\.\\d+)?(?:d|h|m|s|ms)(?![A-Za-z0-9_]))\
            |(?<number>\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?)\
            |(?<name>!?(?:in|hasprefix|hassuffix|has|contains|startswith|endswith|between)(?:_cs|_any|_all)?~?(?![A-Za-z0-9_])|project-(?:away|keep|rename|reorder)|mv-(?:expand|apply)|parse-(?:where|kv)|make-series|[A-Za-z_$][A-Za-z0-9_]*)\
            |(?<mark>==|!=|=~|!~|<=|>=|<>|\\.\\.|[-+*/%<>=().,|;:{}]|\\[|\\])""");

    private static final int MAX_LENGTH = 100_000;

    private final List<Token> tokens = new ArrayList<>();
    private int next;

    Lexer(String text) {
        if (text.length() > MAX_LENGTH) {
            throw KqlException.tooLarge("a query of more than " + MAX_LENGTH + " characters");
        }
        var matcher = TOKEN.matcher(text);
        int at = 0;
        int line = 1;
        int lineStart = 0;
        while (at < text.length()) {
            matcher.region(at, text.length());
            if (!matcher.lookingAt()) {
                throw KqlException.unexpected(new Token(
                        TokenKind.MARK, text.substring(at, text.offsetByCodePoints(at, 1)), line, at - lineStart));
            }
            if (matcher.group("space") == null) {
                tokens.add(token(matcher, line, at - lineStart));
            }
            for (int n = at; n < matcher.end(); n++) {
                if (text.charAt(n) == '\n') {
                    line++;
                    lineStart = n + 1;
                }
            }
            at = matcher.end();
        }
        tokens.add(new Token(TokenKind.END, "<EOF>", line, at - lineStart));
    }

    private static Token token(Matcher matcher, int line, int position) {
        if (matcher.group("text") != null) {
            return new Token(TokenKind.TEXT, unquoted(matcher.group()), line, position);
        }
        var kind = matcher.group("span") != null
                ? TokenKind.TIMESPAN
                : matcher.group("number") != null
                        ? TokenKind.NUMBER
                        : matcher.group("name") != null ? TokenKind.NAME : TokenKind.MARK;
        return new Token(kind, matcher.group(), line, position);
    }

    private static String unquoted(String literal) {
        int at = literal.indexOf('@');
        if (at >= 0 && at <= 1) {
            return literal.substring(at + 2, literal.length() - 1);
        }
        return Pattern.compile("\\\\(.)")
                .matcher(literal.substring(1, literal.length() - 1))
                .replaceAll(escape -> Matcher.quoteReplacement(
                        switch (escape.group(1)) {
                            case "n" -> "\n";
                            case "t" -> "\t";
                            case "r" -> "\r";
                            default -> escape.group(1);
                        }));
    }

    Token peek() {
        return tokens.get(next);
    }

    Token peekBehind() {
        return tokens.get(Math.min(next + 1, tokens.size() - 1));
    }

    Token take() {
        var token = tokens.get(next);
        next = Math.min(next + 1, tokens.size() - 1);
        return token;
    }

    boolean accept(String mark) {
        if (!peek().is(mark)) {
            return false;
        }
        take();
        return true;
    }

    Token expect(String mark) {
        if (!peek().is(mark)) {
            throw KqlException.unexpected(peek());
        }
        return take();
    }

    Token name() {
        if (peek().kind() != TokenKind.NAME) {
            throw KqlException.unexpected(peek());
        }
        return take();
    }

    boolean atEnd() {
        return peek().kind() == TokenKind.END;
    }
}
