package cloudshell.commands.rest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Selects the fields of a list that a table shows, and their order: for resources name, type, location and group; for
 * everything else the name, common fields, and then the rest, with constant fields and GUIDs last. Long ids and links
 * are left out.
 */
final class DefaultColumns {
    private static final List<String> NAMES = List.of("name", "displayName", "subject", "title", "namespace");
    private static final List<String> NAMES_BESIDE_A_GUID = List.of("displayName", "roleName");
    private static final List<String> LOOKED_FOR = List.of(
            "displayName",
            "type",
            "location",
            "principalId",
            "roleDefinitionId",
            "resourceGroup",
            "subscriptionId",
            "state",
            "status",
            "registrationState",
            "userPrincipalName",
            "mail",
            "from",
            "receivedDateTime",
            "enabled",
            "exp",
            "bodyPreview");
    private static final Set<String> STAMPS =
            Set.of("createdOn", "updatedOn", "createdBy", "updatedBy", "createdDateTime", "lastModifiedDateTime");
    private static final Set<String> LEFT_OUT = Set.of("id", "kid", "etag", "kind");
    private static final List<String> OF_RESOURCES = List.of("name", "type", "location", "resourceGroup");
    private static final Pattern GUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final int LONGEST_WORD = 48;

    private final List<Map<String, String>> elements;
    private final Set<String> fields = new LinkedHashSet<>();

    private DefaultColumns(List<Map<String, String>> elements) {
        this.elements = elements;
        elements.forEach(element -> fields.addAll(element.keySet()));
    }

    /** Returns the fields to show; empty if no element has a field that is neither an object nor an array. */
    static List<String> of(List<Map<String, String>> elements) {
        return new DefaultColumns(elements).inOrder();
    }

    private List<String> inOrder() {
        if (fields.contains("name")
                && fields.contains("location")
                && cells("type").anyMatch(t -> t.contains("/"))) {
            return OF_RESOURCES.stream().filter(this::isShown).toList();
        }
        var name = name();
        var shown = new ArrayList<>(fields.stream()
                .filter(field -> field.equals(name) || isShown(field))
                .toList());
        shown.sort(Comparator.comparingInt((String field) -> field.equals(name) ? 0 : rank(field))
                .thenComparingInt(LOOKED_FOR::indexOf));
        return shown.isEmpty() && fields.contains("id") ? List.of("id") : shown;
    }

    /** Returns the field that distinguishes the elements, or "". */
    private String name() {
        var name = NAMES.stream().filter(fields::contains).findFirst().orElse("");
        return cells(name).anyMatch(DefaultColumns::isGuid)
                ? NAMES_BESIDE_A_GUID.stream()
                        .filter(fields::contains)
                        .findFirst()
                        .orElse("")
                : name;
    }

    private boolean isShown(String field) {
        return fields.contains(field)
                && !LEFT_OUT.contains(field)
                && !field.startsWith("@")
                && (NAMES.contains(field)
                        || cells(field).anyMatch(cell -> cell.length() <= LONGEST_WORD || cell.contains(" ")));
    }

    private int rank(String field) {
        if (LOOKED_FOR.contains(field) && !(field.equals("type") && isTheSame(field))) {
            return 1;
        }
        if (cells(field).allMatch(DefaultColumns::isGuid)) {
            return 5;
        }
        return STAMPS.contains(field) ? 4 : isTheSame(field) ? 3 : 2;
    }

    private boolean isTheSame(String field) {
        var all = new HashSet<String>();
        elements.forEach(element -> all.add(element.getOrDefault(field, "")));
        return elements.size() > 1 && all.size() == 1;
    }

    private Stream<String> cells(String field) {
        return elements.stream().map(element -> element.getOrDefault(field, "")).filter(cell -> !cell.isEmpty());
    }

    private static boolean isGuid(String text) {
        return GUID.matcher(text).matches();
    }
}
