package cloudshell.vm;

import cloudshell.http.SafeText;
import cloudshell.token.UsageException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Selects VMs, not case-sensitive. Values of one kind are alternatives (one group or another), different kinds must all
 * match; different tags must all match too, while values of one tag are alternatives.
 */
public final class VmFilter {
    private static final List<String> POWER_STATES =
            List.of("deallocated", "deallocating", "running", "starting", "stopped", "stopping", "unknown");
    private static final String ALL_VMS = "resources | where type =~ 'microsoft.compute/virtualmachines'";
    private static final String COLUMNS = " | order by id asc | project id, name, type, location, tags, identity, plan,"
            + " zones, properties, resourceGroup, subscriptionId";

    /** Matches every VM. */
    public static final VmFilter NONE = new VmFilter(List.of(), List.of(), List.of(), List.of(), List.of());

    /** @param query the same condition in Resource Graph's language, or a wider one; "" for everything */
    private record Condition(Predicate<VirtualMachine> test, String query) {}

    private final List<Condition> conditions = new ArrayList<>();

    /**
     * Creates a filter; an empty list matches everything.
     *
     * @param locations as in {@code westeurope} or {@code West Europe}
     * @param names with {@code *} for any characters and {@code ?} for one
     * @param tags {@code KEY} for any value, or {@code KEY=VALUE}
     * @param powerStates {@code running}, {@code deallocated}, ..., or {@code unknown}
     * @throws UsageException if a value is empty, or a power state is unknown
     */
    public VmFilter(
            List<String> groups,
            List<String> locations,
            List<String> names,
            List<String> tags,
            List<String> powerStates) {
        oneOf("resourceGroup", lower(groups), VirtualMachine::resourceGroup);
        oneOf("location", plain(locations), vm -> vm.location().replace(" ", ""));
        names(lower(names));
        tags(lower(tags));
        powerStates(plain(powerStates));
    }

    /** Returns all power states, and {@code unknown}. */
    public static List<String> powerStates() {
        return POWER_STATES;
    }

    /** Returns whether the text is one of {@link #powerStates}, also as Azure writes it: {@code VM running}. */
    public static boolean isPowerState(String text) {
        return POWER_STATES.contains(powerState(plain(List.of(text)).get(0)));
    }

    private static String powerState(String plain) {
        return plain.replaceFirst("^(vm|powerstate/)", "");
    }

    public boolean matches(VirtualMachine vm) {
        for (var condition : conditions) {
            if (!condition.test.test(vm)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns the query to Resource Graph, ordered by id so that its pages are stable. A condition that its language
     * cannot express exactly is wider there, so the rows must be matched again.
     */
    String query() {
        return conditions.stream()
                .map(Condition::query)
                .filter(query -> !query.isEmpty())
                .map(query -> " | where " + query)
                .collect(Collectors.joining("", ALL_VMS, COLUMNS));
    }

    private void oneOf(String column, List<String> values, Function<VirtualMachine, String> property) {
        if (!values.isEmpty()) {
            conditions.add(new Condition(
                    vm -> values.contains(property.apply(vm).toLowerCase(Locale.ROOT)),
                    column + " in~ (" + quoted(values) + ")"));
        }
    }

    private void names(List<String> globs) {
        if (!globs.isEmpty()) {
            var wanted = globs.stream().map(Glob::new).toList();
            var regex = globs.stream().map(VmFilter::regex).collect(Collectors.joining("|"));
            conditions.add(new Condition(
                    vm -> wanted.stream().anyMatch(glob -> glob.matches(vm.name())),
                    "name matches regex " + quoted("(?i)^(" + regex + ")$")));
        }
    }

    /** Azure keeps the case of a tag's name and ignores it; Resource Graph does not, so its text is searched. */
    private void tags(List<String> tags) {
        var wanted = new TreeMap<String, List<String>>();
        for (var tag : tags) {
            int equals = tag.indexOf('=');
            var name = equals < 0 ? tag : tag.substring(0, equals);
            wanted.computeIfAbsent(name, key -> new ArrayList<>()).add(equals < 0 ? null : tag.substring(equals + 1));
        }
        wanted.forEach((name, values) -> conditions.add(new Condition(
                vm -> hasTag(vm.node().path("tags"), name, values),
                name.matches("[a-z0-9 _.:-]+") ? "tostring(tags) contains " + quoted('"' + name + '"') : "")));
    }

    private static boolean hasTag(JsonNode tags, String name, List<String> values) {
        for (var tag : tags.properties()) {
            var value = tag.getValue().asText().toLowerCase(Locale.ROOT);
            if (tag.getKey().equalsIgnoreCase(name) && (values.contains(null) || values.contains(value))) {
                return true;
            }
        }
        return false;
    }

    private void powerStates(List<String> values) {
        var states = values.stream().map(VmFilter::powerState).toList();
        for (var state : states) {
            if (!POWER_STATES.contains(state)) {
                throw usage(
                        "there is no power state '" + SafeText.line(state) + "'",
                        "one of " + String.join(", ", POWER_STATES));
            }
        }
        if (!states.isEmpty()) {
            var codes = states.stream().map(state -> "powerstate/" + state).toList();
            var column = "tostring(properties.extended.instanceView.powerState.code)";
            conditions.add(new Condition(
                    vm -> states.contains(vm.powerCode()),
                    column + " in~ (" + quoted(codes) + ")"
                            + (states.contains("unknown") ? " or isempty(" + column + ")" : "")));
        }
    }

    /** Keeps letters and digits, translates the two wildcards, and escapes everything else by its code. */
    private static String regex(String glob) {
        return glob.codePoints()
                .mapToObj(c -> c == '*'
                        ? ".*"
                        : c == '?'
                                ? "."
                                : Character.isLetterOrDigit(c) ? Character.toString(c) : "\\x{%x}".formatted(c))
                .collect(Collectors.joining());
    }

    private static String quoted(List<String> values) {
        return new TreeSet<>(values).stream().map(VmFilter::quoted).collect(Collectors.joining(", "));
    }

    private static String quoted(String value) {
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'").replaceAll("\\p{Cntrl}", "") + "'";
    }

    private static List<String> plain(List<String> values) {
        return lower(values).stream().map(value -> value.replace(" ", "")).toList();
    }

    private static List<String> lower(List<String> values) {
        if (values.stream().anyMatch(String::isBlank)) {
            throw usage("a value is empty", "a name, or omit the option");
        }
        return values.stream()
                .map(value -> value.strip().toLowerCase(Locale.ROOT))
                .toList();
    }

    private static UsageException usage(String cause, String hint) {
        return new UsageException("understand the filter", cause, hint);
    }
}
