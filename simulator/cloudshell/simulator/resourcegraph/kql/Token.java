package cloudshell.simulator.resourcegraph.kql;

/**
 * A token of a query and its place.
 *
 * @param text as written; of a string, what it stands for
 */
record Token(TokenKind kind, String text, int line, int position) {
    enum TokenKind {
        NAME,
        TEXT,
        NUMBER,
        TIMESPAN,
        MARK,
        END
    }

    boolean is(String mark) {
        return (kind == TokenKind.NAME || kind == TokenKind.MARK) && text.equalsIgnoreCase(mark);
    }
}
