package scripts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloudshell.CloudShell;
import cloudshell.simulator.Simulator;
import cloudshell.simulator.SimulatorOptions;
import harness.FileServer;
import harness.Jbang;
import harness.Project;
import harness.Run;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way in which JBang comes to a script of the toolkit, as real processes. */
class JbangModesIT {
    /** For the first run of token from a remote catalog: one for each file that it reads, and few more. */
    private static final int MOST_REQUESTS = 60;

    private static Simulator simulator;

    @TempDir
    Path directory;

    @BeforeAll
    static void start() {
        simulator = Simulator.start(SimulatorOptions.DEFAULTS);
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @Test
    void theFirstRunWithAnEmptyCacheAndTheSecondPrintTheTokenWithOneRequestEach() throws IOException {
        var fresh = new Jbang(directory);
        try (var own = Simulator.start(SimulatorOptions.DEFAULTS)) {
            var first = fresh.run(own.environment(), "token@catalog");
            assertEquals(List.of("POST /oauth2/token"), own.log().lines(), first.err());
            assertTrue(first.out().matches("eyJ[A-Za-z0-9._-]+\n"), first.out());
            assertEquals(List.of(), first.complaints());

            var second = fresh.run(own.environment(), "token@catalog");
            assertEquals(new Run(0, first.out(), ""), second);
            assertEquals(2, own.log().forTokens());
            assertNoFileHas(first.out().strip());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"token", "list-vms", "audience-check", "simulator", "demo"})
    void anAliasWorksFromAnyDirectory(String alias) {
        var run = Jbang.shared().run(directory, Map.of(), "", alias + "@catalog", "--version");

        assertEquals(alias + " " + CloudShell.VERSION + "\n", run.out(), run.err());
        assertEquals(0, run.exit());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "scripts", "lib/cloudshell/cli"})
    void inTheRepositoryAndItsDirectoriesTheAliasNeedsNoCatalog(String inside) {
        isAToken(run(Project.root().resolve(inside), "token"));
    }

    @Test
    void aScriptRunsByItsPathInTheRepositoryAndFromElsewhere() {
        isAToken(run(Project.root(), "scripts/token.java"));
        isAToken(run(directory, Project.root().resolve("scripts/token.java").toString()));
    }

    @Test
    void aCopyOfAScriptRunsInAnyDirectory() throws IOException {
        Files.copy(Project.root().resolve("scripts/list-vms.java"), directory.resolve("mine.java"));

        var run = run(directory, "mine.java", "-o", "tsv");

        assertEquals(16, run.out().lines().count(), run.err());
    }

    @Test
    void theRepositoryIsARemoteCatalogAddedOrNotUnderAnyName() {
        try (var host = new FileServer(Project.root())) {
            var own = Jbang.compiled(directory);
            var url = host.address() + "/jbang-catalog.json";
            isAToken(own.run(directory, simulator.environment(), "", "token@" + url));
            int first = host.requests();
            assertTrue(first <= MOST_REQUESTS, first + " requests for the first run");

            own.run(Map.of(), "catalog", "add", "--name", "azure", url);

            isAToken(own.run(directory, simulator.environment(), "", "token@azure"));
        }
    }

    @Test
    void theLibraryIsOneLineInAnybodysOwnScript() throws IOException {
        Files.writeString(directory.resolve("mine.java"), """
                //JAVA 17+
                //SOURCES cloudshell@catalog
                import cloudshell.CloudShell;

                class Mine {
                    public static void main(String[] args) {
                        var azure = CloudShell.connect();
                        System.out.println(azure.token());
                        azure.arm().list("/subscriptions?api-version=2022-12-01")
                                .forEach(subscription -> System.out.println(subscription.path("displayName").asText()));
                    }
                }
                """);

        var lines = run(directory, "mine.java").out().lines().toList();

        assertTrue(lines.get(0).matches("AccessToken\\[https://management.azure.com/, .* left, \\*{3}]"), lines.get(0));
        assertEquals("Production", lines.get(1));
    }

    /** JBang rejects where two ways lead to one file: so nothing of the library is named twice. */
    @Test
    void aScriptOfTheLibraryIsExportedAsAMavenProject() throws IOException {
        Files.writeString(directory.resolve("Mine.java"), """
                //SOURCES cloudshell@catalog
                class Mine {
                    public static void main(String[] args) {
                        System.out.println(cloudshell.CloudShell.VERSION);
                    }
                }
                """);

        var run = Jbang.shared().run(directory, Map.of(), "", "export", "maven", "-O", "project", "Mine.java");

        assertEquals(0, run.exit(), run.err());
        var sources = directory.resolve("project/src/main/java");
        assertTrue(Files.exists(sources.resolve("Mine.java")));
        assertTrue(Files.exists(sources.resolve("cloudshell/token/Tokens.java")));
    }

    /** Behind a firewall that swallows what is sent: a proxy takes every connection to elsewhere, and never responds. */
    @Test
    void nothingThatIsHereWaitsForANetwork() throws IOException {
        var fresh = Jbang.compiled(Project.emptied("no-network-home"));
        Files.writeString(directory.resolve("mine.java"), """
                //SOURCES cloudshell@catalog
                class Mine {
                    public static void main(String[] args) {
                        System.out.println(cloudshell.CloudShell.VERSION);
                    }
                }
                """);
        try (var wall = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var options = "-Dhttps.proxyHost=127.0.0.1 -Dhttps.proxyPort=" + wall.getLocalPort();
            var environment = Map.of("JAVA_TOOL_OPTIONS", options);

            for (int i = 0; i < 2; i++) {
                var run = fresh.run(directory, environment, "", "token@catalog", "--version");
                assertEquals("token " + CloudShell.VERSION + "\n", run.out(), run.err());
                assertEquals(
                        CloudShell.VERSION + "\n",
                        fresh.run(directory, environment, "", "mine.java").out());
            }
            assertEquals(
                    0,
                    fresh.run(directory, environment, "", "info", "tools", "token@catalog")
                            .exit());
            wall.setSoTimeout(1);
            assertThrows(SocketTimeoutException.class, wall::accept);
        }
    }

    @Test
    void theExitCodeAndTheOneLineOfAFailurePassThrough() {
        var run = run(directory, "token@catalog", "https://search.azure.com");

        assertEquals(4, run.exit());
        assertEquals("", run.out());
        assertEquals(2, run.complaints().size(), run.err());
    }

    private static Run run(Path directory, String... arguments) {
        return Jbang.shared().run(directory, simulator.environment(), "", arguments);
    }

    private static void isAToken(Run run) {
        assertTrue(run.out().matches("eyJ[A-Za-z0-9._-]+\n"), run.out() + run.err());
        assertEquals(0, run.exit());
        assertEquals(List.of(), run.complaints());
    }

    private void assertNoFileHas(String token) throws IOException {
        try (var files = Files.walk(directory)) {
            files.filter(Files::isRegularFile)
                    .forEach(file -> assertFalse(text(file).contains(token), file.toString()));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
