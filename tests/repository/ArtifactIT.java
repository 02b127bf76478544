package repository;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cloudshell.http.Toolkit;
import cloudshell.simulator.Simulator;
import cloudshell.simulator.SimulatorOptions;
import harness.Jbang;
import harness.Project;
import harness.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The artifact as others use it: from a Maven repository, by JBang and by plain Maven, with the code of the scripts. */
class ArtifactIT {
    private static final String COORDINATES = "io.github.cloudshell-jbang:cloudshell:" + Toolkit.VERSION;
    private static final Path PUBLISHED = Project.emptied("published");
    private static final Path LOCAL = Project.emptied("consumers-repository");
    private static final Path FOLDER = Project.emptied("consumer");

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
                FOLDER.resolve("Groups.java"),
                """
                //REPOS here=%s,published=%s
                //DEPS %s
                """.formatted(thisMachine().toUri(), PUBLISHED.toUri(), COORDINATES) + PROGRAM);
        var jbang = new Jbang(Project.emptied("consumer-home"));

        try (var simulator = Simulator.start(SimulatorOptions.DEFAULTS)) {
            var environment = new java.util.HashMap<>(simulator.environment());
            environment.put("JBANG_REPO", LOCAL.toString());
            var run = jbang.run(FOLDER, environment, "", script.toString());

            assertEquals("true\n", run.out(), run.err());
        }
    }

    @Test
    void aMavenProjectUsesTheSimulatorWithOneDependency() throws IOException {
        var project = Files.createDirectories(FOLDER.resolve("maven"));
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
        Files.writeString(
                project.resolve("settings.xml"),
                SETTINGS.formatted(thisMachine().toUri(), PUBLISHED.toUri()));

        var run = Run.of(
                project,
                Map.of(
                        "JAVA_HOME",
                        System.getProperty("java.home"),
                        "HOME",
                        Project.emptyHome().toString()),
                "",
                List.of("mvn", "-q", "-B", "-ntp", "-s", "settings.xml", "-Dmaven.repo.local=" + LOCAL, "compile"));

        assertEquals(0, run.exit(), run.out() + run.err());
    }

    /** The repository that this build itself has its libraries from, so that no network is needed. */
    private static Path thisMachine() {
        var jackson = Path.of(com.fasterxml.jackson.databind.JsonNode.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
        return jackson.resolve("../../../../../../..").normalize();
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
