package harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The fenced blocks of a page. */
public record Markdown(String page, String text) {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+)\\n(.*?)^```$");

    /** All pages of this repository, by their paths. */
    public static List<String> pages() {
        var root = Project.root();
        try (var docs = Files.walk(root.resolve("docs"))) {
            var pages = docs.map(page -> root.relativize(page).toString().replace('\\', '/'))
                    .filter(page -> page.endsWith(".md"))
                    .sorted();
            return Stream.concat(Stream.of("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md"), pages)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Markdown of(String page) {
        return new Markdown(page, Project.read(page));
    }

    /** The blocks of a language, in order. */
    public List<String> blocks(String language) {
        return blocks().stream()
                .filter(block -> block.language().equals(language))
                .map(Block::text)
                .toList();
    }

    /** A block with its language. */
    public record Block(String language, String text) {}

    /** All blocks, in order. */
    public List<Block> blocks() {
        return BLOCK.matcher(text)
                .results()
                .map(block -> new Block(block.group(1), block.group(2)))
                .toList();
    }
}
