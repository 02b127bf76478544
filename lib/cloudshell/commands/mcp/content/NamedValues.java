package cloudshell.commands.mcp.content;

import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Masks values that stand beside the name of a secret within a text: {@code adminPassword=x}, and JSON that is a part of
 * a text, in quotes that may be escaped.
 */
final class NamedValues {
    private static final Pattern ASSIGNED =
            Pattern.compile("(?<![\\w.-])(?<name>[A-Za-z][\\w.-]{1,63}+)(?<mark>=)(?<value>)(?=[^\\s&;,\"'<>\\\\])");

    /** A colon stands in sentences as well, where a word before it is in plain letters. */
    private static final Pattern LISTED = Pattern.compile(
            "(?<![\\w.-])(?<name>(?=[a-z]++[A-Z_])[\\w-]{2,64}+)(?<mark>:\\s{0,3})(?<value>)(?=[^\\s&;,\"'<>\\\\{\\[])");

    private static final Pattern QUOTED = Pattern.compile(
            "(?<quote>\\\\{0,7}[\"'])(?<name>[\\w .-]{2,64}+)\\k<quote>\\s{0,3}[:=]\\s{0,3}(?<mark>\\\\{0,7}[\"']|[{\\[]|(?=[\\d-]))(?<value>)");

    /** What ends a value without quotes. */
    private static final String ENDS = " \t\r\n&;,\"'<>\\}]";

    private NamedValues() {}

    /** @param isSecret whether a name is that of a secret */
    static String masked(String text, Predicate<String> isSecret, String mask) {
        var masked = text;
        if (masked.indexOf('=') >= 0) {
            masked = masked(masked, ASSIGNED, isSecret, mask);
        }
        if (masked.indexOf(':') >= 0) {
            masked = masked(masked, LISTED, isSecret, mask);
        }
        return masked.indexOf('"') >= 0 || masked.indexOf('\'') >= 0 ? masked(masked, QUOTED, isSecret, mask) : masked;
    }

    private static String masked(String text, Pattern pattern, Predicate<String> isSecret, String mask) {
        var found = pattern.matcher(text);
        var masked = new StringBuilder();
        int from = 0;
        for (int at = 0; found.find(at); ) {
            if (isSecret.test(found.group("name"))) {
                masked.append(text, from, found.start("value")).append(mask);
                from = end(text, found.start("value"), found.group("mark"));
                at = from;
            } else {
                // What follows the name may be a name as well.
                at = found.end("name");
            }
        }
        return masked.append(text, from, text.length()).toString();
    }

    /** Returns the end of a value: before its closing quote, before the last of its brackets, or with the word. */
    private static int end(String text, int from, String mark) {
        return switch (mark.isEmpty() ? ' ' : mark.charAt(mark.length() - 1)) {
            case '{', '[' -> endOfBrackets(text, from);
            case '"', '\'' -> endOfString(text, from, mark);
            default -> endOfWord(text, from);
        };
    }

    private static int endOfWord(String text, int from) {
        int at = from;
        while (at < text.length() && ENDS.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return at;
    }

    private static int endOfBrackets(String text, int from) {
        int open = 1;
        for (int at = from; at < text.length(); at++) {
            char c = text.charAt(at);
            open += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
            if (open == 0) {
                return at;
            }
        }
        return text.length();
    }

    private static int endOfString(String text, int from, String quote) {
        int end = text.indexOf(quote, from);
        while (end > from && text.charAt(end - 1) == '\\') {
            end = text.indexOf(quote, end + 1);
        }
        return end < 0 ? text.length() : end;
    }
}
