package scripts;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloudshell.CloudShell;
import cloudshell.simulator.Simulator;
import cloudshell.simulator.SimulatorOptions;
import harness.Jbang;
import harness.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.StandardWatchEventKinds;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** CDS archives: made automatically, without a token in them, and never used if they are damaged. */
class ArchiveIT {
    private static final long LONGEST_SECONDS = 60;

    @TempDir
    Path directory;

    private Jbang jbang;

    @BeforeEach
    void emptyHome() {
        jbang = Jbang.compiled(directory.resolve("home"));
    }

    /** This JDK, and the newest one beside it, which may make AOT caches. */
    static List<String> jdks() throws IOException {
        var own = Path.of(System.getProperty("java.home"));
        try (var beside = Files.list(own.toRealPath().getParent())) {
            return Stream.concat(
                            Stream.of(own),
                            beside.filter(jdk -> jdk.getFileName().toString().contains("25")
                                    && Files.isExecutable(jdk.resolve("bin/javac"))))
                    .map(Path::toString)
                    .distinct()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void anArchiveIsMadeAndUsedWithoutATokenInIt(String jdk) throws Exception {
        Files.createDirectories(jbang.home());
        try (var simulator = Simulator.start(SimulatorOptions.DEFAULTS)) {
            var environment = environment(simulator.environment());
            environment.put("JAVA_HOME", jdk);
            var token = run(environment, "token@catalog").out().strip();
            assertTrue(token.startsWith("eyJ"), token);

            var archive = trainedArchive(environment);

            var third = run(environment, "token@catalog");
            assertEquals(0, third.exit(), third.err());
            assertTrue(third.out().matches("eyJ[A-Za-z0-9._-]+\n"), third.out());
            assertEquals("", third.err());
            assertTrue(isMapped(environment), "the archive is not used");
            assertNoFileHas(token);
            assertNoFileHas(third.out().strip());
            assertOnlyUserCanRead(archive);
        }
    }

    @Test
    void aScriptThatUsesTheLibraryHasAnArchiveAndAnotherHasNone() throws Exception {
        Files.createDirectories(jbang.home());
        var mine = Files.writeString(directory.resolve("mine.java"), """
                //SOURCES cloudshell-token@catalog
                class mine {
                    public static void main(String[] a) {
                        System.out.println(cloudshell.token.Tokens.class.getSimpleName());
                    }
                }
                """);
        var other = Files.writeString(
                directory.resolve("other.java"), "class other { public static void main(String[] a) {} }\n");
        var environment = environment(Map.of());

        assertEquals("Tokens\n", run(environment, mine.toString()).out());
        run(environment, other.toString());

        assertTrue(Files.readString(entry("mine.java/run")).contains("\nt -X"));
        assertFalse(Files.readString(entry("other.java/run")).contains("\nt -X"));
    }

    @Test
    void aDamagedOrCutArchiveIsNeverUsed() throws Exception {
        Files.createDirectories(jbang.home());
        try (var simulator = Simulator.start(SimulatorOptions.DEFAULTS)) {
            var environment = environment(simulator.environment());
            run(environment, "token@catalog");
            var archive = trainedArchive(environment);
            var bytes = Files.readAllBytes(archive);
            assertTrue(archive.toFile().setWritable(true));
            var flipped = bytes.clone();
            flipped[bytes.length / 2] ^= 1;
            var entry = entry("aliases/token@catalog");
            var text = Files.readString(entry);
            for (var damaged : List.of(flipped, java.util.Arrays.copyOf(bytes, bytes.length / 2), new byte[0])) {
                Files.write(archive, damaged, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
                assertFalse(isMapped(environment));
                var run = run(environment, "token@catalog");
                assertEquals(0, run.exit(), run.err());
                assertFalse(Files.readString(entry).contains("\na "), "the archive is to be made again");
                Files.write(archive, bytes);
                Files.writeString(entry, text);
                assertTrue(isMapped(environment));
                assertTrue(archive.toFile().setWritable(true));
            }
            Files.delete(archive);
            assertFalse(isMapped(environment));
            assertEquals(0, run(environment, "token@catalog").exit());
        }
    }

    @Test
    void helpIsNoTrainingRun() throws IOException {
        Files.createDirectories(jbang.home());
        var environment = environment(Map.of());
        assertEquals(
                "token " + CloudShell.VERSION + "\n",
                run(environment, "token@catalog", "--version").out());

        assertFalse(Files.exists(Path.of(entry("aliases/token@catalog") + ".trained")));
    }

    private Map<String, String> environment(Map<String, String> more) {
        var environment = jbang.environment(more);
        environment.remove("JBANGW_ARCHIVES");
        return environment;
    }

    /** Runs the command until a detached process has entered the archive. */
    private Path trainedArchive(Map<String, String> environment) throws Exception {
        var entry = entry("aliases/token@catalog");
        try (var watch = entry.getFileSystem().newWatchService()) {
            entry.getParent()
                    .register(watch, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
            assertEquals(0, run(environment, "token@catalog").exit());
            while (!Files.readString(entry).contains("\na ")) {
                var key = watch.poll(LONGEST_SECONDS, TimeUnit.SECONDS);
                assertNotNull(key, "no archive within " + LONGEST_SECONDS + " s");
                key.pollEvents();
                key.reset();
            }
        }
        return Path.of(entry + ".archive");
    }

    /** Whether jbangw passes the archive on, as the JVM itself reports its flags. */
    private boolean isMapped(Map<String, String> environment) {
        var command = List.of("sh", "-c", "exec sh -x \"$0\" token@catalog --version 2>&1", Jbang.launcher());
        return Run.of(directory, environment, "", command)
                .out()
                .lines()
                .filter(line -> line.startsWith("+ exec "))
                .anyMatch(line -> line.contains(".archive"));
    }

    private Run run(Map<String, String> environment, String... words) {
        var command =
                Stream.concat(Stream.of(Jbang.launcher()), Stream.of(words)).toList();
        return Run.of(directory, environment, "", command);
    }

    private Path entry(String name) {
        try (var all = Files.walk(jbang.jbangDir().resolve("cache"))) {
            return all.filter(file -> file.endsWith(name)).findFirst().orElseThrow();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void assertOnlyUserCanRead(Path archive) throws IOException {
        var store = Files.getPosixFilePermissions(jbang.jbangDir().resolve("cache/jbangw-2-0.132.1"));
        assertEquals("rwx------", java.nio.file.attribute.PosixFilePermissions.toString(store), archive.toString());
    }

    private void assertNoFileHas(String token) throws IOException {
        try (var files = Files.walk(jbang.home())) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var text = Files.readString(file, ISO_8859_1);
                for (var charset : List.of(UTF_8, UTF_16LE, UTF_16BE)) {
                    assertFalse(text.contains(new String(token.getBytes(charset), ISO_8859_1)), file + " " + charset);
                }
            }
        }
    }
}
