package cloudshell.commands.mcp;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloudshell.errors.ErrorResponseParser;
import cloudshell.errors.Hints;
import cloudshell.http.JsonTrees;
import cloudshell.http.ServiceError;
import cloudshell.http.Transport;
import cloudshell.token.UsageException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Explains an error of Azure or Entra by its code, or by the response or message that has it. Nothing is sent. */
final class ExplainErrorTool implements Tool {
    private static final int LONGEST = 65_536;
    private static final Pattern CODE = Pattern.compile("\\b(?:AADSTS\\d{4,8}|AKV\\d{5}|[A-Z][a-z]+[A-Z]\\w{3,60})\\b");
    private static final Pattern STATUS =
            Pattern.compile("(?i)\\b(?:HTTP(?:/[\\d.]+)?|status(?:[ _-]?code)?)\"?[ :=]{1,3}([45]\\d\\d)\\b");

    /** What statuses mean (RFC 9110), and what they mean in Azure. */
    private static final Map<Integer, String> STATUSES = Map.of(
            400, "the request is malformed",
            401, "the token is missing, expired, or for another audience or tenant",
            403, "the identity is known and has no right to do this at this scope",
            404, "the resource does not exist, or the identity cannot see it",
            409, "the resource is in a state that does not allow it now",
            429, "too many requests: Azure throttles, retry later",
            500, "the service failed",
            503, "the service is not available now");

    private final Results results;

    ExplainErrorTool(Results results) {
        this.results = results;
    }

    @Override
    public String name() {
        return "explain_error";
    }

    @Override
    public String title() {
        return "Explain an Azure error";
    }

    @Override
    public String description() {
        return "Explains why Azure or Entra rejected a request: give the error code (AuthorizationFailed, AADSTS50076) or"
                + " the whole response body or message. Returns code, message, request ID, causes and what to try. Sends"
                + " nothing. " + Results.NOTICE;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.text("code", 200, "An error code, e.g. AuthorizationFailed or AADSTS50076."),
                Parameter.text("body", LONGEST, "The response body (JSON, XML) or the text of the error."));
    }

    @Override
    public ObjectNode resultProperties() {
        var properties = JsonNodeFactory.instance.objectNode();
        properties.set("code", Schemas.text("The service's code."));
        properties.set("message", Schemas.text("The service's message."));
        properties.set("meaning", Schemas.text("What it means."));
        properties.set("status", Schemas.integer("The HTTP status, if it is known."));
        properties.set("requestId", Schemas.text("For Azure's support."));
        properties.set("isKnown", Schemas.type("boolean", "Whether there is a hint for this error."));
        var details = Schemas.type("array", "Each code and message, the outermost first.");
        details.putObject("items").put("type", "string");
        properties.set("details", details);
        var fixes = Schemas.type("array", "What to try: hint, when it fits, and its source.");
        fixes.putObject("items").put("type", "object");
        properties.set("fixes", fixes);
        return properties;
    }

    @Override
    public ObjectNode call(ToolCall call) {
        var given = call.text("code");
        if (given.isEmpty() && call.text("body").isEmpty()) {
            throw new UsageException("explain the error", "neither code nor body is given", "code=AuthorizationFailed");
        }
        var isCode = given.matches("\\w+");
        var code = isCode ? given : "";
        var body = isCode ? call.text("body") : (given + "\n" + call.text("body")).strip();
        var status = STATUS.matcher(code.matches("[45]\\d\\d") ? "HTTP " + code : body);
        int known = status.find() ? Integer.parseInt(status.group(1)) : 0;
        var response = new Transport.Response(known, Map.of(), asResponse(body).getBytes(UTF_8));
        var error = body.isEmpty() ? ServiceError.NONE : ErrorResponseParser.of(response, "");
        var codes = codes(code, error, body);
        var result = Results.empty();
        results.put(
                result,
                "code",
                codes.isEmpty() ? error.code() : codes.iterator().next());
        results.put(result, "message", error.message());
        if (known > 0) {
            result.put("status", known);
        }
        results.put(result, "requestId", error.requestId());
        results.put(result, "meaning", ErrorMeanings.of(codes).orElse(STATUSES.getOrDefault(known, "")));
        var details = result.putArray("details");
        error.chain().lines().forEach(line -> details.add(results.text(line)));
        var exact = body.isEmpty() ? "" : Hints.of(error, response, "https://management.azure.com/");
        var fixes = fixes(codes, exact, body);
        result.set("fixes", fixes);
        return result.put("isKnown", !fixes.isEmpty());
    }

    /** The text of an error, as az and logs have it, in the form of a response: with its code, if it has one. */
    private static String asResponse(String body) {
        if (body.isEmpty() || "{[<".indexOf(body.charAt(0)) >= 0) {
            return body;
        }
        var error = JsonNodeFactory.instance.objectNode();
        CODE.matcher(body)
                .results()
                .map(found -> found.group())
                .filter(ErrorMeanings::isCode)
                .findFirst()
                .ifPresent(code -> error.putObject("error")
                        .put("code", code)
                        .put("message", body.replaceFirst("^(?:ERROR: )?\\(?" + code + "\\)?[: ]*", "")));
        return error.isEmpty() ? body : JsonTrees.line(error);
    }

    /** The code that was given, those of the response, and those in its text; the innermost first, which says most. */
    private static Set<String> codes(String given, ServiceError error, String body) {
        var codes = new LinkedHashSet<String>();
        if (!given.isEmpty()) {
            codes.add(given);
        }
        for (var text : List.of(error.chain(), body)) {
            CODE.matcher(text)
                    .results()
                    .map(found -> found.group())
                    .filter(ErrorMeanings::isCode)
                    .forEach(codes::add);
        }
        if (!error.code().isEmpty()) {
            codes.add(error.code());
        }
        return codes;
    }

    /** The one hint that fits the response; else all that may fit, each with what must be so. */
    private ArrayNode fixes(Set<String> codes, String exact, String body) {
        var fixes = JsonNodeFactory.instance.arrayNode();
        for (var code : codes) {
            for (var fix : Hints.fixes(code)) {
                boolean mayFit = body.isEmpty() || body.contains(fix.words());
                if (exact.isEmpty() ? mayFit : fix.hint().equals(exact) && fixes.isEmpty()) {
                    add(fixes, fix, exact.isEmpty());
                }
            }
        }
        if (fixes.isEmpty() && !exact.isEmpty()) {
            fixes.addObject().put("hint", results.text(exact));
        }
        return fixes;
    }

    private void add(ArrayNode fixes, Hints.Fix fix, boolean withCondition) {
        var when = (fix.audience().isEmpty() ? "" : "the audience begins with " + fix.audience() + " ")
                + (fix.words().isEmpty()
                        ? ""
                        : "the message has \"" + fix.words().strip() + "\"");
        var entry = fixes.addObject().put("hint", fix.hint());
        if (withCondition) {
            results.put(entry, "when", when.strip());
        }
        entry.put("source", fix.source());
    }
}
