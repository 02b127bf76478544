package repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import harness.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules on packages, files and texts; docs/dev/packages.md and CONTRIBUTING.md have them in words. */
class ArchitectureTest {
    private static final Architecture CODE = Architecture.asItIs();

    @ParameterizedTest
    @CsvSource({"scripts, 100", "templates, 60"})
    void filesStaySmall(String directory, int most) {
        var larger = Sources.below(directory, "")
                .filter(file -> !file.matches(".*\\.(tsv|json|csv)"))
                .filter(file -> Sources.text(file).lines().count() > most)
                .toList();

        assertEquals(List.of(), larger);
    }

    @Test
    void theTableNamesEveryPackageAndItsEntryPoint() {
        var packages = CODE.classes().stream()
                .map(Architecture.JavaClass::packageName)
                .collect(Collectors.toCollection(TreeSet::new));
        var rows = Architecture.table().stream()
                .map(Architecture.Row::packageName)
                .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(packages, rows);
        for (var row : Architecture.table()) {
            assertTrue(CODE.find(row.packageName(), row.entryPoint()).isPresent(), row + " has no such entry point");
        }
    }

    @Test
    void aPackageImportsOnlyWhatTheTableAllows() {
        var allowed = Architecture.table();
        var forbidden = new ArrayList<String>();
        for (var one : CODE.classes()) {
            var row = allowed.stream()
                    .filter(each -> each.packageName().equals(one.packageName()))
                    .findFirst()
                    .orElseThrow();
            for (var other : CODE.uses(one)) {
                if (!other.packageName().equals(one.packageName())
                        && !row.mayImport().contains(other.packageName())) {
                    forbidden.add(one.name() + " -> " + other.name());
                }
            }
        }

        assertEquals(List.of(), forbidden);
    }

    @Test
    void theTableHasNoCycle() {
        var left = new ArrayList<>(Architecture.table());
        var stands = new TreeSet<String>();
        while (left.removeIf(row -> stands.containsAll(row.mayImport()) && stands.add(row.packageName()))) {
            // what stands on what stands already
        }

        assertEquals(List.of(), left);
    }

    @Test
    void classesHaveNoCyclesExceptTheAllowedGroups() {
        assertEquals(Architecture.allowedCycles(), CODE.cycles());
    }

    @Test
    void theDependencyDiagramIsThatOfTheCode() throws IOException {
        var diagram = CODE.diagram();
        Files.writeString(Project.target(".").resolve("packages.md"), diagram);

        assertTrue(
                Sources.text(Architecture.PAGE).contains(diagram),
                () -> Architecture.PAGE + " should have:\n" + diagram);
    }

    @Test
    void aPublicClassIsUsedFromElsewhere() {
        var services = Sources.below("lib", "Provider");
        var elsewhere = Stream.concat(
                        services,
                        Stream.of("scripts", "templates", "docs", "README.md", "benchmarks")
                                .flatMap(place -> place.endsWith(".md") ? Stream.of(place) : Sources.below(place, "")))
                .map(Sources::text)
                .collect(Collectors.joining("\n"));
        var signatures = CODE.publicSignatures();
        var unused = CODE.classes().stream()
                .filter(Architecture.JavaClass::isPublic)
                .filter(one -> Architecture.table().stream()
                        .noneMatch(row -> row.packageName().equals(one.packageName())
                                && row.entryPoint().equals(one.simpleName())))
                .filter(one -> CODE.usedFromOtherPackages().stream().noneMatch(one::equals))
                .filter(one -> !Pattern.compile("\\b" + one.simpleName() + "\\b")
                        .matcher(elsewhere)
                        .find())
                .filter(one -> !signatures.contains(one.simpleName()))
                .map(Architecture.JavaClass::name)
                .toList();

        assertEquals(List.of(), unused);
    }

    @Test
    void theTokenLibraryIsSmallAndHasNoTreeOfJson() {
        var files = CODE.filesReadBy("lib/cloudshell/token/Tokens.java");
        long lines = files.stream()
                .flatMap(file -> Sources.text(file).lines())
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("*") && !line.startsWith("/"))
                .count();

        assertTrue(files.size() <= 26, files.size() + " files");
        assertTrue(lines <= 2_000, lines + " lines of code");
        assertEquals(
                List.of(),
                files.stream()
                        .filter(file -> Sources.text(file).contains("JsonNode"))
                        .toList());
    }

    /** What version 0.1.0 read for each, but for the simulator, which has become many times what it was. */
    @ParameterizedTest
    @CsvSource({
        "token, 50",
        "list-vms, 87",
        "audience-check, 79",
        "rest, 88",
        "query, 87",
        "doctor, 92",
        "simulator, 200",
        "demo, 200",
        "exec, 69",
        "mcp, 130"
    })
    void aScriptReadsThePackagesThatItNeeds(String script, int most) {
        var files = CODE.filesReadBy("scripts/" + script + ".java");

        assertTrue(files.size() <= most, files.size() + " files: " + files);
    }

    /** The JDK looks through each jar of the class path for services, tables of contents and all, at each start. */
    @ParameterizedTest
    @CsvSource({
        "token, commons-cli jackson-core",
        "exec, commons-cli jackson-core",
        "list-vms, commons-cli jackson-core jackson-databind jmespath-jackson"
    })
    void aScriptHasNoJarThatItDoesNotNeed(String script, String jars) {
        var named = CODE.filesReadBy("scripts/" + script + ".java").stream()
                .flatMap(file -> Sources.text(file).lines())
                .filter(line -> line.startsWith("//DEPS "))
                .map(line -> line.split(":")[1])
                .distinct()
                .sorted()
                .toList();

        assertEquals(List.of(jars.split(" ")), named);
    }

    @ParameterizedTest
    @CsvSource({
        "scripts/.*\\.java,           \\bcatch \\(|java\\.net\\.|\\{\\\\\"",
        "lib/cloudshell/(CloudShell|(arm|token|wire|signin|vm|audience)/\\w+)\\.java, (?m)^ +[^ *].*\\bSystem\\.(out|err|exit|in)\\b",
        "(lib|simulator)/.*\\.java,   \\bLogger\\b|printStackTrace|ObjectInputStream",
        // javac goes by the locale, which may be unset: JBang passes it no encoding
        "(lib|simulator|scripts|templates)/.*\\.(java|jsh|qute), [^\\x00-\\x7F]",
        "(lib|simulator|scripts|tests)/.*\\.java, \\bTO" + "DO\\b|\\bFIX" + "ME\\b|@Dis" + "abled",
    })
    void whatDoesNotBelongThereIsNotThere(String files, String forbidden) {
        offending(files, forbidden);
    }

    @Test
    void noFileNamesADirectoryOfOneVm() {
        var ownFolders = Pattern.compile("(?<![\\w.])/(root|home/[a-z]+|Users/[A-Za-z]+)/");

        assertEquals(
                List.of(),
                everything()
                        .filter(file -> ownFolders.matcher(Sources.text(file)).find())
                        .toList());
    }

    @Test
    void everyTextEndsInANewlineAndNoLineInSpaces() {
        var untidy = everything()
                .filter(file -> !file.endsWith(".md"))
                .filter(file -> !Sources.text(file).isEmpty())
                .filter(file -> !Sources.text(file).endsWith("\n")
                        || Sources.text(file).contains("\r\n")
                        || Sources.text(file).lines().anyMatch(line -> line.matches(".*[ \t]")))
                .toList();

        assertEquals(List.of(), untidy);
    }

    @Test
    void whatIsToBeRunIsExecutable() {
        for (var file : List.of("jbangw", ".ci/run")) {
            assertTrue(Project.root().resolve(file).toFile().canExecute(), file);
        }
    }

    private static void offending(String files, String forbidden) {
        var pattern = Pattern.compile(forbidden);
        var found = everything()
                .filter(file -> file.matches(files))
                .filter(file -> pattern.matcher(Sources.text(file)).find())
                .toList();

        assertEquals(List.of(), found);
    }

    private static Stream<String> everything() {
        return Sources.below(".", "").filter(file -> !file.matches(".*\\.(png|jar|gz|jsa|aot|class)"));
    }
}
