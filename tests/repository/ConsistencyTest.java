package repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloudshell.CloudShell;
import cloudshell.cli.Exit;
import cloudshell.token.Audience;
import cloudshell.token.Failure;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import harness.Project;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written down in two places says the same in both. */
class ConsistencyTest {
    private static final List<String> HEADER = List.of(
            "///usr/bin/env jbang \"$0\" \"$@\" ; exit $?",
            "//DESCRIPTION ",
            "//JAVA 17+",
            "//COMPILE_OPTIONS ",
            "//RUNTIME_OPTIONS ");

    /** What every script starts with; what it needs more it has measured for itself. */
    private static final List<String> QUICK_START = List.of("-XX:TieredStopAtLevel=1");

    /**
     * The serial collector needs least memory for long lists. A script without one has the JVM's own choice, G1, which
     * starts quicker on Java 17. None names another: completion reads all scripts, and a JVM takes one collector.
     */
    private static final String OTHER_COLLECTOR = "-XX:\\+Use(?!SerialGC)[A-Z]\\w*GC";

    static Stream<String> scripts() {
        return Sources.below("scripts", ".java");
    }

    static Stream<String> libraryFiles() {
        return Stream.concat(Sources.below("lib", ".java"), Sources.below("simulator", ".java"))
                .filter(file -> !file.endsWith("/package-info.java"));
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void aScriptAndItsAliasSayTheSame(String script) throws IOException {
        var name = script.replaceAll(".*/|\\.java$", "");
        var alias = catalog().path("aliases").path(name);

        assertEquals(script, alias.path("script-ref").asText());
        assertEquals(
                directives(script, "DESCRIPTION"),
                List.of(alias.path("description").asText()));
        assertTrue(Sources.text(script).contains("new Command(\n            \"" + name + "\","), script);
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void whatAScriptImportsThroughTheCatalogItsAliasImportsFromBesideIt(String script) throws IOException {
        var aliases = catalog().path("aliases");
        var properties = new TreeMap<String, String>();
        aliases.path(script.replaceAll(".*/|\\.java$", ""))
                .path("properties")
                .properties()
                .forEach(property ->
                        properties.put(property.getKey(), property.getValue().asText()));

        var imports = new TreeMap<String, String>();
        for (var line : directives(script, "SOURCES")) {
            var name = line.replaceAll("\\$\\{([a-z-]+):\\1@catalog}", "$1");
            imports.put(name, "../" + aliases.path(name).path("script-ref").asText());
        }

        assertEquals(properties, imports);
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void everyScriptBeginsTheSameWay(String script) {
        var lines = Sources.text(script).lines().toList();
        var model = Sources.text("scripts/token.java").lines().toList();

        for (int i = 0; i < HEADER.size(); i++) {
            assertTrue(lines.get(i).startsWith(HEADER.get(i)), lines.get(i));
            assertTrue(i == 1 || i == 4 || lines.get(i).equals(model.get(i)), lines.get(i));
        }
        var flags = List.of(lines.get(4).split(" "));
        assertTrue(flags.containsAll(QUICK_START), lines.get(4));
        assertTrue(flags.stream().noneMatch(flag -> flag.matches(OTHER_COLLECTOR)), lines.get(4));
        assertTrue(Sources.text(script).contains("\n\n// To make it your own: copy this file"), script);
    }

    @Test
    void everythingThatTheCatalogNamesIsThere() throws IOException {
        var named = new ArrayList<String>();
        catalog()
                .path("aliases")
                .forEach(alias -> named.add(alias.path("script-ref").asText()));
        for (var template : catalog().path("templates")) {
            template.path("file-refs").forEach(file -> named.add(file.asText()));
            assertTrue(!template.path("description").asText().isEmpty());
        }

        assertEquals(
                List.of(), named.stream().filter(file -> !Sources.exists(file)).toList());
    }

    @Test
    void everyScriptAndTemplateIsInTheCatalog() {
        var catalog = Sources.text("jbang-catalog.json");

        var missing = Stream.of("scripts", "templates")
                .filter(Sources::exists)
                .flatMap(directory -> Sources.below(directory, ""))
                .filter(file -> !catalog.contains("\"" + file + "\""))
                .toList();

        assertEquals(List.of(), missing);
    }

    @Test
    void everyFileOfTheLibraryIsListedOnceInItsDirectory() {
        var listed = new TreeMap<String, Integer>();
        var fromElsewhere = new TreeSet<String>();
        for (var file : libraryFiles().toList()) {
            var directory = file.substring(0, file.lastIndexOf('/') + 1);
            for (var line : directives(file, "SOURCES")) {
                for (var name : line.split(" ")) {
                    assertTrue(Sources.exists(directory + name), file + " lists " + name);
                    var path = Path.of(directory)
                            .resolve(name)
                            .normalize()
                            .toString()
                            .replace('\\', '/');
                    if (name.contains("/")) {
                        fromElsewhere.add(path);
                    } else {
                        listed.merge(path, 1, Integer::sum);
                    }
                }
            }
        }

        libraryFiles()
                .filter(file -> !Sources.text("jbang-catalog.json").contains("\"" + file + "\""))
                .filter(file -> !fromElsewhere.contains(file) || listed.containsKey(file))
                .forEach(file -> assertEquals(1, listed.getOrDefault(file, 0), file));
    }

    @ParameterizedTest
    @MethodSource("libraryFiles")
    void listsOfFilesAreSortedAndFitTheLine(String file) {
        var names = new ArrayList<String>();
        for (var line : directives(file, "SOURCES")) {
            assertTrue(line.length() <= 108 - "//SOURCES ".length(), line);
            Stream.of(line.split(" ")).filter(name -> !name.contains("/")).forEach(names::add);
        }

        assertEquals(names.stream().sorted().toList(), names);
    }

    /** A class reads its resource from its own package, by JBang as by Maven. */
    @ParameterizedTest
    @MethodSource("libraryFiles")
    void aResourceIsPlacedInThePackageOfItsClass(String file) {
        var directory = file.replaceFirst("^\\w+/", "").replaceFirst("[^/]*$", "");
        for (var line : directives(file, "FILES")) {
            var target = line.split("=")[0];
            assertTrue(target.startsWith(directory) || target.startsWith("META-INF/"), file + ": " + line);
        }
    }

    @Test
    void theVersionsOfJbangsDependenciesAreMavens() {
        var pom = pomDependencies();

        Stream.concat(libraryFiles(), scripts())
                .flatMap(file -> directives(file, "DEPS").stream())
                .map(dependency -> dependency.split(":"))
                .forEach(parts -> assertEquals(pom.get(parts[0] + ":" + parts[1]), parts[2], parts[1]));
    }

    @Test
    void theVersionIsMavensAndTheChangelogKnowsIt() {
        var version = first(Sources.text("pom.xml"), "<version>(.*?)</version>");

        assertEquals(version, CloudShell.VERSION);
        assertTrue(Sources.text("CHANGELOG.md").contains(version));
    }

    @Test
    void tokensHelpNamesEveryShortName() {
        var script = Sources.text("scripts/token.java");
        var named = first(script, "(?s)or a short name: (.*?)\\.\n");

        assertEquals(new TreeSet<>(Audience.names()), new TreeSet<>(List.of(named.split(",\\s+"))));
    }

    @Test
    void theCommandReferenceHasTheExitCodesOfTheHelp() {
        var page = Sources.text("docs/cli.md");

        Exit.MEANING.lines().forEach(line -> {
            var row = "| " + line.replaceFirst("  ", " | ").replaceFirst(":.*", "");
            assertTrue(page.contains(row), row);
        });
    }

    @Test
    void theLibraryPageHasTheExitCodeOfEachKindOfFailure() {
        var rows = Sources.text("docs/library.md")
                .lines()
                .filter(line -> line.matches("\\| `[A-Z_]+` \\|.*"))
                .map(line -> line.replaceAll("\\| `([A-Z_]+)` .*\\| (\\d+) \\|", "$1 $2"))
                .toList();

        assertEquals(
                Stream.of(Failure.values())
                        .map(failure -> failure + " " + Exit.of(failure))
                        .toList(),
                rows);
    }

    private static Map<String, String> pomDependencies() {
        var pom = Sources.text("pom.xml");
        var versions = new TreeMap<String, String>();
        var dependency =
                Pattern.compile("<groupId>(.*?)</groupId>\\s*<artifactId>(.*?)</artifactId>\\s*<version>(.*?)<");
        for (var found = dependency.matcher(pom); found.find(); ) {
            var version = found.group(3);
            var name = version.replaceAll("[${}]", "");
            versions.put(
                    found.group(1) + ":" + found.group(2),
                    version.startsWith("$") && !name.startsWith("project.")
                            ? first(pom, "<" + name + ">(.*?)</" + name + ">")
                            : version);
        }
        // One release of Jackson is one version.
        versions.putIfAbsent(
                "com.fasterxml.jackson.core:jackson-core", versions.get("com.fasterxml.jackson.core:jackson-databind"));
        return versions;
    }

    /** What stands behind each {@code //NAME} of a file. */
    private static List<String> directives(String file, String name) {
        return Sources.text(file)
                .lines()
                .filter(line -> line.startsWith("//" + name + " "))
                .map(line -> line.substring(name.length() + 3).strip())
                .toList();
    }

    private static JsonNode catalog() throws IOException {
        return new JsonMapper().readTree(Project.read("jbang-catalog.json"));
    }

    private static String first(String text, String pattern) {
        var found = Pattern.compile(pattern).matcher(text);
        assertTrue(found.find(), pattern);
        return found.group(1);
    }
}
