package cloudshell.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;

/**
 * Writes JSON for people and {@code jq}. Characters that control a terminal are escaped. It does not depend on {@link
 * JsonTrees}, since the JDK opens each JAR of the class path at start-up and trees need another one.
 */
public final class JsonWriter {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final DefaultPrettyPrinter INDENTED = printer("\n");
    private static final DefaultPrettyPrinter IN_ARRAY = printer("\n  ");

    private final PrintStream out;
    private final Text text = new Text();
    private boolean started;

    /** A value that writes itself. */
    public interface Value {
        void to(JsonGenerator json) throws IOException;
    }

    public JsonWriter(PrintStream out) {
        this.out = out;
    }

    /** Writes the next element of an array; {@link #end} completes it. */
    public void element(Value value) {
        out.print(started ? ",\n  " : "[\n  ");
        started = true;
        text.of(value, IN_ARRAY).writeTo(out);
    }

    /** Completes the array. */
    public void end() {
        out.print(started ? "\n]\n" : "[]\n");
    }

    /** Writes the value on a line of its own. */
    public void writeLine(Value value) {
        text.of(value, null).writeTo(out);
        out.write('\n');
    }

    /** Returns an object with the fields that the value writes. */
    public static Value object(Value fields) {
        return json -> {
            json.writeStartObject();
            fields.to(json);
            json.writeEndObject();
        };
    }

    /** Returns the value on several lines. */
    public static String indented(Value value) {
        return new Text().of(value, INDENTED).toString();
    }

    /** Returns the value on one line. */
    public static String line(Value value) {
        return new Text().of(value, null).toString();
    }

    /** Returns the value in UTF-8 for a program: characters that control a terminal are not escaped. */
    public static byte[] bytes(Value value) {
        return new Text().of(value, null).toByteArray();
    }

    /** Copies a JSON text, with its numbers as they are. */
    public static void copy(byte[] text, JsonGenerator json) throws IOException {
        try (var parser = FACTORY.createParser(text)) {
            parser.nextToken();
            json.copyCurrentStructureExact(parser);
        }
    }

    private static DefaultPrettyPrinter printer(String lineBreak) {
        return new DefaultPrettyPrinter(
                        Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER))
                .withObjectIndenter(new DefaultIndenter("  ", lineBreak))
                .withArrayIndenter(new DefaultIndenter("  ", lineBreak));
    }

    /** Escapes characters that control a terminal. Control characters below a space occur between values only. */
    private static String escaped(String json) {
        int first = 0;
        while (first < json.length() && (json.charAt(first) < 0x7f || !SafeText.controlsTerminal(json.charAt(first)))) {
            first++;
        }
        if (first == json.length()) {
            return json;
        }
        var escaped = new StringBuilder(json.length() + 16);
        for (char c : json.toCharArray()) {
            escaped.append(c >= ' ' && SafeText.controlsTerminal(c) ? "\\u%04x".formatted((int) c) : String.valueOf(c));
        }
        return escaped.toString();
    }

    /** A reusable buffer for one value in UTF-8. Most values have nothing to escape and are written directly. */
    private static final class Text extends ByteArrayOutputStream {
        Text of(Value value, DefaultPrettyPrinter printer) {
            reset();
            try (var generator = FACTORY.createGenerator(this)) {
                generator.setPrettyPrinter(printer == null ? null : printer.createInstance());
                value.to(generator);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return this;
        }

        void writeTo(PrintStream out) {
            if (isPlain()) {
                out.write(buf, 0, count);
            } else {
                out.print(this);
            }
        }

        private boolean isPlain() {
            for (int i = 0; i < count; i++) {
                if (buf[i] < 0 || buf[i] == 0x7f) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public String toString() {
            return escaped(toString(UTF_8));
        }
    }
}
