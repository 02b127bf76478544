package cloudshell.simulator.resourcegraph.kql;

/** A query that is not understood, with the place: the line from 1, the position in it from 0, as Resource Graph counts. */
public final class KqlException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String token;
    private final int line;
    private final int position;
    private final boolean simulated;

    private KqlException(String message, Token word, boolean simulated) {
        super(message);
        this.token = word.text();
        this.line = word.line();
        this.position = word.position();
        this.simulated = simulated;
    }

    /** The grammar does not have that word there. */
    static KqlException unexpected(Token word) {
        return new KqlException("ParserFailure", word, false);
    }

    /** The grammar has it, and it means nothing there. */
    static KqlException wrong(String message, Token word) {
        return new KqlException(message, word, false);
    }

    /** Resource Graph knows it, and this simulator does not. */
    static KqlException beyond(String what, Token word) {
        return new KqlException("Simulated: " + what + " is not part of the simulator.", word, true);
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
