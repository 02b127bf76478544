package scripts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import harness.Jbang;
import harness.Project;
import harness.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher: arguments, streams and exit codes through the real JBang; what it looks for through stand-ins. */
class JbangwTest {
    private static final List<String> AWKWARD = List.of(
            "a b",
            "q'q",
            "d\"d",
            "$HOME",
            "*",
            "",
            "new\nline",
            "end\n",
            "`id`",
            "b\\s",
            "!x",
            "\u00e9",
            " ",
            "&",
            ";",
            "#",
            "~",
            "-x",
            "--help",
            "$(id)",
            "%s",
            "@x");

    /** What the launcher needs of a machine, beside Java and Maven. */
    private static final List<String> TOOLS = List.of(
            "sed", "tr", "cut", "find", "mkdir", "dirname", "basename", "readlink", "sha256sum", "cat", "printf");

    private static final String CATALOG = "jbang-catalog.json";

    @TempDir
    Path folder;

    @Test
    void argumentsStandardInputAndExitCodeArriveUnchanged() throws IOException {
        Files.writeString(folder.resolve("Echo.java"), """
                class Echo {
                    public static void main(String[] args) throws Exception {
                        for (var argument : args) System.out.print("<" + argument + ">");
                        System.out.write(System.in.readAllBytes());
                        System.out.flush();
                        System.exit(args.length);
                    }
                }
                """);
        var words = new ArrayList<>(List.of("Echo.java"));
        words.addAll(AWKWARD);

        var run = Jbang.shared().run(folder, Map.of("LANG", "C.UTF-8"), "some\ninput", words.toArray(String[]::new));

        assertEquals("<" + String.join("><", AWKWARD) + ">some\ninput", run.out(), run.err());
        assertEquals(AWKWARD.size(), run.exit());
    }

    @Test
    void jbangsOwnAnswersAndFailuresPassThrough() {
        assertEquals("0.132.1\n", Jbang.shared().run(Map.of(), "version").out());

        var failed = Jbang.shared().run(Map.of(), "nothing-of-this-name@catalog");
        assertEquals(2, failed.exit());
        assertEquals("", failed.out());
        assertTrue(failed.err().contains("[jbang] [ERROR] No alias found"), failed.err());
    }

    @Test
    void itIsFoundThroughSymbolicLinks() throws IOException {
        var links = Project.target("links");
        link(links.resolve("absolute"), Project.root().resolve("jbangw"));
        link(links.resolve("relative"), Path.of("..", "links", "absolute"));

        var run = run(links.resolve("relative").toString(), own(), "version");

        assertEquals("0.132.1\n", run.out(), run.err());
        assertTrue(Files.readString(catalog())
                .contains(Project.root().resolve(CATALOG).toString()));
    }

    @Test
    void theFirstRunAddsTheCatalogAndSaysSoOnce() {
        assertEquals(
                "[jbangw] Added this repository's catalog: token@catalog and the others now work in every directory\n",
                run(own(), "version").err());
        assertEquals("", run(own(), "version").err());
    }

    @Test
    void aRepositoryInAFolderWithAnAwkwardNameKnowsItsOwnCatalog() throws IOException {
        var awkward = Files.createDirectories(folder.resolve("it's <a> \u00e9=1 & more"));
        for (var file : List.of("jbangw", CATALOG)) {
            Files.copy(Project.root().resolve(file), awkward.resolve(file));
        }
        var launcher = awkward.resolve("jbangw").toString();

        assertTrue(run(launcher, own(), "version").err().contains("Added"));
        assertEquals("", run(launcher, own(), "version").err());
    }

    @Test
    void aCatalogOfThatNameThatPointsElsewhereIsLeftAloneAndSaidSo() throws IOException {
        Files.createDirectories(catalog().getParent());
        var taken = """
                {"catalogs": {"catalog": {"catalog-ref": "https://example.org/jbang-catalog.json"}}}""";
        Files.writeString(catalog(), taken);

        var run = run(own(), "version");

        assertEquals("0.132.1\n", run.out());
        assertTrue(
                run.err().contains("belongs to https://example.org/jbang-catalog.json and was left alone"), run.err());
        assertEquals(taken, Files.readString(catalog()));
    }

    @Test
    void anInstalledJbangIsUsed() throws IOException {
        tool("jbang", """
                [ "$1" = catalog ] && exit 0
                printf '<%s>' "$@"
                cat
                exit 7""");
        var environment = own("PATH", bin() + ":" + System.getenv("PATH"), "JAVA_HOME", "/nowhere");

        var run = Run.of(folder, environment, "input", List.of(launcher(), "a b", "", "$x"));

        assertEquals(7, run.exit(), run.err());
        assertEquals("<a b><><$x>input", run.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"not a jar", ""})
    void aJarThatIsNotThePublishedOneIsRefused(String content) throws IOException {
        var jar = folder.resolve("repository/dev/jbang/jbang-cli/0.132.1/jbang-cli-0.132.1-all.jar");
        Files.createDirectories(jar.getParent());
        Files.writeString(jar, content);

        var run = run(own("MAVEN_OPTS", "-Xmx64m -Dmaven.repo.local=" + folder.resolve("repository")), "version");

        assertEquals(1, run.exit());
        assertEquals("", run.out());
        assertEquals(
                "[jbangw] could not trust JBang: " + jar
                        + " is not the jar that was published\nTry: remove it, and run again\n",
                run.err());
    }

    @Test
    void withoutAJdkItSaysSoOnOneLine() {
        var run = run(own("JAVA_HOME", "/nowhere"), "version");

        assertEquals(1, run.exit());
        assertEquals(
                List.of(
                        "[jbangw] could not start JBang: there is no JDK in JAVA_HOME (/nowhere)",
                        "Try: install a JDK, 17 or newer"),
                run.err().lines().toList());
    }

    @Test
    void withoutJavaOnThePathItSaysSoOnOneLine() throws IOException {
        bareMachine();

        var run = run(own("JAVA_HOME", "", "PATH", bin()), "version");

        assertEquals(1, run.exit());
        assertTrue(run.err().startsWith("[jbangw] could not start JBang: there is no JDK\n"), run.err());
    }

    @Test
    void withoutMavenAndTheJarItSaysSoOnOneLine() throws IOException {
        bareMachine();

        var run = run(own("PATH", bin()), "version");

        assertEquals(1, run.exit());
        assertEquals("", run.out());
        assertEquals(
                List.of(
                        "[jbangw] could not get JBang: there is no mvn on the PATH",
                        "Try: install Apache Maven, or JBang itself"),
                run.err().lines().toList());
    }

    @Test
    void itNamesNoHost() {
        assertFalse(Project.read("jbangw").matches("(?s).*(https?:|\\.com|\\.org|\\.dev/).*"));
    }

    /** A machine with the launcher's tools and no more, whose user has no home in the password file. */
    private void bareMachine() throws IOException {
        for (var name : TOOLS) {
            tool(name, "PATH=/usr/bin:/bin exec " + name + " \"$@\"");
        }
        tool("id", "echo nobody-of-this-name");
    }

    private static void link(Path link, Path target) throws IOException {
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, target);
    }

    private void tool(String name, String body) throws IOException {
        var tool = Files.createDirectories(folder.resolve("bin")).resolve(name);
        Files.write(tool, ("#!/bin/sh\n" + body + "\n").getBytes(UTF_8));
        assertTrue(tool.toFile().setExecutable(true));
    }

    private String bin() {
        return folder.resolve("bin").toString();
    }

    private Path catalog() {
        return folder.resolve("home/.jbang").resolve(CATALOG);
    }

    /** The environment of a home of its own, with some variables more. */
    private Map<String, String> own(String... more) {
        var jbang = new Jbang(folder.resolve("home"));
        var all = jbang.environment(Map.of());
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return all;
    }

    private Run run(Map<String, String> environment, String... arguments) {
        return run(launcher(), environment, arguments);
    }

    private Run run(String launcher, Map<String, String> environment, String... arguments) {
        var command = new ArrayList<>(List.of(launcher));
        command.addAll(List.of(arguments));
        return Run.of(folder, environment, "", command);
    }

    private static String launcher() {
        return Project.root().resolve("jbangw").toString();
    }
}
