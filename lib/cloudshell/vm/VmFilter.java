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
 * Which VMs are wanted, upper and lower case being the same. Several values of one kind widen it (one group or
 * the other), different kinds narrow it; so do different tags, while several values of one tag widen it.
 */
public final class VmFilter {
    private static final List<String> POWER_STATES =
            List.of("deallocated", "deallocating", "running", "starting", "stopped", "stopping", "unknown");
    private static final String QUESTION = "resources | where type =~ 'microsoft.compute/virtualmachines'";
    private static final String COLUMNS = " | order by id asc | project id, name, type, location, tags, identity, plan,"
            + " zones, properties, resourceGroup, subscriptionId";

    /** Lets every VM through. */
    public static final VmFilter NONE = new VmFilter(List.of(), List.of(), List.of(), List.of(), List.of());

    /** @param question the same in Resource Graph's language, or something wider; "" for everything */
    private record Condition(Predicate<VirtualMachine> test, String question) {}

    private final List<Condition> conditions = new ArrayList<>();

    /**
     * Each list is empty if anything will do.
     *
     * @param locations as in {@code westeurope} or {@code West Europe}
     * @param names with {@code *} for any characters and {@code ?} for one
     * @param tags {@code KEY} for any value, or {@code KEY=VALUE}
     * @param powerStates {@code running}, {@code deallocated}, ..., or {@code unknown}
     * @throws UsageException for an empty value, or a power state that there is not
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

    /** The states that a VM can be in, and {@code unknown}. */
    public static List<String> powerStates() {
        return POWER_STATES;
    }

    /** Whether it is one of {@link #powerStates}, also as Azure writes it: {@code VM running}. */
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
     * The question to Resource Graph, in the order of ids, so that its pages are stable. What cannot be said there
     * exactly is said more widely: its rows have to be matched again.
     */
    String question() {
        return conditions.stream()
                .map(Condition::question)
                .filter(question -> !question.isEmpty())
                .map(question -> " | where " + question)
                .collect(Collectors.joining("", QUESTION, COLUMNS));
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

    /** Azure keeps the case of a tag's name and does not look at it; Resource Graph does, so its text is searched. */
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

    /** Letters and digits as they are, the two wildcards, anything else as its code. */
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
