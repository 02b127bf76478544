package cloudshell.simulator.resourcegraph.kql;

/**
 * A word of a query and its place.
 *
 * @param text as written; of a string, what it stands for
 */
record Token(TokenKind sort, String text, int line, int position) {
    enum TokenKind {
        NAME,
        TEXT,
        NUMBER,
        TIMESPAN,
        MARK,
        END
    }

    boolean is(String mark) {
        return (sort == TokenKind.NAME || sort == TokenKind.MARK) && text.equalsIgnoreCase(mark);
    }
}
