package repository;

import static org.junit.jupiter.api.Assertions.assertEquals;

import harness.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Keeps {@code docs/dev/messages.md}, the list of all texts that a user can see, equal to the source. */
class MessagesTest {
    private static final String PAGE = "docs/dev/messages.md";
    private static final Pattern TOKEN = Pattern.compile(
            "\"\"\"\\n(?<block>(?:[^\"\\\\]++|\\\\.|\"(?!\"\"))*+)\"\"\"|\"(?<text>(?:[^\"\\\\\\n]++|\\\\.)*+)\""
                    + "|'(?:[^'\\\\\\n]++|\\\\.)++'|//[^\\n]*+|/\\*.*?\\*/|(?<code>[^\"'/]++|/)",
            Pattern.DOTALL);

    /** Between two literals that are parts of one text. */
    private static final Pattern JOINED = Pattern.compile("\\s*\\+[^;{}]*\\+\\s*|\\s*\\+\\s*");

    /** Texts for a user are sentences; keys, paths, headers and formats are not. */
    private static final Pattern SENTENCE = Pattern.compile("[A-Za-z]{2,}[,;:]? [A-Za-z(']");

    @Test
    void everyTextOfAUserIsListed() throws IOException {
        var page = new StringBuilder("""
                # Messages

                Every text in the source that a user can see, made from the source by a test. `{}` is a value.
                """);
        Sources.below("lib", ".java").sorted().forEach(file -> append(page, file));
        Sources.below("scripts", ".java").sorted().forEach(file -> append(page, file));
        Sources.below("launcher", ".java").sorted().forEach(file -> append(page, file));
        Files.writeString(Project.target(".").resolve("messages.md"), page);

        assertEquals(page.toString(), Project.read(PAGE), "copy target/messages.md to " + PAGE);
    }

    private static void append(StringBuilder page, String file) {
        var texts = texts(Sources.text(file));
        if (!texts.isEmpty()) {
            page.append("\n## ")
                    .append(file)
                    .append("\n\n")
                    .append(texts.stream().map(text -> "- " + text + "\n").collect(Collectors.joining()));
        }
    }

    private static List<String> texts(String source) {
        var texts = new ArrayList<String>();
        var text = new StringBuilder();
        var code = new StringBuilder();
        var tokens = TOKEN.matcher(source);
        while (tokens.find()) {
            var literal = tokens.group("block") == null ? tokens.group("text") : tokens.group("block");
            if (literal == null) {
                code.append(tokens.group("code") == null ? "" : tokens.group("code"));
                continue;
            }
            if (!text.isEmpty() && JOINED.matcher(code).matches()) {
                text.append(code.toString().strip().equals("+") ? "" : "{}");
            } else {
                add(texts, text);
            }
            text.append(literal);
            code.setLength(0);
        }
        add(texts, text);
        return texts;
    }

    private static void add(List<String> texts, StringBuilder text) {
        var line = text.toString()
                .replaceAll("\\s+", " ")
                .replace("\\\"", "\"")
                .replace("\\n", " ")
                .strip();
        text.setLength(0);
        if (SENTENCE.matcher(line).find()) {
            texts.add(line.replace("|", "\\|").replace("<", "&lt;"));
        }
    }
}
