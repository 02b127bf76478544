package harness;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Recorded answers of the real services, in a folder beside the checkout. They are other projects' recordings, so they
 * are not copied; where they are absent, the tests that read them are skipped.
 */
public final class Shared {
    private static final JsonMapper MAPPER = new JsonMapper();

    private Shared() {}

    public static String text(String file) {
        var path = Project.root().resolveSibling("shared").resolve(file);
        assumeTrue(Files.exists(path), "not on this machine: " + Path.of("..", "shared", file));
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
