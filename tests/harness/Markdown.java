package harness;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The fenced blocks of a page. */
public record Markdown(String page, String text) {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+)\\n(.*?)^```$");

    public static Markdown of(String page) {
        return new Markdown(page, Project.read(page));
    }

    /** The blocks of a language, in order. */
    public List<String> blocks(String language) {
        return BLOCK.matcher(text)
                .results()
                .filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2))
                .toList();
    }

    /** The languages of all blocks. */
    public List<String> languages() {
        Matcher blocks = BLOCK.matcher(text);
        return blocks.results().map(block -> block.group(1)).distinct().toList();
    }
}
