package cloudshell.simulator.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * What a request gets.
 *
 * @param trouble what goes wrong on the wire
 */
public record Answer(int status, List<Header> headers, String body, Trouble trouble) {
    /** The header that marks what nobody has published, or what is simulated as an empty list. */
    public static final String MARK = "x-cloudshell-simulated";

    public record Header(String name, String value) {}

    /** What can go wrong on the wire: none, the connection breaks, what comes is no HTTP, it drips, it never comes. */
    public enum Trouble {
        NONE,
        RESET,
        GARBAGE,
        DRIP,
        HANG
    }

    public static Answer of(int status) {
        return new Answer(status, List.of(), "", Trouble.NONE);
    }

    public static Answer text(int status, String type, String body) {
        return new Answer(status, List.of(new Header("Content-Type", type)), body, Trouble.NONE);
    }

    public static Answer json(int status, String body) {
        return text(status, "application/json; charset=utf-8", body);
    }

    public static Answer json(int status, JsonNode body) {
        return json(status, body.toString());
    }

    /** An error as Resource Manager words it: {@code {"error":{"code","message"}}}. */
    public static Answer error(int status, String code, String message) {
        var body = JsonNodeFactory.instance.objectNode();
        body.putObject("error").put("code", code).put("message", message);
        return json(status, body);
    }

    public Answer with(String name, String value) {
        var more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new Answer(status, List.copyOf(more), body, trouble);
    }

    /** Marked as invented: nobody has published what Azure answers here. */
    public Answer invented() {
        return with(MARK, "invented");
    }

    public Answer with(Trouble other) {
        return new Answer(status, headers, body, other);
    }
}
