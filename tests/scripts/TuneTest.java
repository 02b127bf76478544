package scripts;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloudshell.simulator.Plan;
import cloudshell.simulator.Simulator;
import harness.Jbang;
import harness.Project;
import harness.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** It tunes once, in a home of its own, with a secret in the environment that must not get into any archive. */
class TuneTest {
    private static final Jbang JBANG = new Jbang(Project.target("tune-home"));
    private static final Path ARCHIVES = JBANG.jbangDir().resolve("cache/cloudshell-tune");
    private static final Path BIN = Project.target("tune-bin");
    private static final String CANARY = "canary-7f3a9c51d2";

    private static Simulator simulator;
    private static Run tuned;

    @BeforeAll
    static void tune() {
        simulator = Simulator.start(Plan.USUAL);
        tuned = JBANG.run(environment(), "tune@catalog", "token", "--launchers", BIN.toString());
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    private static Map<String, String> environment() {
        var environment = new HashMap<>(simulator.environment());
        environment.put("ACCESS_TOKEN", CANARY);
        return environment;
    }

    @Test
    void theLineForTheProfileIsAllThatIsPrinted() {
        assertEquals(0, tuned.exit(), tuned.err());
        assertTrue(tuned.out().matches("export JBANG_JAVA_OPTIONS='[^'\n]*'\n"), tuned.out());
        assertEquals(List.of(), tuned.complaints());
    }

    @Test
    void theSecondTimeNothingIsStale() {
        var status = JBANG.run(environment(), "tune@catalog", "token", "--status");

        assertTrue(status.out().matches("jbang\tcurrent\t\\d+ MB\ntoken\tcurrent\t\\d+ MB\n"), status.out());
        assertEquals(0, status.exit());
    }

    @Test
    void aTunedJbangPrintsTheTokenAndNothingElse() {
        var options = tuned.out().replaceAll(".*'(.*)'\n", "$1");
        var environment = environment();
        environment.put("JBANG_JAVA_OPTIONS", options);

        var run = JBANG.run(environment, "token@catalog");

        assertTrue(run.out().matches("eyJ[A-Za-z0-9._-]+\n"), run.out());
        assertEquals(List.of(), run.complaints());
    }

    @Test
    void aLauncherPrintsTheTokenWithoutJbang() {
        var run = launch(BIN);

        assertTrue(run.out().matches("eyJ[A-Za-z0-9._-]+\n"), run.out());
        assertEquals("", run.err());
    }

    @Test
    void anArchiveThatDoesNotFitIsNoErrorAndNoLine() throws IOException {
        var archive = Files.readString(BIN.resolve("token"))
                .replaceAll("(?s).*(?:SharedArchiveFile|AOTCache)=([^']*)'.*", "$1");
        var other = Project.target("tune-bin-stale");
        Files.writeString(other.resolve("other.jsa"), "not an archive");
        copy(
                BIN.resolve("token"),
                other.resolve("token"),
                archive,
                other.resolve("other.jsa").toString());

        var run = launch(other);

        assertTrue(run.out().matches("eyJ[A-Za-z0-9._-]+\n"), run.out());
        assertEquals("", run.err());
    }

    @Test
    void aLauncherWhoseJarIsGoneAsksJbang() throws IOException {
        var other = Project.target("tune-bin-gone");
        copy(BIN.resolve("token"), other.resolve("token"), "/token.jar", "/gone.jar");

        var run = launch(other);

        assertTrue(run.out().matches("eyJ[A-Za-z0-9._-]+\n"), run.out());
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

    private static Run launch(Path folder) {
        return Run.of(
                folder,
                JBANG.environment(environment()),
                "",
                List.of(folder.resolve("token").toString()));
    }

    private static void copy(Path launcher, Path to, String what, String with) throws IOException {
        Files.writeString(to, Files.readString(launcher).replace(what, with));
        Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
