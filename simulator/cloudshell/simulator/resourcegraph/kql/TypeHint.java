package cloudshell.simulator.resourcegraph.kql;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The types that a query asks for in the first thing it says, so that rows of others need not be made. */
final class TypeHint {
    private static final Pattern FIRST = Pattern.compile(
            "(?is)^\\s*(?:resources\\s*\\|\\s*)?where\\s+type\\s*(?:(?:==|=~)\\s*(['\"][\\w./]+['\"])|in~?\\s*\\(([^()]*)\\))"
                    + "\\s*(?:$|[|]|and\\b)(?!.*\\bor\\b).*");

    private TypeHint() {}

    static Set<String> of(String query) {
        var matcher = FIRST.matcher(query);
        var types = new TreeSet<String>();
        if (matcher.matches()) {
            var listed = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
            for (var type : listed.split(",")) {
                types.add(type.strip().replaceAll("['\"]", "").toLowerCase(Locale.ROOT));
            }
        }
        return types;
    }
}
