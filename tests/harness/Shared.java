package harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;

/**
 * Responses of the real services as others have recorded them, the shape kept and every value made up ({@code
 * tests/recorded/arm}), and what is known of Cloud Shell from public sources ({@code tests/recorded/data}).
 */
public final class Shared {
    private static final JsonMapper MAPPER = new JsonMapper();

    private Shared() {}

    public static String text(String file) {
        var path = Project.root().resolve("tests/recorded").resolve(file.replaceFirst("^samples/", ""));
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static JsonNode json(String file) {
        return parse(text(file));
    }

    public static List<JsonNode> jsonLines(String file) {
        return text(file).lines().map(Shared::parse).toList();
    }

    private static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
