package cloudshell.commands.mcp.limits;

/** Text within a query that this server writes itself. */
public final class KqlText {
    private KqlText() {}

    /** Returns a string as a literal, whatever is in it. */
    public static String literal(String value) {
        return KqlToken.literal(value);
    }
}
