package cloudshell.simulator.resourcegraph.kql;

/** The types of the query language that make a difference here. */
public enum Type {
    STRING,
    LONG,
    REAL,
    BOOL,
    DATETIME,
    TIMESPAN,
    DYNAMIC;

    boolean isNumber() {
        return this == LONG || this == REAL;
    }
}
