package harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A repository with this one's launcher and a catalog of one small command that JBang builds in a second, a script of
 * the user's beside it, a home of its own, and a copy of JBang's jar that a test may forge.
 */
public record MiniRepository(Path directory, Path home, Path work, Path jar, Path published) {
    private static final String JAR = "dev/jbang/jbang-cli/0.132.1/jbang-cli-0.132.1-all.jar";
    private static final Map<String, String> FILES = Map.of(
            "jbang-catalog.json",
            """
            {"aliases": {"hello": {"script-ref": "scripts/hello.java", "description": "Prints a greeting",
              "properties": {"part": "../lib/Part.java"}},
              "part": {"script-ref": "lib/Part.java"}}}
            """,
            "scripts/hello.java",
            """
            ///usr/bin/env jbang "$0" "$@" ; exit $?
            //SOURCES ${part:part@catalog}
            //FILES text.txt=../lib/text.txt
            class Hello {
                public static void main(String[] args) throws Exception {
                    try (var in = Hello.class.getResourceAsStream("/text.txt")) {
                        System.out.print(Part.NAME + " " + new String(in.readAllBytes()));
                    }
                    for (var argument : args) System.out.print("<" + argument + ">");
                }
            }
            """,
            "lib/Part.java",
            "class Part { static final String NAME = \"one\"; }\n",
            "lib/text.txt",
            "first");

    /**
     * Lays a repository in a directory, its home and its user's directory beside it; the home has nothing but the
     * launcher's classes.
     */
    public static MiniRepository in(Path directory) throws IOException {
        var repository = withEmptyHome(directory);
        Jbang.compiled(repository.home);
        return repository;
    }

    /** Lays one whose home is empty. */
    public static MiniRepository withEmptyHome(Path directory) throws IOException {
        var beside = Files.createDirectories(directory.resolveSibling("home"));
        var repository = new MiniRepository(
                directory,
                beside,
                Files.createDirectories(directory.resolveSibling("work/here")),
                directory.resolveSibling("repository").resolve(JAR),
                Jbang.repository().resolve(JAR));
        Files.createDirectories(repository.jar.getParent());
        copyLauncher(directory);
        Files.writeString(repository.work.resolve("own.java"), script("own", "script"));
        Files.createDirectories(beside.resolve(".m2"));
        Files.writeString(
                beside.resolve(".m2/settings.xml"),
                "<localRepository>" + directory.resolveSibling("repository") + "</localRepository>\n");
        repository.mendJbang();
        repository.lay();
        return repository;
    }

    /** Copies jbangw and launcher/ of this repository. */
    public static void copyLauncher(Path clone) throws IOException {
        var root = Project.root();
        try (var files = Files.walk(root.resolve("launcher"))) {
            for (var file : Stream.concat(Stream.of(root.resolve("jbangw")), files.filter(Files::isRegularFile))
                    .toList()) {
                var copy = clone.resolve(root.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** A script of the user's that prints a word. */
    public static String script(String name, String word) {
        return "class " + name + " { public static void main(String[] a) { System.out.println(\"" + word + "\"); } }\n";
    }

    /** Writes its files as they were. */
    public void lay() throws IOException {
        for (var file : FILES.entrySet()) {
            Files.createDirectories(directory.resolve(file.getKey()).getParent());
            Files.writeString(directory.resolve(file.getKey()), file.getValue());
        }
    }

    public void forgeJbang() throws IOException {
        Files.deleteIfExists(jar);
        Files.writeString(jar, "forged");
    }

    public void mendJbang() throws IOException {
        Files.deleteIfExists(jar);
        Files.createLink(jar, published);
    }

    public Path jbangDir() {
        return home.resolve(".jbang");
    }

    public Path store() {
        return jbangDir().resolve("cache/jbangw-2-0.132.1");
    }

    public Path entryOf(String alias) {
        return entry("aliases/" + alias + "@catalog");
    }

    public Path entryOf(Path script) {
        return entry(script.getFileName() + "/run");
    }

    /** The newest one; catalogs in other directories have entries of their own. */
    private Path entry(String name) {
        try (var all = Files.exists(store()) ? Files.walk(store()) : Stream.<Path>empty()) {
            return all.filter(file -> file.endsWith(name))
                    .max(Comparator.comparing(file -> file.toFile().lastModified()))
                    .orElse(store().resolve("none"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The jar that JBang built for an alias, as its cache entry names it. */
    public Path applicationJar(String alias) throws IOException {
        return Files.readAllLines(entryOf(alias)).stream()
                .filter(line -> line.startsWith("s ") && line.endsWith("/" + alias + ".jar"))
                .map(line -> Path.of(line.split(" ", 4)[3]))
                .findFirst()
                .orElseThrow();
    }

    public Run run(String... words) {
        return run(Map.of(), words);
    }

    public Run run(Map<String, String> environment, String... words) {
        var command = new ArrayList<>(List.of(directory.resolve("jbangw").toString()));
        command.addAll(List.of(words));
        return Run.of(work, environment(environment), "", command);
    }

    public Map<String, String> environment(Map<String, String> more) {
        var all = new HashMap<>(new Jbang(home).environment(Map.of("MAVEN_OPTS", "")));
        all.putAll(more);
        return all;
    }
}
