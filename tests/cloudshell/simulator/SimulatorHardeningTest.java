package cloudshell.simulator;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import harness.Program;
import harness.Run;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Another user of the host, and a web page in this user's browser, at the simulator's sockets. */
class SimulatorHardeningTest {
    private static final String STUB =
            "{\"request\":{\"urlPattern\":\".*\"},\"response\":{\"status\":200,\"body\":\"replaced\"},\"priority\":1}";

    private static Simulator simulator;

    @BeforeAll
    static void start() {
        simulator = Simulator.start(SimulatorOptions.DEFAULTS);
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    static Stream<String> admin() {
        return Stream.of(
                "POST /__admin/mappings",
                "POST /__admin/mappings/save",
                "PUT /__admin/files/x.txt",
                "POST /__admin/shutdown",
                "POST /__admin/reset",
                "GET /__admin/requests",
                "POST /__admin/recordings/start",
                "GET /__admin/swagger-ui/index.html",
                "GET /__admin/../__admin/mappings",
                "GET //__admin/mappings",
                "GET /%5f_admin/mappings",
                "GET /__admin;x=1/mappings",
                "GET /__files/../pom.xml",
                "GET /..%2f..%2fpom.xml",
                "OPTIONS /oauth2/token",
                "TRACE /",
                "CONNECT localhost:1");
    }

    @ParameterizedTest
    @MethodSource("admin")
    void nothingOfWhatItIsBuiltOnCanBeReached(String line) throws IOException {
        var response = raw(line + " HTTP/1.1", "Host: " + host(), "Content-Length: " + STUB.length(), "", STUB);

        assertTrue(response.matches("(?s)HTTP/1\\.1 (400|401|404|405|501) .*"), response);
        showsNothing(response);
        assertTrue(raw("GET /oauth2/token HTTP/1.1", "Host: " + host(), "", "").contains("MetadataHeaderMissing"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:PORT",
                "localhost.evil.example:PORT",
                "127.0.0.1.evil.example",
                "localhost@evil.example",
                "169.254.169.254",
                "0.0.0.0:PORT",
                "",
            })
    void onlyTheNamesOfLocalhostGetAResponse(String host) throws IOException {
        var response = raw("GET /oauth2/token HTTP/1.1", "Host: " + host.replace("PORT", port()), "", "");

        assertTrue(response.startsWith("HTTP/1.1 400 "), response);
        showsNothing(response);
    }

    @Test
    void aRequestLineWithAnotherHostIsRejected() throws IOException {
        var response = raw("GET http://evil.example/oauth2/token HTTP/1.1", "Host: " + host(), "", "");

        assertTrue(response.startsWith("HTTP/1.1 400 "), response);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:PORT", "LOCALHOST:PORT", "127.0.0.1:PORT", "[::1]:PORT", "localhost"})
    void everyNameOfLocalhostIsLoopback(String host) throws IOException {
        var response = raw("GET /oauth2/token HTTP/1.1", "Host: " + host.replace("PORT", port()), "", "");

        assertTrue(response.contains("MetadataHeaderMissing"), response);
    }

    @Test
    void aWebPageGetsNoLeaveToReadOrToAskMore() throws IOException {
        var response = raw(
                "OPTIONS /subscriptions HTTP/1.1",
                "Host: " + host(),
                "Origin: https://evil.example",
                "Access-Control-Request-Method: GET",
                "Access-Control-Request-Headers: metadata",
                "",
                "");

        assertFalse(response.startsWith("HTTP/1.1 2"), response);
        assertFalse(response.toLowerCase(Locale.ROOT).contains("access-control"), response);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1~Host: HOST~~",
                "GET /a|b%zz?x=%&&=&a HTTP/1.1~Host: HOST~~",
                "GET /\u0001 HTTP/1.1~Host: HOST~~",
                "GET /subscriptions?api-version=%00 HTTP/1.1~Host: HOST~~",
                "BLAH~~",
                "G\u00e4T / HTTP/1.1~Host: HOST~~",
                "GET / HTTP/9.9~Host: HOST~~",
                "GET / HTTP/1.1~Host: HOST~Host: evil.example~~",
                "POST /oauth2/token HTTP/1.1~Host: HOST~Metadata: true~Content-Length: 3~~\u001f\u008b\u0008",
                "POST /oauth2/token HTTP/1.1~Host: HOST~Content-Length: 99999999~~",
                "POST /oauth2/token HTTP/1.1~Host: HOST~Metadata: true~Transfer-Encoding: chunked~~5~hello~0~~",
                "POST /providers/Microsoft.ResourceGraph/resources?api-version=2021-03-01 HTTP/1.1~Host: HOST~Content-Length: 2~~{]",
            })
    void malformedRequestsGetAPlainErrorResponse(String request) throws IOException {
        var response = raw(request.replace("HOST", host()).split("~", -1));

        assertTrue(response.matches("(?s)HTTP/1\\.1 (4\\d\\d|505) .*"), response);
        showsNothing(response);
    }

    @Test
    void aBodyLargerThanResourceManagerAcceptsIsRejected() throws IOException {
        var response = raw(
                "POST /oauth2/token HTTP/1.1",
                "Host: " + host(),
                "Metadata: true",
                "Content-Length: " + 5_000_000,
                "",
                "resource=" + "x".repeat(4_999_991));

        assertTrue(response.startsWith("HTTP/1.1 413 "), response.substring(0, Math.min(200, response.length())));
    }

    @Test
    void noFileIsReadOrWrittenInTheCurrentDirectory(@TempDir Path directory) throws Exception {
        var mappings = Files.createDirectories(directory.resolve("src/test/resources/mappings"));
        Files.writeString(mappings.resolve("stub.json"), STUB);
        Files.writeString(
                Files.createDirectories(directory.resolve("src/test/resources/__files"))
                        .resolve("x"),
                "x");
        var words = new ArrayList<>(List.of("--"));
        words.addAll(Program.command("Token", List.of()));
        var run = Run.of(directory, Map.of(), "", Program.command("SimulatorScript", words));

        assertEquals(0, run.exit(), run.err());
        assertTrue(run.out().startsWith("eyJ"), run.out());
        try (var files = Files.walk(directory)) {
            assertEquals(
                    List.of("stub.json", "x"),
                    files.filter(Files::isRegularFile)
                            .map(file -> file.getFileName().toString())
                            .sorted()
                            .toList());
        }
    }

    private static void showsNothing(String response) {
        for (var word : List.of("jetty", "wiremock", "Matched-Stub", "Exception", "\tat ", "<html", "replaced")) {
            assertFalse(response.toLowerCase(Locale.ROOT).contains(word.toLowerCase(Locale.ROOT)), response);
        }
    }

    private static String host() {
        return "localhost:" + port();
    }

    private static String port() {
        return Integer.toString(URI.create(simulator.address()).getPort());
    }

    /** Sends these lines as they are and reads what comes until the server has no more to say. */
    private static String raw(String... lines) throws IOException {
        try (var socket = new Socket("127.0.0.1", Integer.parseInt(port()))) {
            socket.setSoTimeout(10_000);
            var request = String.join("\r\n", lines).replaceFirst("\r\n", "\r\nConnection: close\r\n");
            var out = socket.getOutputStream();
            try {
                out.write(request.getBytes(ISO_8859_1));
                out.flush();
                socket.shutdownOutput();
            } catch (IOException e) {
                // it has responded before it had read it all
            }
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }
}
