package cloudshell.shell;

import cloudshell.http.SafeText;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Formats a listing: one line for each element, in columns. */
final class ListingText {
    static final int ROWS = 20;

    /** JShell removes the middle of a value of more than 1,000 characters. */
    private static final int CHARACTERS = 900;

    private static final int COLUMNS = 80;
    private static final List<String> NAMES = List.of("name", "displayName", "subject");
    private static final Set<String> NOT_SHOWN = Set.of("name", "displayName", "subject", "id");

    private ListingText() {}

    /** Returns as many lines as JShell shows, each with a leading line break. */
    static List<String> lines(List<List<String>> rows) {
        var lines = new ArrayList<String>();
        int characters = 0;
        for (var line : aligned(rows)) {
            if (characters + line.length() <= CHARACTERS) {
                lines.add(line);
                characters += line.length() + 1;
            }
        }
        return lines;
    }

    private static List<String> aligned(List<List<String>> rows) {
        var lines = new ArrayList<String>();
        for (var row : rows) {
            var line = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                int column = i;
                int width = rows.stream()
                        .filter(other -> other.size() > column)
                        .mapToInt(other -> other.get(column).length())
                        .max()
                        .orElse(0);
                line.append(row.get(i)).append(" ".repeat(width - row.get(i).length() + 2));
            }
            lines.add(cut(SafeText.printable(line.toString()).stripTrailing()));
        }
        return lines;
    }

    /** Returns the name of a JSON object, and then all its fields except objects, arrays and the id. */
    static List<String> cells(Object thing) {
        if (!(thing instanceof ObjectNode node)) {
            return List.of(String.valueOf(thing));
        }
        var cells = new ArrayList<String>();
        name(node).ifPresent(cells::add);
        node.properties().stream()
                .filter(field -> field.getValue().isValueNode() && !NOT_SHOWN.contains(field.getKey()))
                .forEach(field -> cells.add(field.getValue().asText()));
        return cells.isEmpty() ? List.of(node.path("id").asText(node.toString())) : cells;
    }

    /** Falls back to the end of the id, which is a path (Key Vault). */
    private static Optional<String> name(ObjectNode node) {
        var id = node.path("id").asText();
        var ofId = id.contains("/") ? Stream.of(id.replaceFirst(".*/(?=.)", "")) : Stream.<String>empty();
        var own = NAMES.stream().map(field -> node.path(field).asText());
        return Stream.concat(own, ofId).filter(name -> !name.isEmpty()).findFirst();
    }

    private static String cut(String line) {
        return line.length() <= COLUMNS ? line : line.substring(0, COLUMNS - 1) + "\u2026";
    }
}
