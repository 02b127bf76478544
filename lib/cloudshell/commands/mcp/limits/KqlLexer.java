package cloudshell.commands.mcp.limits;

import cloudshell.commands.mcp.limits.KqlToken.KqlTokenKind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Splits a query into tokens. It knows less than Resource Graph does and rejects the rest: what it does not know could
 * end a string, hide an operator or begin another statement.
 */
final class KqlLexer {
    private static final int LONGEST = 32_768;
    private static final Pattern NAME = Pattern.compile(
            "(?:project-(?:away|keep|rename|reorder)|mv-expand|parse-where)(?![A-Za-z0-9_-])|[A-Za-z_$][A-Za-z0-9_]*");
    private static final Pattern NUMBER = Pattern.compile("[0-9][0-9A-Za-z_]*");
    private static final Pattern QUOTE = Pattern.compile("([hH]?)(@?)(['\"])");
    private static final Pattern CODE_POINT = Pattern.compile("u([0-9A-Fa-f]{4})");

    /** Names behind which Kusto's own lexer takes everything up to the next ) as one literal, quotes included. */
    private static final Pattern LITERAL = Pattern.compile(
            "(?:bool(?:ean)?|datetime|date|time(?:span)?|guid|uuid|uniqueid|u?int(?:8|16|32|64)?|u?long|real|double|float"
                    + "|single|decimal)\\s*\\((?![A-Za-z0-9 .:+_-]*\\))",
            Pattern.CASE_INSENSITIVE);

    private static final String MARKS = "|()[]{},.=<>!~+-*/%:";

    private final String text;
    private final List<KqlToken> tokens = new ArrayList<>();
    private int at;

    private KqlLexer(String text) {
        this.text = text;
    }

    /** @throws LimitException if there is anything in it that it does not know */
    static List<KqlToken> tokens(String query) {
        if (query.length() > LONGEST) {
            throw LimitException.ofQuery("it has more than " + LONGEST + " characters");
        }
        var lexer = new KqlLexer(query);
        lexer.read();
        return lexer.tokens;
    }

    private void read() {
        while (true) {
            int before = at;
            skipSpacesAndComments();
            boolean isSpaced = at > before;
            if (at == text.length()) {
                tokens.add(new KqlToken(KqlTokenKind.END, "", isSpaced));
                return;
            }
            tokens.add(token(isSpaced));
        }
    }

    private void skipSpacesAndComments() {
        while (at < text.length()) {
            if (text.startsWith("//", at)) {
                while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
                    at++;
                }
            } else if (" \t\r\n".indexOf(text.charAt(at)) >= 0) {
                at++;
            } else {
                return;
            }
        }
    }

    private KqlToken token(boolean isSpaced) {
        if (text.startsWith("```", at) || text.startsWith("~~~", at)) {
            throw LimitException.ofQuery("multi-line strings are not allowed with -s or -g");
        }
        var quote = take(QUOTE);
        if (!quote.isEmpty()) {
            var string = string(quote.charAt(quote.length() - 1), quote.indexOf('@') >= 0);
            return new KqlToken(KqlTokenKind.STRING, KqlToken.literal(string), isSpaced);
        }
        rejectLiteral();
        var name = take(NAME);
        if (!name.isEmpty()) {
            return new KqlToken(KqlTokenKind.NAME, name, isSpaced);
        }
        var number = take(NUMBER);
        if (!number.isEmpty()) {
            return new KqlToken(KqlTokenKind.NUMBER, number, isSpaced);
        }
        if (MARKS.indexOf(text.charAt(at)) < 0) {
            throw LimitException.ofQuery(
                    text.charAt(at) == ';'
                            ? "it has more than one statement (;)"
                            : "the character at position " + (at + 1) + " is not allowed outside of strings");
        }
        return new KqlToken(KqlTokenKind.MARK, text.substring(at, ++at), isSpaced);
    }

    /** Rejects such a literal with a quote or parenthesis, which begins or ends something for one program only. */
    private void rejectLiteral() {
        if (LITERAL.matcher(text)
                .region(at, text.length())
                .useTransparentBounds(true)
                .lookingAt()) {
            throw LimitException.ofQuery(
                    "a literal has more than a plain value in it; write datetime(2026-11-28) without quotes");
        }
    }

    /** Reads the value of a string, behind its opening quote. */
    private String string(char quote, boolean isVerbatim) {
        var value = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c < ' ') {
                throw LimitException.ofQuery("a string has a line break or another control character");
            }
            if (c == quote && isVerbatim && at < text.length() && text.charAt(at) == quote) {
                at++;
                value.append(quote);
            } else if (c == quote) {
                return value.toString();
            } else {
                value.append(c == '\\' && !isVerbatim ? escaped() : String.valueOf(c));
            }
        }
        throw LimitException.ofQuery("a string does not end");
    }

    private String escaped() {
        var code = take(CODE_POINT);
        if (!code.isEmpty()) {
            return String.valueOf((char) Integer.parseInt(code.substring(1), 16));
        }
        char letter = at < text.length() ? text.charAt(at++) : ' ';
        return switch (letter) {
            case '\\', '\'', '"' -> String.valueOf(letter);
            case 'n' -> "\n";
            case 'r' -> "\r";
            case 't' -> "\t";
            default -> throw LimitException.ofQuery("a string has the escape \\" + letter);
        };
    }

    private String take(Pattern pattern) {
        var matcher = pattern.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            return "";
        }
        at = matcher.end();
        return matcher.group();
    }
}
