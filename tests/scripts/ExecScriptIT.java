package scripts;

import static harness.FakePrograms.AZ_SIGNED_OUT;
import static harness.FakePrograms.AZ_TOKEN;
import static harness.FakePrograms.SUBSCRIPTION;
import static harness.FakePrograms.TENANT;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cloudshell.simulator.Simulator;
import cloudshell.simulator.SimulatorOptions;
import harness.Expect;
import harness.FakePrograms;
import harness.Program;
import harness.Project;
import harness.Raw;
import harness.Run;
import harness.Tools;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExecScriptIT {
    private static final String SCRIPT = "ExecScript";
    private static final Simulator SIMULATOR = Simulator.start(SimulatorOptions.DEFAULTS);

    @TempDir
    Path directory;

    @AfterAll
    static void stop() {
        SIMULATOR.close();
    }

    @Test
    void aCommandEndsAsItDoesAndGetsItsInputAndArgumentsUnchanged() {
        var words = List.of("--", "sh", "-c", "cat; printf '<%s>' \"$@\"; exit 7", "sh", "a b", "", "$HOME", "*");

        var run = Run.of(Project.root(), SIMULATOR.environment(), "line 1\nline 2", Program.command(SCRIPT, words));

        assertEquals("line 1\nline 2<a b><><$HOME><*>", run.out());
        assertEquals(7, run.exit());
        assertEquals("", run.err());
    }

    @Test
    void withAzTheTenantAndSubscriptionAreAzs() {
        var programs = new FakePrograms(directory).responds("az", AZ_TOKEN);

        var run = Program.start(
                SCRIPT,
                programs.environment(),
                "--",
                Tools.find("sh").orElseThrow().toString(),
                "-c",
                "echo $ARM_TENANT_ID $ARM_SUBSCRIPTION_ID");

        assertEquals(TENANT + " " + SUBSCRIPTION + "\n", run.out(), run.err());
    }

    @Test
    void whatSignsInByOtherMeansIsTakenOutOfTheEnvironment() {
        var environment = new HashMap<>(SIMULATOR.environment());
        environment.put("AZURE_CLIENT_ID", "x");
        environment.put("ARM_OIDC_TOKEN", "x");
        environment.put("AZURE_CONFIG_DIR", "mine");

        var run = Program.start(SCRIPT, environment, "--", "env");

        assertFalse(run.out().contains("AZURE_CLIENT_ID") || run.out().contains("ARM_OIDC"), "taken away");
        assertTrue(run.out().contains("AZURE_CONFIG_DIR=mine\n"), "az's directory is the user's own matter");
    }

    @Test
    void aTokenIsPutIntoAVariableForProgramsThatTakeItThere() {
        var token = Program.start("Token", SIMULATOR.environment(), "postgres").out();

        var run = Program.start(
                SCRIPT, SIMULATOR.environment(), "--env", "PGPASSWORD=postgres", "--", "sh", "-c", "echo $PGPASSWORD");

        assertEquals(token, run.out(), run.err());
    }

    @Test
    void theLastLineTellsWhatWasIssued() {
        var ask = "for i in 1 2; do curl -s $MSI_ENDPOINT -H Metadata:true -d resource=https://vault.azure.net; done";

        var run = Program.start(SCRIPT, SIMULATOR.environment(), "--verbose", "--", "sh", "-c", ask + " >/dev/null");

        assertEquals(List.of("exec: issued https://vault.azure.net 2 times"), run.complaints());
    }

    @Test
    void ifNobodyIsSignedInTheCommandIsNotStarted() {
        var programs = new FakePrograms(directory).fails("az", 1, AZ_SIGNED_OUT);

        var run = Program.start(
                SCRIPT,
                programs.environment(),
                "--source",
                "az",
                "--",
                Tools.find("echo").orElseThrow().toString(),
                "started");

        Expect.failure(run, 3, "exec", "az is not signed in");
    }

    @ParameterizedTest
    @CsvSource({
        "--only nothing -- true,             2, 'nothing' is not a known short name",
        "--only grpah -- true,               2, did you mean 'graph'?",
        "--env X=valt -- true,               2, did you mean 'vault'?",
        "--only https://search.azure.com -- true, 4, AudienceNotSupported",
        "--env PGPASSWORD -- true,           2, --env takes NAME=AUDIENCE",
        "--env 1X=arm -- true,               2, --env takes NAME=AUDIENCE",
        "--env X=arm,                        2, --env needs a COMMAND",
        "--env X=https://search.azure.com -- true, 4, AudienceNotSupported",
        "--port 70000,                       2, --port takes a whole number",
        "-- no-such-command-here,            2, there is no such program on the PATH",
        "--,                                 2, there is no COMMAND after --",
        "--client-id x -- true,              2, selects a managed identity",
    })
    void whatCannotBeIsReportedBeforeTheCommandStarts(String arguments, int exit, String text) {
        Expect.failure(Program.start(SCRIPT, SIMULATOR.environment(), arguments.split(" ")), exit, "exec", text);
    }

    @Test
    void aPortThatIsTakenIsReportedOnOneLine() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = Integer.toString(taken.getLocalPort());

            Expect.failure(
                    Program.start(SCRIPT, SIMULATOR.environment(), "--port", port),
                    2,
                    "exec",
                    "port " + port + " is in use");
        }
    }

    @Test
    void withoutACommandItPrintsExportLinesAndServesUntilItIsEnded() throws Exception {
        try (var serving = new Serving(List.of("--verbose", "--only", "arm"))) {
            var command = new ArrayList<>(List.of("bash", "-c", serving.exports + "\nexec \"$@\"", "bash"));
            command.addAll(Program.command("Token", List.of()));
            var run = Run.of(Project.root(), Map.of(), "", command);

            assertTrue(run.out().startsWith("eyJ"), run.err());
            serving.process.toHandle().destroy();
            assertEquals("exec: issued https://management.azure.com/ once\n", serving.errors());
            assertEquals(143, serving.process.waitFor());
        }
    }

    /** The command line is what any user of a VM may read; the environment is the user's own. */
    @Test
    void anotherUserWhoReadsTheProcessListLearnsNothing() throws IOException {
        assumeTrue(Files.isReadable(Path.of("/proc/self/cmdline")), "a system with /proc");
        var look =
                "echo $IDENTITY_HEADER; for p in $$ $PPID; do tr '\\0' ' ' </proc/$p/cmdline; echo; ls -l /proc/$p/environ; done";

        var run = Program.start(SCRIPT, SIMULATOR.environment(), "--", "bash", "-c", look);

        var lines = run.out().lines().toList();
        var secret = lines.get(0);
        assertTrue(secret.matches("[0-9a-f]{64}"), run.out());
        assertFalse(String.join("\n", lines.subList(1, lines.size())).contains(secret));
        assertTrue(run.out().contains(SCRIPT), "the process list is read");
        assertEquals(
                2, lines.stream().filter(line -> line.startsWith("-r--------")).count(), run.out());
    }

    @Test
    void connectionsWithoutTheSecretKeepNobodyOut() throws Exception {
        try (var serving = new Serving(List.of())) {
            var dripping = new ArrayList<Socket>();
            for (int i = 0; i < 600; i++) {
                var socket = new Socket("127.0.0.1", serving.endpoint().getPort());
                socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: ".getBytes(UTF_8));
                dripping.add(socket);
            }
            var reply = Raw.send(
                    serving.endpoint(),
                    "GET",
                    serving.endpoint().getRawPath() + "?resource=https://vault.azure.net",
                    List.of("Metadata: true"),
                    "");

            assertEquals(200, reply.status());
            for (var socket : dripping.subList(0, 300)) {
                assertTrue(ended(socket), "the oldest are closed");
            }
            for (var socket : dripping) {
                socket.close();
            }
        }
    }

    @Test
    void anOptionOfExecsBehindTheCommandIsReported() {
        var run = Program.start(SCRIPT, SIMULATOR.environment(), "--", "echo", "--only", "arm", "--env=X=vault");

        assertEquals("--only arm --env=X=vault\n", run.out());
        assertEquals(
                List.of(
                        "exec: --only after COMMAND is an argument of COMMAND; options of exec come before --",
                        "exec: --env after COMMAND is an argument of COMMAND; options of exec come before --"),
                run.complaints());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "IDENTITY_HEADER",
                "IDENTITY_ENDPOINT",
                "MSI_SECRET",
                "AZD_AUTH_KEY",
                "ARM_USE_MSI",
                "no_proxy",
                "HTTPS_PROXY",
                "AZURE_CLIENT_SECRET",
                "PATH",
                "Path",
                "LD_PRELOAD",
                "LD_AUDIT",
                "DYLD_INSERT_LIBRARIES",
                "JAVA_TOOL_OPTIONS",
                "JDK_JAVA_OPTIONS",
                "_JAVA_OPTIONS",
                "BASH_ENV",
                "ENV",
                "IFS",
                "PS4",
                "PYTHONPATH",
                "NODE_OPTIONS",
                "PERL5LIB",
                "RUBYOPT",
                "DOTNET_STARTUP_HOOKS",
                "GIT_SSH_COMMAND",
                "HOME",
            })
    void rejectsTokensInVariablesThatOthersRead(String name) {
        var run = Program.run(SCRIPT, SIMULATOR.environment(), "--env", name + "=arm", "--", "true");

        Expect.failure(run, 2, "exec", "--env cannot set " + name);
    }

    private static boolean ended(Socket socket) {
        try (socket) {
            return !new String(socket.getInputStream().readAllBytes(), ISO_8859_1).contains("200 OK");
        } catch (IOException e) {
            return true;
        }
    }

    /** exec without a command, and the lines that it printed. */
    private static final class Serving implements AutoCloseable {
        private final Process process;
        private final String exports;

        Serving(List<String> arguments) throws IOException {
            var command = new ArrayList<>(Program.command(SCRIPT, arguments));
            process = Run.builder(Project.root(), SIMULATOR.environment(), command)
                    .start();
            var lines = new ArrayList<String>();
            var reader = process.inputReader(UTF_8);
            do {
                lines.add(reader.readLine());
            } while (!lines.get(lines.size() - 1).startsWith("export no_proxy="));
            exports = String.join("\n", lines);
        }

        URI endpoint() {
            return URI.create(exports.replaceAll("(?s).*export MSI_ENDPOINT='([^']*)'.*", "$1"));
        }

        String errors() throws IOException {
            return new String(process.getErrorStream().readAllBytes(), UTF_8);
        }

        @Override
        public void close() {
            process.destroy();
            process.onExit().join();
        }
    }
}
