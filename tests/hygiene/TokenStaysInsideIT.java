package hygiene;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import harness.Program;
import harness.RawServer;
import harness.RawServer.Response;
import harness.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A canary for a token: it sings on token's stdout and nowhere else. */
class TokenStaysInsideIT {
    private static final String LIST = "/subscriptions?api-version=2022-12-01";
    private static final String JSON = "Content-Type: application/json\r\n";

    @TempDir
    Path home;

    @TempDir
    Path temporary;

    /** Each command, as it is run into each response of Resource Manager. */
    private static final Map<String, List<String>> COMMANDS = Map.of(
            "ListVms", List.of(),
            "Rest", List.of("GET", "--paged", LIST),
            "AudienceCheckScript", List.of("--report", "arm"),
            "Doctor", List.of("-o", "json", "--include-identity"));

    @ParameterizedTest
    @ValueSource(strings = {"value", "json", "header", "export", "claims"})
    void tokenPrintsItToStdoutOnly(String format) {
        try (var server = Canary.handedOut(Canary.WEB_TOKEN, Response.json("{}"))) {
            var run = run(server, "Token", List.of("-o", format, "--verbose"));

            assertEquals(0, run.exit(), run.err());
            assertEquals(!format.equals("claims"), Canary.isIn(run.out()));
            assertEquals("", run.err());
            assertEquals(List.of(), Canary.filesWithIt(home, temporary));
        }
    }

    @Test
    void noCommandShowsItWhetherItSucceedsOrFails() {
        for (var response : List.of(
                Canary.message(200, JSON, "{\"value\":[]}"),
                Canary.errorResponse(403, "AuthorizationFailed", Canary.WEB_TOKEN, ""),
                Canary.message(200, JSON, "[" + Canary.WEB_TOKEN))) {
            try (var server = Canary.handedOut(Canary.WEB_TOKEN, Response.text(response))) {
                COMMANDS.forEach((command, words) -> {
                    var all = new ArrayList<>(words);
                    all.add("--verbose");
                    var run = run(server, command, all);

                    assertFalse(Canary.isIn(run.out() + run.err()), run.out() + run.err());
                });
                assertTrue(server.requests().stream().anyMatch(request -> Canary.isIn(request.headers())));
                assertEquals(List.of(), Canary.filesWithIt(home, temporary));
            }
        }
    }

    @Test
    void neitherArgumentsNorEnvironmentOfTheProcessHaveIt() throws Exception {
        assumeTrue(Files.isReadable(Path.of("/proc/self/cmdline")), "a system with /proc");
        var requested = new CountDownLatch(1);
        try (var server = Canary.handedOut(Canary.WEB_TOKEN, (request, connection) -> {
            requested.countDown();
            new CountDownLatch(1).await();
        })) {
            var command = Program.command("ListVms", List.of());
            var process = Run.builder(home, environment(server), command).start();
            try {
                assertTrue(requested.await(60, TimeUnit.SECONDS));
                assertFalse(Canary.isIn(proc(process.pid(), "cmdline") + proc(process.pid(), "environ")));
                assertTrue(proc(process.pid(), "cmdline").contains("ListVms"));
            } finally {
                process.destroyForcibly().waitFor();
            }
        }
    }

    @Test
    void aRecordingByTheJvmsOwnFlightRecorderHasNoTokenInIt() throws IOException {
        var recording = temporary.resolve("run.jfr");
        try (var server = Canary.handedOut(Canary.WEB_TOKEN, Response.json("{\"value\":[]}"))) {
            var command = new ArrayList<>(Program.command("ListVms", List.of()));
            command.add(1, "-XX:StartFlightRecording=settings=profile,filename=" + recording);
            var run = Run.of(home, environment(server), "", command);

            assertEquals(0, run.exit(), run.err());
            assertTrue(Canary.has(recording, "ListVms", UTF_8), "the recording can be searched");
            assertEquals(List.of(), Canary.filesWithIt(home, temporary));
        }
    }

    private Run run(RawServer server, String command, List<String> words) {
        var line = new ArrayList<>(Program.command(command, words));
        line.add(1, "-Djava.io.tmpdir=" + temporary);
        return Run.of(home, environment(server), "", line);
    }

    private Map<String, String> environment(RawServer server) {
        var environment = new HashMap<>(server.environment());
        environment.put("HOME", home.toString());
        environment.put("PATH", home.toString());
        environment.put("JBANG_DIR", home.resolve(".jbang").toString());
        return environment;
    }

    private static String proc(long pid, String file) throws IOException {
        return Files.readString(Path.of("/proc", String.valueOf(pid), file), ISO_8859_1);
    }
}
