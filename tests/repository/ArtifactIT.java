package repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cloudshell.http.Toolkit;
import cloudshell.simulator.Simulator;
import cloudshell.simulator.SimulatorOptions;
import com.fasterxml.jackson.databind.JsonNode;
import harness.Jbang;
import harness.Project;
import harness.Run;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The artifact as others use it: from a Maven repository, by JBang and by plain Maven, with the code of the scripts. */
class ArtifactIT {
    private static final String COORDINATES = "io.github.cloudshell-jbang:cloudshell:" + Toolkit.VERSION;
    private static final Path PUBLISHED = Project.emptied("published");
    private static final Path LOCAL = Project.emptied("consumers-repository");
    private static final Path DIRECTORY = Project.emptied("consumer");

    private static final String PROGRAM = """
            import cloudshell.CloudShell;

            public class Groups {
                public static void main(String[] args) {
                    var azure = CloudShell.connect();
                    var path = azure.subscriptions().filledIn("/subscriptions/{subscriptionId}/resourceGroups");
                    System.out.println(azure.arm().list(path + "?api-version=2021-04-01").mapToInt(group -> 1).sum() > 0);
                }
            }
            """;

    @BeforeAll
    static void publish() throws IOException {
        publishPom("cloudshell-parent", "pom.xml");
        publishPom("cloudshell", "lib/pom.xml");
        publishJar("cloudshell");
        publishPom("cloudshell-simulator", "simulator/pom.xml");
        publishJar("cloudshell-simulator");
    }

    private static void publishPom(String artifact, String pom) throws IOException {
        Files.createDirectories(file(artifact, "").getParent());
        Files.copy(Project.root().resolve(pom), file(artifact, ".pom"));
    }

    private static void publishJar(String artifact) throws IOException {
        var classes = Project.root().resolve("target").resolve(artifact).resolve("classes");
        try (var jar = new JarOutputStream(Files.newOutputStream(file(artifact, ".jar")));
                var files = Files.walk(classes)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                jar.putNextEntry(
                        new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, jar);
                jar.closeEntry();
            }
        }
    }

    private static Path file(String artifact, String end) {
        return PUBLISHED
                .resolve("io/github/cloudshell-jbang")
                .resolve(artifact)
                .resolve(Toolkit.VERSION)
                .resolve(artifact + "-" + Toolkit.VERSION + end);
    }

    @Test
    void aJbangScriptUsesItByDeps() throws IOException {
        var script = Files.writeString(
                DIRECTORY.resolve("Groups.java"),
                """
                //REPOS here=%s,published=%s
                //DEPS %s
                """.formatted(url(localRepository()), url(PUBLISHED), COORDINATES) + PROGRAM);
        var jbang = new Jbang(Project.emptied("consumer-home"));

        try (var simulator = Simulator.start(SimulatorOptions.DEFAULTS)) {
            var environment = new java.util.HashMap<>(simulator.environment());
            environment.put("JBANG_REPO", LOCAL.toString());
            var run = jbang.run(DIRECTORY, environment, "", script.toString());

            assertEquals("true\n", run.out(), run.err());
        }
    }

    @Test
    void aMavenProjectUsesTheSimulatorWithOneDependency() throws IOException {
        var project = Files.createDirectories(DIRECTORY.resolve("maven"));
        var sources = Files.createDirectories(project.resolve("src/main/java"));
        Files.writeString(sources.resolve("Groups.java"), PROGRAM);
        Files.writeString(sources.resolve("Simulated.java"), """
                import cloudshell.simulator.SimulatorOptions;
                import cloudshell.simulator.Simulator;

                public class Simulated {
                    public static void main(String[] args) {
                        try (var simulator = Simulator.start(SimulatorOptions.DEFAULTS)) {
                            System.out.println(simulator.environment().containsKey("MSI_ENDPOINT"));
                        }
                    }
                }
                """);
        Files.writeString(project.resolve("pom.xml"), CONSUMER.formatted(Toolkit.VERSION));
        Files.writeString(project.resolve("settings.xml"), SETTINGS.formatted(url(localRepository()), url(PUBLISHED)));

        var run = Run.of(
                project,
                Map.of(
                        "JAVA_HOME",
                        System.getProperty("java.home"),
                        "HOME",
                        Project.emptyHome().toString(),
                        "MAVEN_OPTS",
                        "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"),
                "",
                List.of("mvn", "-q", "-B", "-ntp", "-s", "settings.xml", "-Dmaven.repo.local=" + LOCAL, "compile"));

        assertEquals(0, run.exit(), run.out() + run.err());
    }

    /** Two test classes side by side, and a WireMock of the project's own; the simulator's dependency comes first. */
    @ParameterizedTest
    @ValueSource(strings = {"5.10.2", "5.14.4", "6.1.3"})
    void testsOfAMavenProjectRunAgainstTheSimulatorWithTheirOwnJUnit(String junit) throws IOException {
        assumeTrue(
                Files.exists(localRepository()
                        .resolve("org/junit/jupiter/junit-jupiter-engine/" + junit + "/junit-jupiter-engine-" + junit
                                + ".jar")),
                "JUnit " + junit + " is not in the local repository");
        var project = Project.emptied("consumer-junit-" + junit);
        var tests = Files.createDirectories(project.resolve("src/test/java"));
        for (var name : List.of("OneTest", "OtherTest")) {
            Files.writeString(tests.resolve(name + ".java"), TEST.replace("NAME", name));
        }
        Files.writeString(
                Files.createDirectories(project.resolve("src/test/resources")).resolve("junit-platform.properties"),
                """
                junit.jupiter.execution.parallel.enabled=true
                junit.jupiter.execution.parallel.mode.default=concurrent
                junit.jupiter.execution.parallel.mode.classes.default=concurrent
                """);
        var pom = CONSUMER.formatted(Toolkit.VERSION)
                .replace("</dependencies>", TEST_DEPENDENCIES.formatted(junit, wiremock()))
                .replace("</plugins>", SUREFIRE);
        Files.writeString(project.resolve("pom.xml"), pom);
        Files.writeString(project.resolve("settings.xml"), SETTINGS.formatted(url(localRepository()), url(PUBLISHED)));

        var run = Run.of(
                project,
                Map.of(
                        "JAVA_HOME",
                        System.getProperty("java.home"),
                        "HOME",
                        Project.emptyHome().toString(),
                        "MAVEN_OPTS",
                        "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"),
                "",
                List.of("mvn", "-B", "-ntp", "-s", "settings.xml", "-Dmaven.repo.local=" + LOCAL, "test"));

        assertEquals(0, run.exit(), run.out() + run.err());
        assertTrue(run.out().contains("Tests run: 4, Failures: 0, Errors: 0, Skipped: 0"), run.out());
    }

    private static String wiremock() {
        return Project.read("pom.xml").replaceFirst("(?s).*<wiremock.version>(.*?)</wiremock.version>.*", "$1");
    }

    private static final String TEST = """
            import static org.junit.jupiter.api.Assertions.assertEquals;

            import cloudshell.CloudShell;
            import cloudshell.simulator.Simulator;
            import cloudshell.simulator.junit.CloudShellSimulation;
            import cloudshell.token.Settings;
            import com.github.tomakehurst.wiremock.WireMockServer;
            import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
            import java.util.Map;
            import org.junit.jupiter.api.Test;

            @CloudShellSimulation(vms = 3)
            class NAME {
                @Test
                void listsVms(Map<String, String> environment) {
                    var azure = CloudShell.connect(Settings.of(environment));
                    var path = "/subscriptions/{subscriptionId}/providers/Microsoft.Compute/virtualMachines";
                    assertEquals(3, azure.arm().list(azure.subscriptions().filledIn(path) + "?api-version=2024-07-01").count());
                }

                @Test
                @CloudShellSimulation(faults = "token-500")
                void worksBesideWireMock(Simulator simulator) {
                    var other = new WireMockServer(WireMockConfiguration.options().dynamicPort());
                    other.start();
                    try {
                        assertEquals(true, simulator.address().startsWith("http://localhost:"));
                    } finally {
                        other.stop();
                    }
                }
            }
            """;

    private static final String TEST_DEPENDENCIES = """
              <dependency>
                <groupId>org.junit.jupiter</groupId>
                <artifactId>junit-jupiter</artifactId>
                <version>%s</version>
                <scope>test</scope>
              </dependency>
              <dependency>
                <groupId>org.wiremock</groupId>
                <artifactId>wiremock</artifactId>
                <version>%s</version>
                <scope>test</scope>
              </dependency>
            </dependencies>""";

    private static final String SUREFIRE = """
                <plugin><artifactId>maven-surefire-plugin</artifactId><version>3.5.4</version></plugin>
            </plugins>""";

    /** Maven decodes a percent-encoded character that is not ASCII byte by byte. */
    private static String url(Path directory) {
        return "file://" + directory.toString().replace(" ", "%20");
    }

    /** The repository that this build itself has its libraries from, so that no network is needed. */
    private static Path localRepository() {
        var jackson = JsonNode.class.getProtectionDomain().getCodeSource().getLocation();
        return Path.of(URI.create(jackson.toString()))
                .resolve("../../../../../../..")
                .normalize();
    }

    private static final String SETTINGS = """
            <settings>
              <mirrors>
                <mirror><id>here</id><mirrorOf>central</mirrorOf><url>%s</url></mirror>
              </mirrors>
              <profiles>
                <profile>
                  <id>published</id>
                  <repositories><repository><id>published</id><url>%s</url></repository></repositories>
                </profile>
              </profiles>
              <activeProfiles><activeProfile>published</activeProfile></activeProfiles>
            </settings>
            """;

    private static final String CONSUMER = """
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <modelVersion>4.0.0</modelVersion>
              <groupId>org.example</groupId>
              <artifactId>consumer</artifactId>
              <version>1</version>
              <properties>
                <maven.compiler.release>17</maven.compiler.release>
                <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
              </properties>
              <dependencies>
                <dependency>
                  <groupId>io.github.cloudshell-jbang</groupId>
                  <artifactId>cloudshell-simulator</artifactId>
                  <version>%s</version>
                </dependency>
              </dependencies>
              <build>
                <plugins>
                  <plugin><artifactId>maven-resources-plugin</artifactId><version>3.3.1</version></plugin>
                  <plugin><artifactId>maven-compiler-plugin</artifactId><version>3.14.1</version></plugin>
                </plugins>
              </build>
            </project>
            """;
}
