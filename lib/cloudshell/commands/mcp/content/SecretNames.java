package cloudshell.commands.mcp.content;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Finds what in a query could give a secret another name: fields that hold secrets, in whichever form KQL writes a name,
 * and fields whose names are computed.
 */
public final class SecretNames {
    /** Functions whose first argument is a path with the names of fields. */
    private static final Set<String> BY_PATH = Set.of("extractjson", "extract_json");

    private static final Set<String> EXPANSIONS = Set.of("kind", "bagexpansion");

    private final List<QueryScanner.Part> parts;

    private SecretNames(String query) {
        parts = QueryScanner.parts(query);
    }

    /** Returns the reason why a query is rejected, if it is. */
    public static Optional<String> in(String query) {
        var names = new SecretNames(query);
        for (int at = 0; at < names.parts.size(); at++) {
            var cause = names.cause(at);
            if (cause.isPresent()) {
                return cause;
            }
        }
        return Optional.empty();
    }

    private Optional<String> cause(int at) {
        var part = parts.get(at);
        if (part.isName()) {
            return ofName(at, part.text());
        }
        return part.is("[") ? ofBracket(at) : Optional.empty();
    }

    private Optional<String> ofName(int at, String name) {
        if (SecretFields.isSecret(name)) {
            return names(name);
        }
        var lower = name.toLowerCase(Locale.ROOT);
        if (BY_PATH.contains(lower) && part(at + 1).is("(")) {
            return part(at + 2).isString() ? inPath(part(at + 2).text()) : computed();
        }
        if (EXPANSIONS.contains(lower) && part(at + 1).is("=") && part(at + 2).isName("array")) {
            return Optional.of("it turns fields into arrays, in which their names no longer say which are secrets");
        }
        return lower.equals("narrow") && part(at + 1).is("(")
                ? Optional.of("it turns fields into rows, in which their names no longer say which are secrets")
                : Optional.empty();
    }

    /** Checks a name in brackets, or an index: a computed one could be any name. */
    private Optional<String> ofBracket(int at) {
        var first = part(at + 1);
        if (first.isString() && part(at + 2).is("]")) {
            return SecretFields.isSecret(first.text()) ? names(first.text()) : Optional.empty();
        }
        boolean isIndex = at > 0
                && (part(at - 1).isName()
                        || part(at - 1).is("]")
                        || part(at - 1).is(")"));
        int number = first.is("-") ? at + 2 : at + 1;
        return isIndex && !(part(number).isNumber() && part(number + 1).is("]")) ? computed() : Optional.empty();
    }

    private static Optional<String> inPath(String path) {
        for (var name : path.split("[^\\w-]+")) {
            if (SecretFields.isSecret(name)) {
                return names(name);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> names(String field) {
        return Optional.of("it names " + field + ", a field that holds secrets");
    }

    private static Optional<String> computed() {
        return Optional.of("it selects a field by a computed name, which could be one that holds secrets");
    }

    private QueryScanner.Part part(int at) {
        return at < parts.size() ? parts.get(at) : QueryScanner.Part.END;
    }
}
