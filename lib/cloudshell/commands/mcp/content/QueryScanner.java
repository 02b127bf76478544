package cloudshell.commands.mcp.content;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Splits any query of KQL into names, strings, numbers and marks, as the lexer of Kusto does
 * (microsoft/Kusto-Query-Language, TokenParser.cs). It rejects nothing.
 */
final class QueryScanner {
    private static final Pattern SKIPPED = Pattern.compile("\\s+|//[^\\n\\r\\u2028\\u2029]*+");

    /** Up to the next ) on the line, such a literal is one token, whatever is in it. */
    private static final Pattern LITERAL = Pattern.compile(
            "(?:bool(?:ean)?|datetime|date|time(?:span)?|guid|u?int(?:8|16|32|64)?|u?long|real|double|float|decimal)"
                    + "\\([^)\\n\\r\\u2028\\u2029]*+\\)?");

    private static final Pattern MULTILINE = Pattern.compile("(?s)[hH]?@?(```|~~~)(.*?)(?:\\1|\\z)");
    private static final Pattern QUOTE = Pattern.compile("[hH]?(@?)(['\"])");
    private static final Pattern NAME = Pattern.compile("[\\p{L}_$][\\w\\p{L}$]*+");
    private static final Pattern NUMBER = Pattern.compile("\\d\\w*+");
    private static final Pattern ESCAPE =
            Pattern.compile("(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|x([0-9A-Fa-f]{2})|([0-3]?[0-7]{1,2})|([^\\n\\r]))");

    /** What a part is. */
    private enum Kind {
        NAME,
        STRING,
        NUMBER,
        MARK,
        END
    }

    /**
     * A part of a query.
     *
     * @param text the value of a string
     */
    record Part(Kind kind, String text) {
        static final Part END = new Part(Kind.END, "");

        boolean is(String mark) {
            return kind == Kind.MARK && text.equals(mark);
        }

        boolean isName() {
            return kind == Kind.NAME;
        }

        boolean isName(String name) {
            return isName() && text.equalsIgnoreCase(name);
        }

        boolean isString() {
            return kind == Kind.STRING;
        }

        boolean isNumber() {
            return kind == Kind.NUMBER;
        }
    }

    private final String query;
    private final List<Part> parts = new ArrayList<>();
    private int at;

    private QueryScanner(String query) {
        this.query = query;
    }

    /** Returns the parts; strings that stand side by side are one, as Kusto reads them. */
    static List<Part> parts(String query) {
        var scanner = new QueryScanner(query);
        while (scanner.at < query.length()) {
            scanner.take();
        }
        return scanner.parts;
    }

    private void take() {
        Matcher found;
        if (take(SKIPPED) != null) {
            return;
        }
        if ((found = take(MULTILINE)) != null) {
            addString(found.group(2));
        } else if ((found = take(QUOTE)) != null) {
            addString(string(found.group(2).charAt(0), !found.group(1).isEmpty()));
        } else if ((found = take(LITERAL)) != null) {
            parts.add(new Part(Kind.NUMBER, found.group()));
        } else if ((found = take(NAME)) != null) {
            parts.add(new Part(Kind.NAME, found.group()));
        } else if ((found = take(NUMBER)) != null) {
            parts.add(new Part(Kind.NUMBER, found.group()));
        } else {
            parts.add(new Part(Kind.MARK, query.substring(at, at + 1)));
            at++;
        }
    }

    private Matcher take(Pattern pattern) {
        var matcher = pattern.matcher(query).region(at, query.length());
        if (!matcher.lookingAt()) {
            return null;
        }
        at = matcher.end();
        return matcher;
    }

    /** Reads a string behind its opening quote; without a closing one it ends with the line. */
    private String string(char quote, boolean isVerbatim) {
        var value = new StringBuilder();
        while (at < query.length() && query.charAt(at) != '\n' && query.charAt(at) != '\r') {
            char c = query.charAt(at++);
            boolean isDouble = at < query.length() && query.charAt(at) == quote;
            if (c == quote && !(isVerbatim && isDouble)) {
                return value.toString();
            }
            if (c == quote) {
                at++;
            }
            value.append(c == '\\' && !isVerbatim ? escaped() : String.valueOf(c));
        }
        return value.toString();
    }

    /** Reads an escape behind its backslash. */
    private String escaped() {
        var found = take(ESCAPE);
        if (found == null) {
            return "";
        }
        for (int group = 1; group <= 3; group++) {
            if (found.group(group) != null) {
                long code = Long.parseLong(found.group(group), 16);
                return code <= Character.MAX_CODE_POINT ? Character.toString((int) code) : "";
            }
        }
        return found.group(4) != null ? Character.toString(Integer.parseInt(found.group(4), 8)) : found.group(5);
    }

    private void addString(String value) {
        int last = parts.size() - 1;
        if (last >= 0 && parts.get(last).isString()) {
            parts.set(last, new Part(Kind.STRING, parts.get(last).text() + value));
        } else {
            parts.add(new Part(Kind.STRING, value));
        }
    }
}
