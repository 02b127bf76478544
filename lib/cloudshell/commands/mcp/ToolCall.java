package cloudshell.commands.mcp;

import cloudshell.token.UsageException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ObjLongConsumer;
import java.util.stream.Collectors;

/** One call of a tool: its arguments, checked against the parameters of the tool, and the listener for its progress. */
final class ToolCall {
    private static final long LONGEST_MILLIS = 60_000;

    private final String tool;
    private final Map<String, Object> arguments;
    private final ObjLongConsumer<String> progress;
    private final long end = System.nanoTime() + LONGEST_MILLIS * 1_000_000;

    /**
     * @param progress gets how many rows were read, and a text
     * @throws UsageException if an argument is missing, unknown, or of another type
     */
    ToolCall(String tool, List<Parameter> parameters, Map<String, Object> arguments, ObjLongConsumer<String> progress) {
        this.tool = tool;
        this.arguments = arguments == null ? Map.of() : arguments;
        this.progress = progress;
        check(parameters);
    }

    private void check(List<Parameter> parameters) {
        for (var name : arguments.keySet()) {
            if (parameters.stream().noneMatch(each -> each.name().equals(name))) {
                throw usage("there is no parameter '" + name + "'", names(parameters));
            }
        }
        for (var parameter : parameters) {
            var value = arguments.get(parameter.name());
            if (value == null && parameter.isRequired()) {
                throw usage("the parameter '" + parameter.name() + "' is missing", names(parameters));
            }
            if (value != null && !fits(value, parameter)) {
                throw usage(
                        "the parameter '" + parameter.name() + "' is not "
                                + (parameter.isInteger() ? "an integer from " + parameter.least() : "a string of 1")
                                + " to " + parameter.most() + (parameter.isInteger() ? "" : " characters"),
                        parameter.meaning());
            }
        }
    }

    private static boolean fits(Object value, Parameter parameter) {
        if (parameter.isInteger()) {
            return value instanceof Number number
                    && number.doubleValue() == number.longValue()
                    && number.longValue() >= parameter.least()
                    && number.longValue() <= parameter.most();
        }
        return value instanceof String text && !text.isBlank() && text.length() <= parameter.most();
    }

    private UsageException usage(String cause, String hint) {
        return new UsageException("call " + tool, cause, hint);
    }

    private static String names(List<Parameter> parameters) {
        return parameters.isEmpty()
                ? "call it without arguments"
                : parameters.stream().map(Parameter::name).collect(Collectors.joining(", ", "the parameters ", ""));
    }

    String text(String name) {
        return optional(name).orElse("");
    }

    Optional<String> optional(String name) {
        return Optional.ofNullable((String) arguments.get(name)).map(String::strip);
    }

    int number(String name, int otherwise) {
        return arguments.get(name) instanceof Number number ? number.intValue() : otherwise;
    }

    /** Reports to the client how far the call is. */
    void progress(long rows, String text) {
        progress.accept(text, rows);
    }

    /** Returns whether it has taken as long as one call may take, or was cancelled; what was read until then is the result. */
    boolean isOver() {
        return System.nanoTime() - end > 0 || Thread.currentThread().isInterrupted();
    }
}
