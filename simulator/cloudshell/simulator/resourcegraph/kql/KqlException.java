package cloudshell.simulator.resourcegraph.kql;

/** A query that is not understood, with the place: the line from 1, the position in it from 0, as Resource Graph counts. */
public final class KqlException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String token;
    private final int line;
    private final int position;
    private final boolean simulated;

    private KqlException(String message, String token, int line, int position, boolean simulated) {
        super(message, null, false, false);
        this.token = token;
        this.line = line;
        this.position = position;
        this.simulated = simulated;
    }

    /** The grammar does not have that token there. */
    static KqlException unexpected(Token token) {
        return wrong("ParserFailure", token);
    }

    /** The grammar has it, and it means nothing there. */
    static KqlException wrong(String message, Token token) {
        return new KqlException(message, token.text(), token.line(), token.position(), false);
    }

    /** Creates an exception for a feature of Resource Graph that is not simulated. */
    static KqlException beyond(String what, Token token) {
        return new KqlException(
                "Simulated: " + what + " is not simulated.", token.text(), token.line(), token.position(), true);
    }

    /** Beyond a bound of the simulator. */
    static KqlException tooLarge(String what) {
        return new KqlException("Simulated: " + what + " is not simulated.", "", 1, 0, true);
    }

    public String token() {
        return token;
    }

    public int line() {
        return line;
    }

    public int position() {
        return position;
    }

    public boolean isParserFailure() {
        return getMessage().equals("ParserFailure");
    }

    public boolean isBeyondTheSimulator() {
        return simulated;
    }
}
