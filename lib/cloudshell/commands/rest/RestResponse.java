package cloudshell.commands.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloudshell.arm.Arm;
import cloudshell.arm.ArmException;
import cloudshell.cli.Invocation;
import cloudshell.errors.ErrorResponseParser;
import cloudshell.http.JsonTrees;
import cloudshell.http.SafeText;
import cloudshell.http.Transport;
import cloudshell.query.Query;
import cloudshell.query.QueryRows;
import cloudshell.token.UsageException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Prints a response: JSON in the requested format, everything else unchanged. */
public final class RestResponse implements AutoCloseable {
    private static final String VERB = "print the response";

    private final RestRequest request;
    private final Invocation call;
    private final Optional<Query> query;
    private final Optional<ResponseFile> file;

    private RestResponse(RestRequest request, Invocation call, Optional<Query> query, Optional<ResponseFile> file) {
        this.request = request;
        this.call = call;
        this.query = query;
        this.file = file;
    }

    /**
     * Reads how the response is to be printed, before anything is sent.
     *
     * @throws UsageException if the options contradict each other
     */
    public static RestResponse of(RestRequest request, Invocation call) {
        var query = call.has("query") ? Optional.of(Query.parse(call.value("query", ""))) : Optional.<Query>empty();
        return new RestResponse(request, call, query, ResponseFile.of(call));
    }

    /** Removes the temporary file if there was no response. */
    @Override
    public void close() {
        file.ifPresent(prepared -> prepared.file().close());
    }

    /**
     * Prints a response; nothing if it has no body or with {@code -o none}.
     *
     * @throws ArmException if it cannot be printed as requested
     */
    public void print(Transport.Response response) {
        call.progress().end();
        var type = response.header("Content-Type").orElse("");
        var output = call.value("output", "");
        if (!call.has("wait")) {
            response.header("Azure-AsyncOperation")
                    .ifPresent(link -> call.hint("accepted and in progress; --wait waits for it"));
        }
        if (file.isPresent()) {
            file.get().write(response.body());
        } else if (output.equals("none")) {
            return;
        } else if (ErrorResponseParser.isPage(response) && !isExpected(response, request)) {
            throw new ArmException(
                    request.method() + " " + request.path(),
                    ErrorResponseParser.of(response, "").describe(),
                    ErrorResponseParser.PAGE_HINT);
        } else if (response.body().length == 0) {
            call.hint("HTTP " + response.status() + " without a body");
        } else if (type.isEmpty() || type.toLowerCase(Locale.ROOT).contains("json")) {
            print(Arm.json(response, request.method(), request.path()), output);
        } else if (query.isPresent() || call.has("output")) {
            throw new ArmException(
                    VERB,
                    "it is not JSON but " + SafeText.line(type),
                    "without --query and --output, or --output-file FILE");
        } else {
            printUnchanged(response.body(), type);
        }
    }

    private void print(JsonNode json, String output) {
        var isList = json.path("value").isArray();
        var inRows = List.of("table", "tsv", "csv", "jsonl").contains(output);
        if (query.isPresent() || !inRows || !isList && !json.isArray()) {
            if (output.equals("table") && query.isEmpty() && json.isObject()) {
                ElementRows.print(List.of(json), call);
            } else {
                var selected = select(json);
                QueryRows.print(selected, call);
                if (query.isPresent() && isList && isEmpty(selected) && !isEmpty(select(json.path("value")))) {
                    call.note("--query selected nothing: the response is a list whose elements are in 'value';"
                            + " --paged passes the elements to --query");
                }
            }
            return;
        }
        printElements(isList ? json.path("value") : json);
        if (json.path("nextLink").isTextual() || json.path("@odata.nextLink").isTextual()) {
            call.note("there are more pages; --paged reads all of them");
        }
    }

    private static boolean isEmpty(JsonNode selected) {
        return selected.isNull() || selected.isArray() && selected.isEmpty();
    }

    private void printElements(JsonNode array) {
        if (call.value("output", "json").equals("table") && query.isEmpty()) {
            var elements = new ArrayList<JsonNode>();
            array.forEach(elements::add);
            ElementRows.print(elements, call);
        } else {
            QueryRows.print(select(array), call);
        }
    }

    /** An HTML page is expected if another {@code Accept} was sent, or from blob storage. */
    private static boolean isExpected(Transport.Response response, RestRequest request) {
        return request.headers().keySet().stream().anyMatch("Accept"::equalsIgnoreCase)
                || !request.path().startsWith("/")
                        && response.header("x-ms-version").isPresent();
    }

    /** Prints a list: jsonl as it arrives, all other formats when it is complete. */
    public void print(Stream<JsonNode> list) {
        if (call.value("output", "").equals("jsonl") && query.isEmpty()) {
            list.takeWhile(element -> !call.out().checkError())
                    .forEach(element -> call.out().print(JsonTrees.line(element) + "\n"));
        } else {
            var array = JsonNodeFactory.instance.arrayNode();
            list.forEach(array::add);
            call.progress().end();
            printElements(array);
        }
    }

    /** A query that does not fit the response is not a usage error, since the request was sent. */
    private JsonNode select(JsonNode json) {
        try {
            return query.isPresent() ? query.get().of(json) : json;
        } catch (UsageException e) {
            throw new ArmException(VERB, e.getMessage().replaceFirst("^could not run ", ""), e.hint());
        }
    }

    private void printUnchanged(byte[] body, String type) {
        if (!call.terminal().outIsTerminal()) {
            call.out().write(body, 0, body.length);
            return;
        }
        var text = new String(body, UTF_8);
        if (text.indexOf('\0') >= 0 || text.indexOf('\uFFFD') >= 0) {
            throw new ArmException(VERB, "it is binary (" + SafeText.line(type) + ")", "--output-file FILE");
        }
        text.lines().forEach(line -> call.out().println(SafeText.printable(line)));
    }
}
