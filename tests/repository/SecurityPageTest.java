package repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import harness.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** SECURITY.md names an existing test for each promise, and docs/dev/dependencies.md has the dependencies of the POM. */
class SecurityPageTest {
    private static final String PAGE = Project.read("SECURITY.md");
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w*(?:Test|IT))\\.(\\w+)`");

    static Stream<String> namedTests() {
        return TEST.matcher(PAGE)
                .results()
                .map(found -> found.group(1) + "." + found.group(2))
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("namedTests")
    void eachTestThatIsNamedIsThere(String name) throws IOException {
        var parts = name.split("\\.");
        try (var files = Files.walk(Project.root().resolve("tests"))) {
            var sources =
                    files.filter(file -> file.endsWith(parts[0] + ".java")).toList();

            assertTrue(sources.stream().anyMatch(source -> has(source, parts[1])), name);
        }
    }

    private static boolean has(Path source, String method) {
        return Project.read(Project.root().relativize(source).toString()).contains(" " + method + "(");
    }

    @Test
    void eachPromiseNamesATest() {
        var promises = PAGE.substring(
                        PAGE.indexOf("## Promises and their tests"), PAGE.indexOf("## What is not covered"))
                .lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| Promise"))
                .toList();

        assertTrue(promises.size() > 20, "the promises are found");
        assertEquals(
                List.of(),
                promises.stream().filter(line -> !TEST.matcher(line).find()).toList());
    }

    @Test
    void eachDependencyIsListedInItsVersion() {
        assertEquals(inThePom(), onThePage());
    }

    private static List<String> onThePage() {
        return Project.read("docs/dev/dependencies.md")
                .lines()
                .filter(line -> line.startsWith("| ") && line.contains(":"))
                .map(line -> line.split("\\|"))
                .map(cells -> cells[1].strip() + ":" + cells[2].strip())
                .sorted()
                .toList();
    }

    private static List<String> inThePom() {
        var pom = Project.read("pom.xml");
        var dependency = Pattern.compile(
                "<dependency>\\s*<groupId>(.+?)</groupId>\\s*<artifactId>(.+?)</artifactId>\\s*<version>\\$\\{(.+?)}");
        return dependency
                .matcher(pom)
                .results()
                .map(found -> found.group(1) + ":" + found.group(2) + ":" + property(pom, found))
                .sorted()
                .toList();
    }

    private static String property(String pom, MatchResult dependency) {
        var name = dependency.group(3);
        int start = pom.indexOf("<" + name + ">") + name.length() + 2;
        return pom.substring(start, pom.indexOf("</" + name + ">"));
    }
}
