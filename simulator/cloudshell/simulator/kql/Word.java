package cloudshell.simulator.kql;

/**
 * A word of a query and its place.
 *
 * @param text as written; of a string, what it stands for
 */
record Word(Sort sort, String text, int line, int position) {
    enum Sort {
        NAME,
        TEXT,
        NUMBER,
        TIMESPAN,
        MARK,
        END
    }

    boolean is(String mark) {
        return (sort == Sort.NAME || sort == Sort.MARK) && text.equalsIgnoreCase(mark);
    }
}
