package scripts;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloudshell.simulator.Simulator;
import cloudshell.simulator.SimulatorOptions;
import harness.Jbang;
import harness.Project;
import harness.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** It tunes once, in a home of its own, with a secret in the environment that must not get into any archive. */
class TuneIT {
    private static final Jbang JBANG = new Jbang(Project.target("tune-home"));
    private static final Path ARCHIVES = JBANG.jbangDir().resolve("cache/cloudshell-tune");
    private static final Path BIN = Project.target("tune-bin");
    private static final String CANARY = "canary-7f3a9c51d2";

    private static Simulator simulator;
    private static Run tuned;

    @BeforeAll
    static void tune() {
        simulator = Simulator.start(SimulatorOptions.DEFAULTS);
        tuned = JBANG.run(environment(), "tune@catalog", "token", "--launchers", BIN.toString());
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    private static Map<String, String> environment() {
        var environment = new HashMap<>(simulator.environment());
        environment.put("ACCESS_TOKEN", CANARY);
        environment.put("JBANG_LOCAL_ROOT", "");
        return environment;
    }

    @Test
    void theLineForTheProfileIsAllThatIsPrinted() {
        assertEquals(0, tuned.exit(), tuned.err());
        assertTrue(
                tuned.out().matches("if \\[ .* \\] .*; then export JBANG_JAVA_OPTIONS='[^'\n]*'; fi\n"), tuned.out());
        assertEquals(List.of(), tuned.complaints());
    }

    @Test
    void theLineSetsTheFlagsAsLongAsTheArchiveIsWhole() throws IOException {
        assertTrue(options().contains("SharedArchiveFile=") || options().contains("AOTCache="), options());
        var archive = Files.list(ARCHIVES)
                .filter(file -> file.toString().matches(".*/jbang\\.(jsa|aot)"))
                .findFirst()
                .orElseThrow();
        var whole = Files.readAllBytes(archive);
        write(archive, Arrays.copyOf(whole, whole.length / 2));

        assertEquals("", options());
        assertEquals("0.132.1\n", JBANG.run(environment(), "version").out());

        write(archive, whole);
    }

    @Test
    void theSecondTimeNothingIsStale() {
        var status = JBANG.run(environment(), "tune@catalog", "token", "--status");

        assertTrue(status.out().matches("jbang\tcurrent\t\\d+ MB\ntoken\tcurrent\t\\d+ MB\n"), status.out());
        assertEquals(0, status.exit());
    }

    @Test
    void aTunedJbangPrintsTheTokenAndNothingElse() {
        var environment = environment();
        environment.put("JBANG_JAVA_OPTIONS", options());
        environment.put("JBANGW_REMEMBER", "no");

        isAToken(JBANG.run(environment, "token@catalog"));
    }

    @Test
    void aRememberedRunUsesTheArchiveAndALauncherIsOne() throws IOException {
        for (var run : List.of(JBANG.run(environment(), "token@catalog"), launch(BIN))) {
            isAToken(run);
            assertEquals("", run.err());
        }
        assertTrue(Files.readString(memory()).contains("\nx -XX:"), "no archive");
    }

    @Test
    void anArchiveThatWasCutOrDamagedIsNotUsedAndNothingCrashes() throws IOException {
        var archive = Path.of(Files.readAllLines(memory()).stream()
                .filter(line -> line.startsWith("a "))
                .map(line -> line.split(" ", 4)[3])
                .findFirst()
                .orElseThrow());
        var whole = Files.readAllBytes(archive);
        var flipped = whole.clone();
        for (int i = 0; i < flipped.length; i += 997) {
            flipped[i] ^= 0x55;
        }
        for (var damaged : List.of(new byte[0], Arrays.copyOf(whole, whole.length / 2), flipped)) {
            write(archive, damaged);
            isAToken(JBANG.run(environment(), "token@catalog"));
        }
        Files.delete(archive);
        isAToken(JBANG.run(environment(), "token@catalog"));
        Files.write(archive, whole);
    }

    @Test
    void aLauncherNeverReplacesAnotherFileNorWritesThroughALink() throws IOException {
        var other = Project.emptied("tune-bin-other");
        var behind = other.resolve("behind");
        Files.createSymbolicLink(other.resolve("token"), behind);
        var refused = JBANG.run(environment(), "tune@catalog", "token", "--launchers", other.toString());
        assertEquals(2, refused.exit(), refused.err());
        assertTrue(Files.notExists(behind));

        Files.delete(other.resolve("token"));
        Files.write(other.resolve("token"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertEquals(
                2,
                JBANG.run(environment(), "tune@catalog", "token", "--launchers", other.toString())
                        .exit());
    }

    @Test
    void launchersInAFolderThatCannotBeAreRefusedBeforeTheWork() {
        var run = JBANG.run(environment(), "tune@catalog", "token", "--refresh", "--launchers", "/proc/none");

        assertEquals(2, run.exit(), run.err());
        assertTrue(run.err().startsWith("tune: could not write launchers: /proc/none "), run.err());
    }

    @Test
    void afterUndoNothingOfItIsLeft() throws IOException {
        var own = new Jbang(Project.emptied("tune'd"));
        var bin = Project.emptied("tune-bin-undone");
        var made = own.run(environment(), "tune@catalog", "token", "--launchers", bin.toString());
        assertEquals(0, made.exit(), made.err());
        var parsed = Run.of(bin, environment(), "", List.of("sh", "-c", made.out() + "echo \"$JBANG_JAVA_OPTIONS\""));
        assertTrue(parsed.out().contains("tune'd"), parsed.out() + parsed.err());

        assertEquals(0, own.run(environment(), "tune@catalog", "--undo").exit());

        assertTrue(Files.notExists(bin.resolve("token")));
        try (var files = Files.walk(own.home())) {
            assertEquals(
                    List.of(),
                    files.filter(file -> file.toString().matches(".*\\.(jsa|aot|use)"))
                            .toList());
        }
        isAToken(own.run(environment(), "token@catalog"));
    }

    @Test
    void noArchiveHoldsAnythingOfTheEnvironmentAndOnlyTheUserReadsThem() throws IOException {
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(ARCHIVES)));
        try (var files = Files.list(ARCHIVES)) {
            for (var file : files.toList()) {
                assertFalse(Files.readString(file, ISO_8859_1).contains(CANARY), file.toString());
            }
        }
    }

    @Test
    void whatIsToBeTunedMustBeACommand() {
        var run = JBANG.run(environment(), "tune@catalog", "nothing");

        assertEquals(2, run.exit());
        assertEquals("", run.out());
    }

    private static void isAToken(Run run) {
        assertTrue(run.out().matches("eyJ[A-Za-z0-9._-]+\n"), run.out() + run.err());
        assertEquals(List.of(), run.complaints());
    }

    /** What the line for the profile sets. */
    private static String options() {
        var script = tuned.out() + "printf %s \"$JBANG_JAVA_OPTIONS\"";
        return Run.of(BIN, JBANG.environment(environment()), "", List.of("sh", "-c", script))
                .out();
    }

    private static Path memory() {
        return JBANG.jbangDir().resolve("cache/jbangw-1-0.132.1/aliases/token@catalog");
    }

    /** The JVM makes its archives read-only. */
    private static void write(Path file, byte[] content) throws IOException {
        Files.delete(file);
        Files.write(file, content);
    }

    private static Run launch(Path folder) {
        return Run.of(
                folder,
                JBANG.environment(environment()),
                "",
                List.of(folder.resolve("token").toString()));
    }
}
