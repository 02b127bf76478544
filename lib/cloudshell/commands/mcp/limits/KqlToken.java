package cloudshell.commands.mcp.limits;

/**
 * A token of a query.
 *
 * @param text as it is written again; a string is in one canonical form, so that no two programs read it differently
 * @param isSpaced whether something stood between it and the token before it
 */
record KqlToken(KqlTokenKind kind, String text, boolean isSpaced) {
    /** What a token is. */
    enum KqlTokenKind {
        NAME,
        NUMBER,
        STRING,
        MARK,
        END
    }

    boolean is(String mark) {
        return kind == KqlTokenKind.MARK && text.equals(mark);
    }

    boolean isName() {
        return kind == KqlTokenKind.NAME;
    }

    boolean isName(String name) {
        return isName() && text.equalsIgnoreCase(name);
    }

    /**
     * Returns a string as a literal in single quotes. What programs could take for more than text is written as an escape: line
     * breaks of any kind, invisible characters, and the double brace with which Resource Graph embeds another query.
     */
    static String literal(String value) {
        var literal = new StringBuilder("'");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\', '\'' -> literal.append('\\').append(c);
                case '\n' -> literal.append("\\n");
                case '\r' -> literal.append("\\r");
                case '\t' -> literal.append("\\t");
                default -> {
                    boolean isSecondBrace = c == '{' && i > 0 && value.charAt(i - 1) == '{';
                    literal.append(
                            isSecondBrace || isInvisible(c) ? String.format("\\u%04x", (int) c) : String.valueOf(c));
                }
            }
        }
        return literal.append('\'').toString();
    }

    private static boolean isInvisible(char c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            case Character.SPACE_SEPARATOR -> c != ' ';
            default -> false;
        };
    }
}
