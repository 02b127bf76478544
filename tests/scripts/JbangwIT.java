package scripts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloudshell.CloudShell;
import com.fasterxml.jackson.databind.ObjectMapper;
import harness.Jbang;
import harness.MiniRepository;
import harness.Project;
import harness.Run;
import harness.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher: arguments, streams and exit codes through the real JBang; what it looks for through stand-ins. */
class JbangwIT {
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
            "@x",
            "jbangw-arguments",
            "jbangw-empty",
            "jbangw-empty-argument",
            "\u65e5\u672c");

    /** What the launcher needs of a VM, beside Java and Maven. */
    private static final List<String> TOOLS =
            List.of("sed", "ls", "mkdir", "rm", "mv", "grep", "head", "tail", "readlink", "sha256sum", "cksum", "cat");

    private static final String CATALOG = "jbang-catalog.json";

    @TempDir
    Path directory;

    /** Cached, by options of JBang, and in the C locale, in which JDK 17 reads nothing but ASCII. */
    @ParameterizedTest
    @CsvSource({"'',C.UTF-8", "'',C", "'',POSIX", "--quiet,C"})
    void argumentsStandardInputAndExitCodeArriveUnchanged(String option, String locale) throws IOException {
        Files.writeString(directory.resolve("Echo.java"), """
                class Echo {
                    public static void main(String[] args) throws Exception {
                        for (var argument : args) {
                            System.out.write(("<" + argument + ">").getBytes("UTF-8"));
                        }
                        System.out.write(System.in.readAllBytes());
                        System.out.flush();
                        System.exit(args.length);
                    }
                }
                """);
        var words = new ArrayList<>(option.isEmpty() ? List.of("Echo.java") : List.of(option, "Echo.java"));
        words.addAll(AWKWARD);

        for (int i = 0; i < 2; i++) {
            var run = Jbang.shared()
                    .run(directory, Map.of("LC_ALL", locale), "some\ninput", words.toArray(String[]::new));

            assertEquals("<" + String.join("><", AWKWARD) + ">some\ninput", run.out(), run.err());
            assertEquals(AWKWARD.size(), run.exit());
        }
    }

    /** Each shell in each surroundings; the second run is cached, except below a directory with a newline in its name. */
    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "busybox sh", "zsh"})
    void eachShellRunsItInAllSurroundings(String shell) throws IOException {
        var words = new ArrayList<>(List.of(shell.split(" ")));
        Tools.require(words.get(0));
        words.addAll(List.of(launcher(), "token@catalog", "--version"));
        var awkward = Files.createDirectories(directory.resolve("it's \"a\" & $b *"));
        var newline = Files.createDirectories(directory.resolve("new\nline"));
        var surroundings = List.<Map.Entry<Path, Map<String, String>>>of(
                Map.entry(directory, Map.of("LC_ALL", "C")),
                Map.entry(awkward, Map.of("LC_ALL", "C.UTF-8")),
                Map.entry(newline, Map.of("LC_ALL", "C")),
                Map.entry(directory, Map.of("IFS", "/", "ENV", "/none", "ZDOTDIR", "/none")),
                Map.entry(directory, Map.of("CDPATH", "/", "POSIXLY_CORRECT", "1")));

        for (var each : surroundings) {
            for (int i = 0; i < 2; i++) {
                var environment = Jbang.shared().environment(each.getValue());
                var run = Run.of(each.getKey(), environment, "", words);
                assertEquals("token " + CloudShell.VERSION + "\n", run.out(), each + ": " + run.err());
            }
        }
    }

    @Test
    void jbangsOwnResponsesAndFailuresPassThrough() {
        assertEquals("0.132.1\n", Jbang.shared().run(Map.of(), "version").out());

        var failed = Jbang.shared().run(Map.of(), "nothing-of-this-name");
        assertEquals(2, failed.exit());
        assertEquals("", failed.out());
        assertTrue(failed.err().contains("[jbang] [ERROR] Script or alias could not be found"), failed.err());
    }

    @Test
    void aNameThatThisRepositoryDoesNotHaveIsReceivedWithThoseThatItHas() {
        var unknown = Jbang.shared().run(Map.of(), "tokn@catalog");

        assertEquals(2, unknown.exit());
        assertEquals("", unknown.out());
        assertTrue(
                unknown.err()
                        .startsWith("[jbangw] could not run tokn@catalog: there is no such command; did you mean"
                                + " token@catalog?\n"
                                + "Try: one of these, with @catalog: token list-vms "),
                unknown.err());
    }

    @Test
    void aCommandWithoutItsCatalogIsReportedWithIt() {
        var bare = Jbang.shared().run(directory, Map.of(), "", "token");

        assertEquals(2, bare.exit());
        assertTrue(bare.err().endsWith("token@catalog\n"), bare.err());
        assertTrue(bare.err().contains("\nTry: "), bare.err());
    }

    @Test
    void itIsFoundThroughSymbolicLinks() throws IOException {
        var links = Project.target("links");
        link(links.resolve("absolute"), Project.root().resolve("jbangw"));
        link(links.resolve("relative"), Path.of("..", "links", "absolute"));

        var run = run(links.resolve("relative").toString(), own(), "version");

        assertEquals("0.132.1\n", run.out(), run.err());
        assertEquals(
                Project.root().resolve(CATALOG).toString(),
                new ObjectMapper()
                        .readTree(catalog().toFile())
                        .at("/catalogs/catalog/catalog-ref")
                        .asText());
    }

    @Test
    void theFirstRunAddsTheCatalogAndSaysSoOnce() {
        assertEquals(
                "[jbangw] Added this repository's catalog: token@catalog and the others now work in every directory\n",
                run(own(), "version").err());
        assertEquals("", run(own(), "version").err());
    }

    @Test
    void aRepositoryInADirectoryWithAnAwkwardNameKnowsItsOwnCatalog() throws IOException {
        var awkward = Files.createDirectories(directory.resolve("it's <a> \u00e9=1 & more"));
        var launcher = copy(awkward);

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
                run.err().contains("points to https://example.org/jbang-catalog.json and was not changed"), run.err());
        assertEquals(taken, Files.readString(catalog()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"catalogs\": {\"catalog\": {\"catalog-ref\": \"/elsewhere/jbang-catalog.json\"}}}",
                "{catalogs= {/* as JBang reads it */ 'catalog' = {'catalog-ref': '/elsewhere/jbang-catalog.json'}}}",
                "{\"catalogs\": {\"c\\u0061talog\": {\"catalog-ref\": \"/elsewhere/jbang-catalog.json\"}}}",
                "{\"aliases\": {\"scripts/token.java\": {\"script-ref\": \"Evil.java\"}}}",
                "{\"aliases\": {\"lib/cloudshell/CloudShell.java\": {\"script-ref\": \"Evil.java\"}}}"
            })
    void aNearerCatalogThatWouldStandInForThisOneIsRejectedBeforeAnythingRuns(String text) throws IOException {
        var below = Files.createDirectories(directory.resolve("a/b"));
        Files.writeString(below.resolve("mine.java"), "//SOURCES cloudshell@catalog\nclass mine {}");
        for (var name : List.of(CATALOG, ".jbang/" + CATALOG)) {
            var catalog = directory.resolve("a").resolve(name);
            Files.createDirectories(catalog.getParent());
            Files.writeString(catalog, text);
            for (var script : List.of("token@catalog", "mine.java")) {
                var run = Jbang.shared().run(below, Map.of(), "", script);
                assertEquals(1, run.exit(), run.out());
                assertEquals("", run.out());
                assertTrue(
                        run.err()
                                .startsWith("[jbangw] could not run anything here: " + catalog
                                        + " redefines the catalog name"),
                        run.err());
                assertTrue(run.err().contains("\nTry: "), run.err());
            }
            Files.delete(catalog);
        }
    }

    @Test
    void aNearerCatalogThatNamesThisOneOrNothingOfOursIsNotInTheWay() throws IOException {
        for (var text : List.of(
                "{\"aliases\": {\"mine\": {\"script-ref\": \"mine.java\"}}}",
                "{\"catalogs\": {\"catalog\": {\"catalog-ref\": \""
                        + Project.root().resolve(CATALOG) + "\"}}}")) {
            Files.writeString(directory.resolve(CATALOG), text);
            assertEquals(
                    "token " + CloudShell.VERSION + "\n",
                    Jbang.shared()
                            .run(directory, Map.of(), "", "token@catalog", "--version")
                            .out());
        }
    }

    @Test
    void aFileOfTheAliasesNameIsNotRunForIt() throws IOException {
        Files.writeString(directory.resolve("token@catalog"), "class Evil {}");

        var run = Jbang.shared().run(directory, Map.of(), "", "token@catalog");

        assertEquals(1, run.exit());
        assertTrue(run.err().startsWith("[jbangw] could not run anything here: the file token@catalog"), run.err());
    }

    @Test
    void ifTheCatalogCannotBeAddedNobodyOfThatNameIsLookedForOnTheNetwork() throws IOException {
        Files.writeString(directory.resolve("file"), "");

        var run = run(own("JBANG_DIR", directory.resolve("file/jbang").toString()), "token@catalog");

        assertEquals(1, run.exit());
        assertTrue(run.err().startsWith("[jbangw] could not start JBang: "), run.err());
    }

    @Test
    void aCloneThatWasMovedIsFoundAgainAndASecondOneIsReportedOfOnce() throws IOException {
        var first = copy(directory.resolve("first"));
        var environment = own();
        assertTrue(run(first, environment, "version").err().contains("Added"));
        var second = copy(directory.resolve("second"));
        var message = run(second, environment, "version").err();
        assertTrue(message.contains("points to " + directory.resolve("first").resolve(CATALOG)), message);
        assertTrue(message.contains("\nTry: jbang catalog add --global --force --name catalog "), message);
        assertEquals("", run(second, environment, "version").err());

        Files.move(directory.resolve("first"), directory.resolve("moved"));

        var moved = run(directory.resolve("moved/jbangw").toString(), environment, "version");
        assertEquals("0.132.1\n", moved.out());
        assertTrue(
                moved.err()
                        .contains("no longer exists; it is now "
                                + directory.resolve("moved").resolve(CATALOG)),
                moved.err());
        assertEquals(
                "",
                run(directory.resolve("moved/jbangw").toString(), environment, "version")
                        .err());
    }

    @Test
    void appSetupMakesJbangACommandAndNeverReplacesAnothers() throws IOException {
        var bin = directory.resolve("home/.local/bin");
        var path = bin + ":" + Tools.path();

        var first = run(own("PATH", path), "app", "setup");
        assertEquals(0, first.exit(), first.err());
        assertTrue(first.err().contains("[jbangw] jbang is a command now: " + bin.resolve("jbang")), first.err());
        assertEquals(
                "0.132.1\n",
                Run.of(directory, own("PATH", path), "", List.of("sh", "-c", "jbang version"))
                        .out());
        var again = run(own("PATH", path), "app", "setup");
        assertEquals("[jbangw] jbang is already a command: " + bin.resolve("jbang") + "\n", again.err());

        Files.delete(bin.resolve("jbang"));
        Files.writeString(bin.resolve("jbang"), "something else");
        var rejected = run(own("PATH", path), "app", "setup");
        assertEquals(1, rejected.exit());
        assertTrue(rejected.err().contains("already exists and was not created by this tool"), rejected.err());
        assertEquals("something else", Files.readString(bin.resolve("jbang")));
    }

    @Test
    void theUsersJbangFollowsACloneThatWasMoved() throws IOException {
        var first = copy(directory.resolve("first"));
        var jbang = directory.resolve("home/.local/bin/jbang");
        var environment = own("PATH", jbang.getParent() + ":" + Tools.path());
        assertEquals(0, run(first, environment, "app", "setup").exit());
        Files.move(directory.resolve("first"), directory.resolve("moved"));

        var moved = run(directory.resolve("moved/jbangw").toString(), environment, "version");

        assertTrue(moved.err().contains(jbang + " pointed to a clone that no longer exists"), moved.err());
        assertEquals(directory.resolve("moved/jbangw").toRealPath(), jbang.toRealPath());
        assertEquals("0.132.1\n", run(jbang.toString(), environment, "version").out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"cloudshel@catalog", "cloudshell", "Missing.java"})
    void aSourceThatThereIsNotIsReceivedWithThoseThereAre(String source) throws IOException {
        Files.writeString(directory.resolve("typo.java"), "//SOURCES " + source + "\nclass typo {}\n");

        var run = run(own(), "typo.java");

        assertNotEquals(0, run.exit());
        assertTrue(run.err().contains("'" + source.replace("@catalog", "") + "'"), run.err());
        assertTrue(
                run.err()
                        .contains(
                                "\nTry: check the path, or use one of these library aliases with @catalog: cloudshell cloudshell-token "),
                run.err());
    }

    @Test
    void jbangsOwnDefaultsStay() {
        var run = run(own(), "init", "hello.java");

        assertEquals(0, run.exit(), run.err());
        assertTrue(Files.exists(directory.resolve("hello.java")));
    }

    @Test
    void aClosedStandardOutputIsNotTakenForAForgedJar() {
        var script = List.of("sh", "-c", "exec \"$0\" version >&-", launcher());

        var run = Run.of(directory, own(), "", script);

        assertEquals("", run.err().replaceFirst("(?s).*0\\.132\\.1\n|\\[jbangw] Added .*\n", ""), run.err());
        assertEquals(0, run.exit());
    }

    @Test
    void appSetupSaysTheLineForTheProfileWhereNoDirectoryIsOnThePath() {
        var run = run(own(), "app", "setup");

        assertEquals("export PATH=\"" + directory.resolve("home/.local/bin") + ":$PATH\"\n", run.out());
        assertTrue(Files.isSymbolicLink(directory.resolve("home/.local/bin/jbang")));
    }

    @Test
    void anInstalledCommandRunsWhereThereIsNoJbang() throws IOException {
        var home = Project.emptied("installed-home");
        var bin = home.resolve(".local/bin");
        var environment = Jbang.compiled(home).environment(Map.of());
        environment.put("PATH", bin + ":" + Tools.path());

        var installed = run(environment, "app", "install", "token@catalog");
        assertEquals(0, installed.exit(), installed.err());
        assertFalse(installed.err().contains("environment setup"), "JBang has edited a profile: " + installed.err());

        var version = "token " + CloudShell.VERSION + "\n";
        assertEquals(
                version,
                Run.of(directory, environment, "", List.of("sh", "-c", "token --version"))
                        .out());
        environment.put("PATH", Tools.path());
        var command = home.resolve(".jbang/bin/token").toString();
        assertEquals(
                version,
                Run.of(directory, environment, "", List.of(command, "--version"))
                        .out());
        assertEquals(0, run(environment, "app", "uninstall", "token").exit());
        assertFalse(Files.isSymbolicLink(bin.resolve("token")));
    }

    @Test
    void whatItStartsFindsJbangAndScriptsRunByTheirFirstLine() throws IOException {
        var script = directory.resolve("Inner.java");
        Files.writeString(script, """
                ///usr/bin/env jbang "$0" "$@" ; exit $?
                class Inner {
                    public static void main(String[] args) throws Exception {
                        if (args.length > 0) {
                            var inner = new ProcessBuilder(args).inheritIO().start();
                            System.exit(inner.waitFor());
                        }
                        System.out.println("inner");
                    }
                }
                """);
        assertTrue(script.toFile().setExecutable(true));

        for (int i = 0; i < 2; i++) {
            var run = Jbang.shared().run(directory, Map.of(), "", "Inner.java", script.toString());
            assertEquals("inner\n", run.out(), run.err());
        }
    }

    @Test
    void aTryLineAndTheHelpNameTheCommandAsItCanBeTyped() {
        var environment = Jbang.shared().environment(Map.of());
        var typed = typed();
        for (int i = 0; i < 2; i++) {
            var mistake = run(environment, "token@catalog", "--nonsense");
            assertTrue(mistake.err().contains("\nTry: " + typed + " token@catalog --help\n"), mistake.err());
            assertTrue(run(environment, "token@catalog", "--help").out().contains("  " + typed + " token@catalog\n"));
        }
        environment.put("PATH", Jbang.shared().jbangDir().resolve("bin") + ":" + Tools.path());

        var mistake = run(environment, "token@catalog", "--nonsense");

        assertTrue(mistake.err().contains("\nTry: jbang token@catalog --help\n"), mistake.err());
    }

    @Test
    void aloneItNamesTheCommandsALineEachBeforeJbangsHelp() {
        var run = run(own());

        for (var alias : List.of("token", "list-vms", "rest")) {
            assertTrue(
                    run.out()
                            .matches("(?s).*\n  " + Pattern.quote(typed() + " " + alias) + "@catalog +[A-Z][^\n]+\n.*"),
                    run.out());
        }
        assertFalse(run.out().contains("cloudshell@catalog"), run.out());
        assertTrue((run.out() + run.err()).contains("Usage: jbang"), run.err());
    }

    @Test
    void anInstalledJbangIsUsedIfThereIsNoMaven() throws IOException {
        bareVm();
        tool("jbang", """
                [ "$1" = catalog ] && exit 0
                printf '<%s>' "$@"
                cat
                exit 7""");
        var environment = own("PATH", bin(), "MAVEN_OPTS", "");

        var run = Run.of(directory, environment, "input", List.of(launcher(), "a b", "", "$x"));

        assertEquals(7, run.exit(), run.err());
        assertEquals("<a b><><$x>input", run.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"not a jar", ""})
    void aJarThatIsNotThePublishedOneIsRejected(String content) throws IOException {
        var jar = directory.resolve("repository/dev/jbang/jbang-cli/0.132.1/jbang-cli-0.132.1-all.jar");
        Files.createDirectories(jar.getParent());
        Files.writeString(jar, content);

        var run = run(own("MAVEN_OPTS", "-Xmx64m -Dmaven.repo.local=" + directory.resolve("repository")), "version");

        assertEquals(1, run.exit());
        assertEquals("", run.out());
        assertEquals(
                "[jbangw] could not verify JBang: the SHA-256 of " + jar
                        + " does not match the published release\nTry: rm " + jar + "\n",
                run.err());
    }

    @Test
    void aForgedJarOfAnyDateIsRejectedAlsoAfterTheRightOneRan() throws IOException {
        var jar = directory.resolve("repository/dev/jbang/jbang-cli/0.132.1/jbang-cli-0.132.1-all.jar");
        Files.createDirectories(jar.getParent());
        Files.copy(
                Jbang.repository()
                        .resolve(directory.resolve("repository").relativize(jar).toString()),
                jar);
        var environment = own("MAVEN_OPTS", "-Dmaven.repo.local=" + directory.resolve("repository"));
        assertEquals("0.132.1\n", run(environment, "version").out());
        Files.writeString(jar, "forged");
        Files.setLastModifiedTime(jar, FileTime.from(Instant.parse("2001-01-01T00:00:00Z")));

        assertTrue(run(environment, "version").err().contains("could not verify JBang"));
    }

    @Test
    void withoutAJdkItSaysSoOnOneLine() throws IOException {
        bareVm();
        var run = run(own("JAVA_HOME", "/nowhere", "PATH", bin()), "version");

        assertEquals(1, run.exit());
        assertEquals(
                List.of(
                        "[jbangw] could not start JBang: there is no JDK in JAVA_HOME (/nowhere)",
                        "Try: install a JDK, 17 or newer"),
                run.err().lines().toList());
    }

    @Test
    void withoutJavaOnThePathItSaysSoOnOneLine() throws IOException {
        bareVm();

        var run = run(own("JAVA_HOME", "", "PATH", bin()), "version");

        assertEquals(1, run.exit());
        assertTrue(run.err().startsWith("[jbangw] could not start JBang: there is no JDK\n"), run.err());
    }

    @Test
    void withoutMavenAndTheJarItSaysSoOnOneLine() throws IOException {
        bareVm();

        var run = run(own("PATH", bin(), "MAVEN_OPTS", ""), "version");

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

    /** A VM with the launcher's tools and no more, whose user has no home in the password file. */
    private void bareVm() throws IOException {
        for (var name : TOOLS) {
            tool(name, "PATH=" + Tools.quoted(Tools.path()) + " exec " + name + " \"$@\"");
        }
        tool("id", "echo nobody-of-this-name");
    }

    /** A clone with nothing but the launcher and the catalog. */
    private static String copy(Path clone) throws IOException {
        MiniRepository.copyLauncher(clone);
        Files.copy(Project.root().resolve(CATALOG), clone.resolve(CATALOG));
        return clone.resolve("jbangw").toString();
    }

    private static void link(Path link, Path target) throws IOException {
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, target);
    }

    private void tool(String name, String body) throws IOException {
        var tool = Files.createDirectories(directory.resolve("bin")).resolve(name);
        Files.write(tool, ("#!/bin/sh\n" + body + "\n").getBytes(UTF_8));
        assertTrue(tool.toFile().setExecutable(true));
    }

    private String bin() {
        return directory.resolve("bin").toString();
    }

    private Path catalog() {
        return directory.resolve("home/.jbang").resolve(CATALOG);
    }

    /** The environment of a home of its own, with some variables more. */
    private Map<String, String> own(String... more) {
        var jbang = Jbang.compiled(directory.resolve("home"));
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
        return Run.of(directory, environment, "", command);
    }

    /** The launcher as a message names it. */
    private static String typed() {
        return launcher().matches("[A-Za-z0-9_./-]+") ? launcher() : Tools.quoted(launcher());
    }

    private static String launcher() {
        return Project.root().resolve("jbangw").toString();
    }
}
