package hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import harness.Program;
import harness.RawServer;
import harness.RawServer.Response;
import harness.Run;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Attacks that need a JVM of their own: its proxy settings and its memory. */
class HostileServerIT {
    private static final String TOKEN = "{\"access_token\":\"good-token\",\"expires_on\":\"4070908800\"}";

    @Test
    void aProxyOfTheEnvironmentOrTheJvmNeverSeesARequestForLocalhost() {
        try (var proxy = RawServer.start(Response.json("{}"));
                var server = serving(Response.json("{\"value\":[]}"))) {
            var environment = new HashMap<>(server.environment());
            for (var name : List.of("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "ALL_PROXY")) {
                environment.put(name, proxy.address());
            }
            var command = new ArrayList<>(Program.command("ListVms", List.of()));
            var port = proxy.address().replaceAll(".*:", "");
            command.addAll(
                    1, List.of("-Dhttp.proxyHost=127.0.0.1", "-Dhttp.proxyPort=" + port, "-Dhttp.nonProxyHosts="));
            var run = Run.of(Path.of(".").toAbsolutePath(), environment, "", command);

            assertEquals(0, run.exit(), run.err());
            assertEquals(List.of(), proxy.requests());
        }
    }

    @Test
    void aResponseThatDoesNotFitIntoMemoryIsReportedAsSuch() {
        try (var server = serving(Response.json("{\"value\":[" + "[],".repeat(10_000_000) + "[]]}"))) {
            for (var command : List.of(
                    Program.command("ListVms", List.of()),
                    Program.command("Rest", List.of("GET", "/x?api-version=1")))) {
                command.add(1, "-Xmx100m");
                var run = Run.of(Path.of(".").toAbsolutePath(), server.environment(), "", command);

                assertEquals(1, run.exit());
                assertEquals("", run.out());
                assertTrue(run.err().matches("[^\n]*[mM]emory[^\n]*\nTry: [^\n]*\n"), run.err());
            }
        }
    }

    private static RawServer serving(Response arm) {
        var token = Response.json(TOKEN);
        return RawServer.start((request, connection) -> (request.isForTokens() ? token : arm).to(request, connection));
    }
}
