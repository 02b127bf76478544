package repository;

import static org.junit.jupiter.api.Assertions.assertEquals;

import harness.Markdown;
import harness.Project;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Relative links of the pages lead to files and headings that exist. */
class LinksTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.+)$");
    private static final String REPOSITORY = "https://github.com/cloudshell-jbang/cloudshell";

    @Test
    void everyRelativeLinkLeadsToAFileAndAHeading() {
        var broken = new ArrayList<String>();
        for (var page : Markdown.pages()) {
            var directory = Project.root().resolve(page).getParent();
            LINK.matcher(withoutBlocks(page))
                    .results()
                    .map(link -> link.group(1))
                    .forEach(link -> {
                        if (link.matches("[a-z]+:.*")) {
                            return;
                        }
                        var parts = link.split("#", 2);
                        var file = parts[0].isEmpty()
                                ? page
                                : Project.root()
                                        .relativize(directory.resolve(parts[0]).normalize())
                                        .toString();
                        if (!Sources.exists(file)
                                || parts.length == 2 && !anchors(file).contains(parts[1])) {
                            broken.add(page + ": " + link);
                        }
                    });
        }

        assertEquals(List.of(), broken);
    }

    @Test
    void theRepositoryHasOneUrl() {
        var others = new ArrayList<String>();
        for (var page : Markdown.pages()) {
            Pattern.compile("https://github\\.com/[^\\s)]*/cloudshell\\b")
                    .matcher(Project.read(page))
                    .results()
                    .map(found -> found.group())
                    .filter(url -> !url.equals(REPOSITORY))
                    .forEach(url -> others.add(page + ": " + url));
        }

        assertEquals(List.of(), others);
    }

    private static String withoutBlocks(String page) {
        return Project.read(page).replaceAll("(?ms)^```.*?^```$", "");
    }

    /** The anchors that GitHub gives to headings; a heading that occurs again gets a number. */
    private static TreeSet<String> anchors(String page) {
        var anchors = new TreeSet<String>();
        HEADING.matcher(withoutBlocks(page)).results().forEach(heading -> {
            var name = heading.group(1)
                    .replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1")
                    .strip()
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\w\\- ]", "")
                    .replace(' ', '-');
            var anchor = name;
            for (int i = 1; !anchors.add(anchor); i++) {
                anchor = name + "-" + i;
            }
        });
        return anchors;
    }
}
