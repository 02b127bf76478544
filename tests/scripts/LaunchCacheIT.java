package scripts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import harness.MiniRepository;
import harness.Project;
import harness.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What jbangw caches and when it asks JBang again. A small repository in a directory with an odd name stands for this
 * one. To see whether JBang is asked, its jar is forged: a cached run does not look at it.
 */
class LaunchCacheIT {
    private static final Map<String, String> NOTHING = Map.of();
    private static MiniRepository repository;

    @BeforeAll
    static void fillCache() throws IOException {
        repository = MiniRepository.in(Project.emptied("cached").resolve("my tools/it's \"a\" & $b \u00e9"));
        assertEquals("one first", repository.run("hello@catalog").out().strip());
        assertEquals("script", repository.run("own.java").out().strip());
    }

    /** A clean-up by Maven in the C locale cannot name this directory. */
    @AfterAll
    static void leaveNothing() {
        Project.empty(Project.target("cached"));
    }

    /** As {@link #fillTheCache} left it; each test that changes an entry restores it. */
    @BeforeEach
    void layFiles() throws IOException {
        repository.lay();
        repository.forgeJbang();
    }

    @ParameterizedTest
    @ValueSource(strings = {"lib/Part.java", "lib/text.txt", "scripts/hello.java", "jbang-catalog.json"})
    void anEditIsSeenThoughItKeepsSizeAndDate(String file) throws IOException {
        var edited = repository.directory().resolve(file);
        var date = Files.getLastModifiedTime(edited);
        var text = Files.readString(edited);
        Files.writeString(
                edited, text.replace("first", "other").replace("one", "two").replace("ing", "ong"));
        Files.setLastModifiedTime(edited, date);

        assertJbangIsAsked(NOTHING, "hello@catalog");
    }

    @Test
    void anOlderFileInPlaceOfANewerOneIsSeenAndRuns() throws IOException {
        repository.mendJbang();
        var older = repository.directory().resolve("older.txt");
        Files.writeString(older, "older");
        Files.setLastModifiedTime(older, FileTime.from(Instant.parse("2001-01-01T00:00:00Z")));
        Files.move(
                older,
                repository.directory().resolve("lib/text.txt"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);

        assertEquals("one older", repository.run("hello@catalog").out().strip());

        repository.lay();
        assertEquals("one first", repository.run("hello@catalog").out().strip());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "JBANG_JAVA_OPTIONS",
                "JBANG_REPO",
                "JBANG_DEFAULT_JAVA_VERSION",
                "JBANG_JDK_VENDOR",
                "JBANG_CACHE_DIR_JARS",
                "JBANG_CONFIG",
                "JBANG_COMPILE_OPTIONS",
                "JBANG_JAVAC_OPTIONS",
                "JBANG_RUNTIME_OPTIONS",
                "JBANG_NATIVE_OPTIONS",
                "JBANG_JAVA",
                "JBANG_MANIFEST",
                "JBANG_JAVAAGENT",
                "JBANG_CDS",
                "JBANG_PREVIEW",
                "JBANG_NOINTEGRATIONS",
                "JBANG_KOTLIN",
                "JBANG_GROOVY",
                "JAVA_TOOL_OPTIONS",
                "JDK_JAVA_OPTIONS",
                "MAVEN_ARGS",
                "JBANG_CACHE_DIR"
            })
    void anotherValueOfAVariableThatJbangReadsIsSeen(String name) {
        assertJbangIsAsked(Map.of(name, "/elsewhere"), "hello@catalog");
        assertJbangIsAsked(Map.of(name, "/elsewhere"), "own.java");
    }

    @Test
    void anotherJdkIsSeenByItsNameAndBehindTheSameName() throws IOException {
        var link = repository.home().resolve("jdk");
        Files.createSymbolicLink(link, Path.of(System.getProperty("java.home")));
        repository.mendJbang();
        var environment = Map.of("JAVA_HOME", link.toString());
        assertEquals("script", repository.run(environment, "own.java").out().strip());
        repository.forgeJbang();
        assertEquals("script", repository.run(environment, "own.java").out().strip());

        Files.delete(link);
        Files.createDirectories(link.resolve("bin"));
        for (var name : List.of("java", "javac")) {
            Files.copy(
                    Path.of(System.getProperty("java.home"), "bin", name),
                    link.resolve("bin").resolve(name));
        }

        assertJbangIsAsked(environment, "own.java");
        repository.mendJbang();
        Project.empty(link);
        Files.delete(link);
        assertEquals("script", repository.run("own.java").out().strip());
    }

    @ParameterizedTest
    @ValueSource(strings = {"jbang-catalog.json", "jbang.properties", "implicit-catalog.json", "jdks"})
    void whatNewlyAppearsInJbangsDirectoryIsSeen(String name) throws IOException {
        var file = repository.jbangDir().resolve(name.equals("jdks") ? "cache/jdks/21" : name);
        var before = Files.exists(file) ? Files.readString(file) : null;
        Files.createDirectories(file.getParent());
        Files.writeString(file, before == null ? "" : before + " ");

        assertJbangIsAsked(NOTHING, "hello@catalog");

        Files.delete(file);
        if (before != null) {
            Files.writeString(file, before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jbang-catalog.json", ".jbang/jbang-catalog.json"})
    void whatNewlyAppearsInTheCurrentDirectoryOrAboveIsSeen(String name) throws IOException {
        var file = repository.work().resolve(name).normalize();
        Files.createDirectories(file.getParent());
        Files.writeString(file, name.endsWith("json") ? "{}" : "");

        assertJbangIsAsked(NOTHING, "own.java");

        Files.delete(file);
    }

    @Test
    void aCatalogInTheCurrentDirectoryThatSaysNothingOfOursLeavesAnAliasAlone() throws IOException {
        var file = repository.work().resolve("jbang-catalog.json");
        Files.writeString(file, "{\"aliases\": {\"hello\": {\"script-ref\": \"own.java\"}}}");
        repository.mendJbang();
        assertEquals("one first", repository.run("hello@catalog").out().strip());
        repository.forgeJbang();

        assertEquals("one first", repository.run("hello@catalog").out().strip());

        Files.delete(file);
    }

    @Test
    void theJarsOfTheClassPathAreLookedAt() throws IOException {
        var jar = repository.applicationJar("hello");
        var bytes = Files.readAllBytes(jar);
        var changed = bytes.clone();
        changed[changed.length / 2] ^= 1;

        Files.write(jar, changed);
        assertJbangIsAsked(NOTHING, "hello@catalog");
        Files.delete(jar);
        assertJbangIsAsked(NOTHING, "hello@catalog");

        Files.write(jar, bytes);
    }

    @Test
    void aTruncatedOrMalformedEntryIsNotUsed() throws IOException {
        var entry = repository.entryOf("hello");
        var text = Files.readString(entry);
        for (int length : List.of(0, 1, text.length() / 3, text.length() / 2, text.length() - 5)) {
            Files.writeString(entry, text.substring(0, length));
            assertJbangIsAsked(NOTHING, "hello@catalog");
        }
        Files.writeString(entry, text.replace("\nw ", "\n$(touch gone) `touch gone`\nw "));
        assertJbangIsAsked(NOTHING, "hello@catalog");

        Files.writeString(entry, text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rwxrwx---", "rwx---rwx", "rwx-w----"})
    void anEntryThatOthersCanWriteToIsNotUsed(String permissions) throws IOException {
        Files.setPosixFilePermissions(repository.store(), PosixFilePermissions.fromString(permissions));

        assertJbangIsAsked(NOTHING, "hello@catalog");

        Files.setPosixFilePermissions(repository.store(), PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void anEntryBehindALinkIsNotUsed() throws IOException {
        var elsewhere = repository.home().resolve("elsewhere");
        Files.move(repository.store(), elsewhere);
        Files.createSymbolicLink(repository.store(), elsewhere);

        assertJbangIsAsked(NOTHING, "hello@catalog");

        Files.delete(repository.store());
        Files.move(elsewhere, repository.store());
    }

    @Test
    void itCanBeSwitchedOff() {
        assertJbangIsAsked(Map.of("JBANGW_CACHE", "no"), "hello@catalog");
        assertJbangIsAsked(Map.of("JBANGW_CACHE", "no"), "own.java");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--verbose", "--offline", "--fresh", "--java=17"})
    void anOptionOfJbangIsForJbang(String option) {
        assertJbangIsAsked(NOTHING, option, "hello@catalog");
    }

    @Test
    void runIsCachedAsWell() {
        assertEquals("one first", repository.run("run", "hello@catalog").out().strip());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//FILES more/*.txt",
                "//FILES more",
                "//SOURCES others",
                "//SOURCES ${user.dir}/Other1.java",
                "//SOURCES ${x:Other1.java} ${no:${user.dir}/Other1.java}",
                "//RUNTIME_OPTIONS -Dx=${user.dir}",
                "//SOURCES Other*.java",
                "//DEPS g:a:1-SNAPSHOT",
                "//DEPS ../Part.java",
                "//RUNTIME_OPTIONS -Dx=${env.HOME}",
                "//CDS"
            })
    void aScriptWithAPartThatMayChangeByItselfIsAlwaysJbangs(String line) throws IOException {
        repository.mendJbang();
        var script = repository.work().resolve("open.java");
        Files.writeString(script, line + "\nclass open { public static void main(String[] a) {} }\n");
        Files.createDirectories(repository.work().resolve("more"));
        Files.writeString(repository.work().resolve("more/a.txt"), "");
        Files.writeString(repository.work().resolve("Other1.java"), "class Other1 {}\n");
        Files.createDirectories(repository.work().resolve("others"));
        Files.writeString(repository.work().resolve("others/Other2.java"), "class Other2 {}\n");

        Files.deleteIfExists(repository.entryOf(script));

        assertEquals("", repository.run("open.java").out().strip());

        assertTrue(Files.notExists(repository.entryOf(script)), line);
    }

    @Test
    void whatIsFoundByTheCurrentDirectoryIsAlwaysJbangs() throws IOException {
        repository.mendJbang();
        var script = Files.createDirectories(repository.home().resolve("apart")).resolve("loose.java");
        Files.writeString(
                script,
                "//SOURCES Loose.java\nclass loose { public static void main(String[] a) {"
                        + " System.out.println(Loose.class.getSimpleName()); } }\n");
        Files.writeString(repository.work().resolve("Loose.java"), "class Loose {}\n");

        assertEquals("Loose", repository.run(script.toString()).out().strip());

        assertTrue(Files.notExists(repository.entryOf(script)));
    }

    @Test
    void whatEveryDirectiveNamesIsReadAsJbangReadsIt() throws IOException {
        repository.mendJbang();
        var work = repository.work();
        Files.createDirectories(work.resolve("sub"));
        Files.writeString(work.resolve("sub/with blank.java"), "class With { static final String W = \"w\"; }\n");
        Files.writeString(
                work.resolve("sub/B.java"), "//SOURCES ../C.java\r\nclass B { static final String B = \"b\"; }\r\n");
        Files.writeString(work.resolve("C.java"), "class C { static final String C = \"c\"; }\n");
        Files.writeString(work.resolve("a.txt"), "a");
        var script = work.resolve("odd.java");
        Files.writeString(script, """
                //SOURCES "sub/with blank.java", sub/B.java;./sub/../C.java // two ways to one file, a wildcard: *
                //FILES res/=a.txt	b.txt=a.txt
                //REPOS central
                //SOURCES ${part:part@catalog}
                // SOURCES none.java
                class odd { public static void main(String[] a) { System.out.println(With.W + B.B + C.C + Part.NAME); } }
                """);
        assertEquals("wbcone", repository.run("odd.java").out().strip());
        repository.forgeJbang();
        assertEquals("wbcone", repository.run("odd.java").out().strip());

        for (var file : List.of("sub/with blank.java", "sub/B.java", "C.java", "a.txt")) {
            var text = Files.readString(work.resolve(file));
            Files.writeString(work.resolve(file), text + " ");
            assertJbangIsAsked(NOTHING, "odd.java");
            Files.writeString(work.resolve(file), text);
        }
        Files.writeString(work.resolve("part@catalog"), "class Part {}");
        repository.mendJbang();
        var taken = repository.run("odd.java");
        assertEquals(1, taken.exit());
        assertTrue(taken.err().contains("the file part@catalog would be used instead"), taken.err());
        Files.delete(work.resolve("part@catalog"));
        assertEquals("wbcone", repository.run("odd.java").out().strip());
    }

    @ParameterizedTest
    @ValueSource(strings = {"#!/usr/bin/env jbang", "///usr/bin/env jbang \"$0\" \"$@\" ; exit $?"})
    void aScriptWithoutAnExtensionIsCachedAndItsEditIsSeen(String first) throws IOException {
        var script = repository.work().resolve("plain");
        for (var word : List.of("one", "two")) {
            repository.mendJbang();
            Files.writeString(script, first + "\n//SOURCES part@catalog\n" + MiniRepository.script("plain", word));
            assertEquals(word, repository.run("./plain").out().strip());
            repository.forgeJbang();
            assertEquals(word, repository.run("./plain").out().strip());
        }
    }

    @Test
    void theLauncherOfASecondCloneSaysEachTimeWhoseCommandItRuns() throws IOException {
        repository.mendJbang();
        var second = Files.createDirectories(repository.home().resolve("second"));
        MiniRepository.copyLauncher(second);
        Files.copy(
                repository.directory().resolve("jbang-catalog.json"),
                second.resolve("jbang-catalog.json"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        var words = List.of(second.resolve("jbangw").toString(), "hello@catalog");
        for (int i = 0; i < 2; i++) {
            var run = harness.Run.of(repository.work(), repository.environment(NOTHING), "", words);
            assertEquals("one first", run.out().strip());
            assertTrue(run.err().contains("points to " + repository.directory()), run.err());
        }
    }

    @Test
    void buildBuildsAndCachesButDoesNotRun() throws IOException {
        repository.mendJbang();
        Files.deleteIfExists(repository.entryOf("hello"));

        var build = repository.run("build", "hello@catalog");
        assertEquals("", build.out());
        assertEquals(0, build.exit(), build.err());

        repository.forgeJbang();
        assertEquals("one first", repository.run("hello@catalog").out().strip());
        assertEquals("", repository.run("build", "hello@catalog").out());
    }

    @Test
    void jbangIsStartedOnceForAFirstRunForAnEditAndForAMistake(@TempDir Path logs) throws IOException {
        repository.mendJbang();
        var script = repository.work().resolve("counted.java");
        var counting = Map.of("JBANG_JAVA_OPTIONS", "-Xlog:gc:file=" + logs + "/%p.log");
        var right = List.of(MiniRepository.script("counted", "one"), MiniRepository.script("counted", "two"));
        for (var text : List.of(right.get(0), right.get(1), right.get(1).replace("class", "clas"))) {
            Project.empty(logs);
            Files.writeString(script, text);

            var run = repository.run(counting, "counted.java");

            assertEquals(right.contains(text) ? 0 : 1, run.exit(), run.err());
            assertFalse(run.err().contains("[jbangw]"), run.err());
            try (var starts = Files.list(logs)) {
                assertEquals(1, starts.count(), run.err());
            }
        }
    }

    @Test
    void aTerminalShowsWhatTakesTime() throws IOException {
        Tools.require("script");
        repository.mendJbang();
        Files.writeString(repository.work().resolve("shown.java"), MiniRepository.script("shown", "one"));
        var command = List.of(
                "script",
                "-qec",
                Tools.quoted(repository.directory().resolve("jbangw").toString()) + " shown.java",
                "/dev/null");

        var run = harness.Run.of(repository.work(), repository.environment(NOTHING), "", command);

        assertTrue(run.out().contains("[jbangw] Getting shown.java ready, once"), run.out());
        assertTrue(run.out().contains("one"), run.out());
    }

    @Test
    void afterTheCacheWasClearedItIsBuiltAgain() throws IOException {
        repository.mendJbang();
        assertEquals(0, repository.run("cache", "clear").exit());

        assertEquals("one first", repository.run("hello@catalog").out().strip());
        assertEquals("script", repository.run("own.java").out().strip());
    }

    @Test
    void firstRunsAtTheSameTimeAllWork() throws IOException {
        repository.mendJbang();
        Project.empty(repository.jbangDir());
        var before = new ArrayList<java.util.concurrent.CompletableFuture<String>>();
        for (int i = 0; i < 10; i++) {
            before.add(java.util.concurrent.CompletableFuture.supplyAsync(
                    () -> repository.run("hello@catalog").out().strip(), runnable -> new Thread(runnable).start()));
        }
        for (var run : before) {
            assertEquals("one first", run.join());
        }
        assertEquals("script", repository.run("own.java").out().strip());
    }

    private static void assertJbangIsAsked(Map<String, String> environment, String... words) {
        var run = repository.run(environment, words);
        assertNotEquals(0, run.exit(), run.out());
        assertTrue(run.err().contains("could not verify JBang"), run.err());
    }
}
