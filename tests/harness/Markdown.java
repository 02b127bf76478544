package harness;

import java.util.List;
import java.util.regex.Pattern;

/** The fenced blocks of a page. */
public record Markdown(String page, String text) {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+)\\n(.*?)^```$");

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
