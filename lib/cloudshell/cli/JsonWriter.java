package cloudshell.cli;

import cloudshell.JsonTrees;
import cloudshell.SafeText;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** JSON as people and {@code jq} read it. Characters that could steer a terminal are written as escapes. */
public final class JsonWriter {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final DefaultPrettyPrinter INDENTED = new DefaultPrettyPrinter(
                    Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER))
            .withObjectIndenter(new DefaultIndenter("  ", "\n"))
            .withArrayIndenter(new DefaultIndenter("  ", "\n"));

    private final PrintStream out;
    private boolean started;

    /** Writes one array, an element at a time; it looks whole only after {@link #end}. */
    public JsonWriter(PrintStream out) {
        this.out = out;
    }

    public void element(JsonNode node) {
        out.print(started ? ",\n  " : "[\n  ");
        started = true;
        out.print(text(INDENTED.createInstance(), node).replace("\n", "\n  "));
    }

    public void end() {
        out.print(started ? "\n]\n" : "[]\n");
    }

    /** The value over several lines. */
    public static String indented(JsonNode node) {
        return text(INDENTED.createInstance(), node);
    }

    /** The value on one line. */
    public static String line(JsonNode node) {
        return text(null, node);
    }

    private static String text(PrettyPrinter printer, JsonNode node) {
        var text = new StringWriter();
        try (var generator = FACTORY.createGenerator(text)) {
            generator.setPrettyPrinter(printer);
            JsonTrees.write(node, generator);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return SafeText.escapedInJson(text.toString());
    }
}
