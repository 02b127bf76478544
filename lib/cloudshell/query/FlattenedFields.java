package cloudshell.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds a field that a query expects at the top of an object while the object has it under {@code properties}. az moves
 * these fields up before it applies {@code --query}, so queries from its documentation select nothing here.
 */
final class FlattenedFields {
    private final String query;
    private String field = "";
    private boolean isChecked;

    FlattenedFields(Query query) {
        this.query = query.text();
    }

    /** Checks the first element; the others have the same shape. */
    void check(JsonNode element) {
        if (isChecked) {
            return;
        }
        isChecked = true;
        for (var property : element.path("properties").properties()) {
            var name = property.getKey();
            if (!element.has(name)
                    && Pattern.compile("(?<![.\\w'\"`])" + Pattern.quote(name) + "\\b(?!\\s*:)")
                            .matcher(query)
                            .find()) {
                field = name;
                return;
            }
        }
    }

    /** Returns the first such field. */
    Optional<String> field() {
        return field.isEmpty() ? Optional.empty() : Optional.of(field);
    }
}
