package scripts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import harness.MiniRepository;
import harness.Run;
import harness.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files that somebody else left in the current directory, above it, beside a script, or in the cache. None may run code or
 * change what {@code NAME@catalog} means. The evil code creates a file.
 */
class LauncherAttacksIT {
    private static final Map<String, String> NOTHING = Map.of();

    @TempDir
    Path directory;

    /** Most tests only read it. */
    @TempDir
    static Path shared;

    private static MiniRepository sharedRepository;

    private MiniRepository repository;
    private Path work;
    private Path evidence;

    @BeforeAll
    static void makeSharedRepository() throws IOException {
        sharedRepository = MiniRepository.in(shared.resolve("clone"));
    }

    @BeforeEach
    void makeDirectories() throws IOException {
        repository = sharedRepository;
        work = Files.createDirectories(directory.resolve("foreign/a/b"));
        evidence = directory.resolve("evidence");
    }

    @ParameterizedTest
    @CsvSource({
        "jbang.properties,hello@catalog",
        "jbang.properties,-Dq=1 hello@catalog",
        "jbang.properties,run --verbose hello@catalog",
        "jbang.properties,../own.java",
        "../jbang.properties,-Dq=1 hello@catalog",
        "../../.jbang/jbang.properties,-Dq=1 hello@catalog",
        ".jbang/jbang.properties,../own.java",
        ".jbang/jbang.properties,--offline hello@catalog"
    })
    void aSettingsFileAttachesNoAgent(String file, String words) throws IOException {
        Files.writeString(work.resolve("../own.java"), MiniRepository.script("own", "own"));
        var settings = work.resolve(file).normalize();
        Files.createDirectories(settings.getParent());
        Files.writeString(settings, "run.javaagent=" + agent() + "\nrun.java-options=-Devil=1\n");

        var run = run(NOTHING, words.split(" "));

        assertEquals(0, run.exit(), run.err());
        assertTrue(List.of("one first", "own").contains(run.out().strip()), run.out());
        assertFalse(Files.exists(evidence), run.err());
        assertTrue(run.err().contains("[jbangw] Ignored " + settings.toRealPath()), run.err());
    }

    /** The agent itself works, so that the tests above prove something. */
    @Test
    void theUsersOwnSettingsAttachTheAgent() throws IOException {
        repository = MiniRepository.in(directory.resolve("clone"));
        Files.createDirectories(repository.jbangDir());
        Files.writeString(repository.jbangDir().resolve("jbang.properties"), "run.javaagent=" + agent() + "\n");

        var run = run(NOTHING, "-Dq=1", "hello@catalog");

        assertEquals("one first", run.out().strip(), run.err());
        assertTrue(Files.exists(evidence), run.err());
    }

    @ParameterizedTest
    @CsvSource({
        "hello@catalog,hello@catalog",
        "hello@catalog,-Dq=1 hello@catalog",
        "hello@catalog,run --verbose hello@catalog",
        "hello@catalog,build hello@catalog",
        "hello@catalog,info tools hello@catalog",
        "hello@catalog,export portable hello@catalog",
        "part@catalog,mine.java",
        "part@catalog,-Dq=1 mine.java",
        "../part@catalog,../mine.java",
        "../part@catalog,export portable ../mine.java"
    })
    void aFileNamedAsAnAliasIsRejectedAndNamed(String file, String words) throws IOException {
        for (var script : List.of("mine.java", "../mine.java")) {
            Files.writeString(work.resolve(script), "//SOURCES part@catalog\n" + MiniRepository.script("mine", "mine"));
        }
        Files.writeString(work.resolve(file), """
                //COMPILE_OPTIONS -J-javaagent:%s
                class Part { static final String NAME = "evil"; }
                """.formatted(agent()));

        var run = run(NOTHING, words.split(" "));

        assertEquals(1, run.exit(), run.out() + run.err());
        assertTrue(run.err().contains("could not run anything here: the file " + file), run.err());
        assertFalse(Files.exists(evidence));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello@catalog",
                "-Dq=1 hello@catalog",
                "run --verbose hello@catalog",
                "--offline hello@catalog",
                "--fresh hello@catalog",
                "info tools hello@catalog",
                "export portable hello@catalog",
                "app install hello@catalog",
                "init -t azure-script@catalog X.java"
            })
    void aNearerCatalogIsRejectedHoweverTheCommandIsWritten(String words) throws IOException {
        var evil = directory.resolve("foreign/evil.json");
        Files.writeString(evil, "{\"aliases\": {\"hello\": {\"script-ref\": \"" + evil() + "\"}}}");
        Files.writeString(
                work.resolve("jbang-catalog.json"),
                "{\"catalogs\": {\"catalog\": {\"catalog-ref\": \"" + evil + "\"}}}");

        for (int i = 0; i < 2; i++) {
            var run = run(NOTHING, words.split(" "));
            assertEquals(1, run.exit(), run.out() + run.err());
            assertTrue(
                    run.err().contains(work.toRealPath() + "/jbang-catalog.json redefines the catalog name"),
                    run.err());
            assertFalse(Files.exists(evidence));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"new\nline", "\nbefore", "after\n", "both\n\n"})
    void aDirectoryWithANewlineInItsNameIsGuardedAndNotCached(String name) throws IOException {
        var odd = Files.createDirectories(directory.resolve("foreign").resolve(name));
        var twin = Files.createDirectories(directory.resolve("foreign").resolve(name.strip()));
        Files.writeString(twin.resolve("mine.java"), evilText("mine"));
        Files.writeString(odd.resolve("mine.java"), MiniRepository.script("mine", "mine"));
        assertEquals("one first", runIn(odd, NOTHING, "hello@catalog").out().strip());
        assertEquals("mine", runIn(odd, NOTHING, "mine.java").out().strip());
        Files.writeString(
                odd.resolve("jbang-catalog.json"),
                "{\"aliases\": {\"scripts/hello.java\": {\"script-ref\": \"mine.java\"}}}");

        var run = runIn(odd, NOTHING, "hello@catalog");

        assertEquals(1, run.exit(), run.out());
        assertTrue(run.err().contains("redefines the catalog name"), run.err());
        assertFalse(Files.exists(evidence));
    }

    /** Maven takes options for its JVM, extensions and arguments from .mvn/ of the directory that it is started in. */
    @ParameterizedTest
    @ValueSource(strings = {"jvm.config", "extensions.xml", "maven.config"})
    void mavenIsStartedInADirectoryOfOurs(String file) throws IOException {
        repository = MiniRepository.in(directory.resolve("clone"));
        Files.delete(repository.jar());
        Files.createDirectories(work.resolve(".mvn"));
        Files.writeString(work.resolve(".mvn").resolve(file), "-javaagent:/evil.jar");
        var bin = bareTools();
        tool(bin, "mvn", """
                level=$PWD
                while [ ! -d "$level/.mvn" ] && [ -n "$level" ]; do level=${level%%/*}; done
                ls -A "$level/.mvn" "$MAVEN_BASEDIR" "$MAVEN_PROJECTBASEDIR" >"%s" 2>/dev/null
                for word; do case $word in -DoutputDirectory=*) cp "%s" "${word#*=}/jbang-cli-0.132.1-all.jar" ;; esac; done
                """.formatted(evidence, repository.published()));
        var environment = Map.of(
                "PATH", bin.toString(), "MAVEN_BASEDIR", work.toString(), "MAVEN_PROJECTBASEDIR", work.toString());

        var run = run(environment, "hello@catalog");

        assertEquals("one first", run.out().strip(), run.err());
        assertFalse(Files.readString(evidence).contains(file), Files.readString(evidence));
    }

    @ParameterizedTest
    @ValueSource(strings = {"copy", "jbang"})
    void aCopiedLauncherSaysWhatItIsAndStartsNothing(String name) throws IOException {
        repository = MiniRepository.in(directory.resolve("clone"));
        var bin = Files.createDirectories(directory.resolve("bin"));
        Files.copy(
                repository.directory().resolve("jbangw"),
                bin.resolve(name),
                java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        var environment = repository.environment(Map.of("PATH", bin + ":" + Tools.path()));

        var run = Run.of(work, environment, "", List.of(bin.resolve(name).toString(), "version"));

        assertEquals(1, run.exit());
        assertEquals(
                List.of(
                        "[jbangw] could not start JBang: " + bin.toRealPath().resolve(name)
                                + " is a copy without its repository",
                        "Try: ln -sf /path/to/clone/jbangw " + bin.toRealPath().resolve(name)),
                run.err().lines().toList());
        assertFalse(Files.exists(repository.jbangDir().resolve("jbang-catalog.json")));
        assertEquals(
                "0.132.1\n",
                run(Map.of("PATH", bin + ":" + Tools.path()), "version").out());
    }

    @Test
    void aCircleOfLinksEnds() throws IOException {
        var a = directory.resolve("a-link");
        Files.createSymbolicLink(a, directory.resolve("b-link"));
        Files.createSymbolicLink(directory.resolve("b-link"), a);
        var jdk = Path.of(System.getProperty("java.home"), "bin");
        var run = run(Map.of("JAVA_HOME", a.toString(), "PATH", jdk + ":" + Tools.path()), "version");

        assertEquals("0.132.1\n", run.out(), run.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"000", "022", "077"})
    void nobodyElseCanWriteToTheCacheWhateverTheUmaskIs(String umask) throws IOException {
        repository = MiniRepository.withEmptyHome(directory.resolve("clone"));
        var words = List.of(
                "sh", "-c", "umask " + umask + " && exec \"$0\" hello@catalog", repository.directory() + "/jbangw");

        var run = Run.of(work, repository.environment(NOTHING), "", words);

        assertEquals("one first", run.out().strip(), run.err());
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(repository.store())));
        try (var all = Files.walk(repository.jbangDir())) {
            for (var file : all.filter(path -> !Files.isSymbolicLink(path)).toList()) {
                var mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
                assertTrue(mode.charAt(4) == '-' && mode.charAt(7) == '-', mode + " " + file);
            }
        }
    }

    @Test
    void aCacheOfAnotherUserIsNotUsed() throws IOException {
        repository = MiniRepository.in(directory.resolve("clone"));
        assumeTrue(Files.getOwner(directory).getName().equals("root"), "only root can give a file away");
        assertEquals("one first", run(NOTHING, "hello@catalog").out().strip());
        var another = directory.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("daemon");
        Files.setOwner(repository.store(), another);

        var run = run(NOTHING, "hello@catalog");

        assertNotEquals(0, run.exit());
        assertTrue(run.err().contains("belongs to another user, or others can write to it"), run.err());
    }

    /** A catalog that does not concern this repository is left alone, whatever its text looks like. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"aliases\": {\"x\": {\"script-ref\": \"scripts/x.java\", \"description\": \"scripts/x: y\"}}}",
                "{\"aliases\": {\"x\": {\"script-ref\": \"x.java\", \"arguments\": [\"scripts/a=1\"]}}}",
                "{\"aliases\": {\"x\": {\"script-ref\": \"x.java\", \"description\": \"\\u00fc } {\"}}}",
                "{\"catalogs\": {\"other\": {\"catalog-ref\": \"/elsewhere/jbang-catalog.json\"}}}",
                "not json"
            })
    void aForeignCatalogThatDoesNotConcernUsIsLeftAlone(String text) throws IOException {
        Files.writeString(work.resolve("jbang-catalog.json"), text);
        Files.writeString(work.resolve("mine.java"), MiniRepository.script("mine", "mine"));

        assertEquals("0.132.1\n", run(NOTHING, "version").out());
        assertEquals("mine", run(NOTHING, "mine.java").out().strip());
        assertEquals("one first", run(NOTHING, "hello@catalog").out().strip());
    }

    private Run run(Map<String, String> environment, String... words) {
        return runIn(work, environment, words);
    }

    private Run runIn(Path directory, Map<String, String> environment, String... words) {
        var command =
                new ArrayList<>(List.of(repository.directory().resolve("jbangw").toString()));
        command.addAll(Arrays.asList(words));
        return Run.of(directory, repository.environment(environment), "", command);
    }

    private String evilText(String name) {
        return """
                class %s {
                    public static void main(String[] a) throws Exception {
                        java.nio.file.Files.createFile(java.nio.file.Path.of("%s"));
                    }
                }
                """.formatted(name, evidence);
    }

    private Path evil() throws IOException {
        return Files.writeString(directory.resolve("foreign/Evil.java"), evilText("Evil"));
    }

    private Path agent() throws IOException {
        return Files.writeString(directory.resolve("Agent.java"), """
                //JAVAAGENT
                public class Agent {
                    public static void premain(String a, java.lang.instrument.Instrumentation i) throws Exception {
                        java.nio.file.Files.createFile(java.nio.file.Path.of("%s"));
                    }
                }
                """.formatted(evidence));
    }

    /** A PATH without Maven, and a user without an entry in the password file. */
    private Path bareTools() throws IOException {
        var bin = Files.createDirectories(directory.resolve("tools"));
        for (var name : List.of(
                "sed",
                "ls",
                "mkdir",
                "rm",
                "mv",
                "cp",
                "grep",
                "head",
                "tail",
                "readlink",
                "sha256sum",
                "cksum",
                "cat")) {
            tool(bin, name, "PATH=/usr/bin:/bin exec " + name + " \"$@\"");
        }
        tool(bin, "id", "exit 1");
        return bin;
    }

    private static void tool(Path bin, String name, String body) throws IOException {
        Files.writeString(bin.resolve(name), "#!/bin/sh\n" + body + "\n");
        assertTrue(bin.resolve(name).toFile().setExecutable(true));
    }
}
