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

    /** A string as a literal in single quotes. */
    static String literal(String value) {
        return "'"
                + value.replace("\\", "\\\\")
                        .replace("'", "\\'")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                        .replace("\t", "\\t")
                + "'";
    }
}
