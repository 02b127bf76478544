package cloudshell.commands.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloudshell.arm.Arm;
import cloudshell.arm.ArmException;
import cloudshell.cli.Call;
import cloudshell.query.QueryRows;
import cloudshell.reasons.Reasons;
import cloudshell.wire.JsonWriter;
import cloudshell.wire.SafeText;
import cloudshell.wire.Transport;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Prints what a service answered: JSON in the format asked for, anything else as it came. */
public final class RestAnswer {
    private RestAnswer() {}

    /**
     * An answer without a body prints nothing.
     *
     * @param pick what {@code --query} picks of JSON
     * @throws cloudshell.CloudShellException where it cannot be printed as asked
     */
    public static void print(Transport.Response answer, RestRequest request, UnaryOperator<JsonNode> pick, Call call) {
        var type = answer.header("Content-Type").orElse("");
        answer.header("Azure-AsyncOperation").ifPresent(link -> call.hint("under way; see " + SafeText.line(link)));
        if (Reasons.isPage(answer) && !isAskedFor(answer, request)) {
            throw new ArmException(
                    request.method() + " " + request.path(),
                    Reasons.of(answer, "").describe(),
                    "a proxy or a sign-in page has answered in place of the service: check the address and the network");
        }
        if (answer.body().length == 0) {
            call.hint("HTTP " + answer.status() + " without a body");
        } else if (type.isEmpty() || type.toLowerCase(Locale.ROOT).contains("json")) {
            QueryRows.print(pick.apply(Arm.json(answer, request.method(), request.path())), call);
        } else if (call.has("query") || call.has("output")) {
            throw call.usage("the answer is not JSON but " + SafeText.line(type) + ": no --query or --output for it");
        } else {
            asItCame(answer.body(), type, call);
        }
    }

    /** A page is what was wanted where another {@code Accept} was sent, or where it is a blob. */
    private static boolean isAskedFor(Transport.Response answer, RestRequest request) {
        return request.headers().keySet().stream().anyMatch("Accept"::equalsIgnoreCase)
                || !request.path().startsWith("/")
                        && answer.header("x-ms-version").isPresent();
    }

    /** Prints a list: jsonl as it comes, all else only when it is complete. */
    public static void print(Stream<JsonNode> list, UnaryOperator<JsonNode> pick, Call call) {
        if (call.value("output", "").equals("jsonl") && !call.has("query")) {
            list.takeWhile(element -> !call.out().checkError())
                    .forEach(element -> call.out().print(JsonWriter.line(element) + "\n"));
        } else {
            var array = JsonNodeFactory.instance.arrayNode();
            list.forEach(array::add);
            QueryRows.print(pick.apply(array), call);
        }
    }

    private static void asItCame(byte[] body, String type, Call call) {
        if (!call.terminal().outIsTerminal()) {
            call.out().write(body, 0, body.length);
            return;
        }
        var text = new String(body, UTF_8);
        if (text.indexOf('\0') >= 0 || text.indexOf('\uFFFD') >= 0) {
            throw call.usage("the answer is binary (" + SafeText.line(type) + "): put > FILE behind the command");
        }
        text.lines().forEach(line -> call.out().println(SafeText.printable(line)));
    }
}
