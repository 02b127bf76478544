package cloudshell.commands.mcp.content;

import java.util.Optional;
import java.util.regex.Pattern;

/** Finds fields that hold secrets in a query, which could give them other names. */
public final class SecretNames {
    /** A field in brackets, a string, which names no field, or a name. */
    private static final Pattern PART = Pattern.compile(
            "\\[\\s*@?['\"](?<field>[^'\"]*)['\"]\\s*]|'[^'\\n]*+'|\"[^\"\\n]*+\"|//[^\\n]*+|(?<name>[A-Za-z_]\\w*+)");

    private SecretNames() {}

    /** The first such field. */
    public static Optional<String> in(String query) {
        var parts = PART.matcher(query);
        while (parts.find()) {
            var name = parts.group("field") == null ? parts.group("name") : parts.group("field");
            if (name != null && SecretFields.isSecret(name)) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }
}
