package scripts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloudshell.simulator.Simulator;
import cloudshell.simulator.SimulatorOptions;
import harness.Program;
import harness.Project;
import harness.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which classes a command loads: the count behind its start-up time, and unlike that time the same on any VM. */
class StartUpIT {
    private static final int MOST_FOR_A_TOKEN = 140;

    @Test
    void aTokenNeedsNoTreeNoTlsAndNoLambdaOfOurs() throws IOException {
        var loaded = loadedBy("Token");

        assertEquals(List.of(), matching(loaded, "com\\.fasterxml\\.jackson\\.databind\\..*"));
        assertEquals(List.of(), matching(loaded, "sun\\.security\\.ssl\\..*|java\\.net\\.http\\..*"));
        assertEquals(List.of(), matching(loaded, "(Token|cloudshell\\..*)\\$\\$Lambda.*"));
    }

    @Test
    void aTokenLoadsFewClassesThatAreNotTheJdks() throws IOException {
        var ours = matching(loadedBy("Token"), "(Token|cloudshell|com\\.fasterxml|org\\.apache).*");

        assertTrue(ours.size() <= MOST_FOR_A_TOKEN, ours.size() + ": " + ours);
    }

    /** The JDK's own client compiles some, later, when its first request is made. */
    @Test
    void aTokenNeedsNoRegularExpressionOfOurs() throws IOException {
        var loaded = loadedBy("Token");
        var client = loaded.indexOf("sun.net.www.protocol.http.HttpURLConnection");

        assertTrue(client > 0);
        assertEquals(List.of(), matching(loaded.subList(0, client), "java\\.util\\.regex\\..*"));
    }

    @Test
    void listingVmsNeedsNoObjectMapperAndNoTls() throws IOException {
        var loaded = loadedBy("ListVms");

        assertEquals(List.of(), matching(loaded, ".*\\.(ObjectMapper|JsonMapper)"));
        assertEquals(List.of(), matching(loaded, "sun\\.security\\.ssl\\..*|java\\.net\\.http\\..*"));
    }

    private static List<String> loadedBy(String mainClass) throws IOException {
        var log = Project.target("start-up").resolve(mainClass + ".log");
        var command = new ArrayList<>(Program.command(mainClass, List.of()));
        command.add(1, "-Xlog:class+load:file=" + log + ":none");
        try (var simulator = Simulator.start(SimulatorOptions.DEFAULTS)) {
            var run = Run.of(Project.root(), simulator.environment(), "", command);
            assertEquals(0, run.exit(), run.err());
        }
        return Files.readAllLines(log).stream().map(line -> line.split(" ")[0]).toList();
    }

    private static List<String> matching(List<String> loaded, String pattern) {
        return loaded.stream().filter(name -> name.matches(pattern)).toList();
    }
}
