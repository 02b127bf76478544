package cloudshell.cli;

import cloudshell.SafeText;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintStream;

/** JSON as people and {@code jq} read it. Characters that could steer a terminal are written as escapes. */
public final class JsonWriter {
    private static final ObjectWriter COMPACT = new JsonMapper().writer();
    private static final ObjectWriter INDENTED = new JsonMapper()
            .writer(new DefaultPrettyPrinter(
                            Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER))
                    .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                    .withArrayIndenter(new DefaultIndenter("  ", "\n")));

    private final PrintStream out;
    private boolean started;

    /** Writes one array, an element at a time; it looks whole only after {@link #end}. */
    public JsonWriter(PrintStream out) {
        this.out = out;
    }

    public void element(JsonNode node) {
        out.print(started ? ",\n  " : "[\n  ");
        started = true;
        out.print(text(INDENTED, node).replace("\n", "\n  "));
    }

    public void end() {
        out.print(started ? "\n]\n" : "[]\n");
    }

    /** The value over several lines. */
    public static String indented(JsonNode node) {
        return text(INDENTED, node);
    }

    /** The value on one line. */
    public static String line(JsonNode node) {
        return text(COMPACT, node);
    }

    private static String text(ObjectWriter writer, JsonNode node) {
        try {
            return SafeText.escapedInJson(writer.writeValueAsString(node));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON tree is always writable", e);
        }
    }
}
