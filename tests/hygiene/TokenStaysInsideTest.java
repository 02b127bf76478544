package hygiene;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cloudshell.CloudShell;
import cloudshell.arm.ArmException;
import cloudshell.cli.Terminal;
import cloudshell.http.Transport;
import cloudshell.simulator.Simulator;
import cloudshell.simulator.SimulatorOptions;
import cloudshell.token.AccessToken;
import cloudshell.token.CloudShellException;
import cloudshell.token.Settings;
import cloudshell.token.TokenException;
import harness.Program;
import harness.RawServer;
import harness.RawServer.Response;
import harness.Run;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A canary for a token: it sings on token's stdout and nowhere else. */
class TokenStaysInsideTest {
    private static final String LIST = "/subscriptions?api-version=2022-12-01";
    private static final String JSON = "Content-Type: application/json\r\n";

    @TempDir
    Path home;

    @TempDir
    Path temporary;

    /** Parts of a response in which a Resource Manager may give the token back to whoever sent it. */
    static Stream<UnaryOperator<String>> answersThatEchoTheToken() {
        return Stream.of(
                token -> Canary.errorResponse(400, "BadRequest", "You sent " + token + " to us.", ""),
                token -> Canary.errorResponse(500, "Bearer " + token, "no", ""),
                token -> Canary.errorResponse(403, "AuthorizationFailed", "no", "x-ms-request-id: " + token + "\r\n"),
                token -> Canary.errorResponse(401, "ExpiredAuthenticationToken", token, ""),
                token -> Canary.errorResponse(
                        401, "InvalidToken", "no", "WWW-Authenticate: Bearer claims=" + token + "\r\n"),
                token -> Canary.errorResponse(429, "TooManyRequests", token, "Retry-After: 1200\r\n"),
                token -> Canary.message(302, "Location: https://elsewhere.example/?t=" + token + "\r\n", ""),
                token -> Canary.message(200, JSON, "{\"value\":[" + token),
                token -> Canary.message(502, "", token),
                token -> list("https://elsewhere.example/?t=" + token),
                token -> list("https://elsewhere.example/" + token + "/next"),
                token -> list("https://" + token + "@elsewhere.example/next"),
                token -> list("not a URL but " + token),
                token -> list("/next?t=" + token));
    }

    @ParameterizedTest
    @MethodSource("answersThatEchoTheToken")
    void whatAServiceEchoesIsInNoException(UnaryOperator<String> echo) {
        for (var token : List.of(Canary.WEB_TOKEN, Canary.OPAQUE)) {
            try (var server = Canary.handedOut(token, (request, connection) -> {
                var sent = request.header("Authorization").replace("Bearer ", "");
                var response = request.line().contains("/next")
                        ? Canary.errorResponse(404, "NotFound", "no", "")
                        : echo.apply(sent);
                RawServer.send(connection, response.getBytes(UTF_8));
            })) {
                var settings = Settings.of(server.environment()).withPause((wait, why) -> {});
                var arm = CloudShell.connect(settings).arm();

                var failure =
                        assertThrows(ArmException.class, () -> arm.list(LIST).count());

                assertFalse(Canary.isIn(everythingIn(failure)), everythingIn(failure));
            }
        }
    }

    private static String everythingIn(CloudShellException failure) {
        var trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        return String.join("\n", trace.toString(), failure.hint(), failure.code(), failure.requestId());
    }

    /** The responses of a token endpoint that have a token in them and cannot be used. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"access_token\":\"%s",
                "{\"access_token\":\"%s\"}",
                "{\"access_token\":\"%1$s\",\"access_token\":\"%1$s\",\"expires_on\":\"4070908800\"}",
                "{\"access_token\":\"%s\",\"expires_on\":\"1\"}",
                "{\"access_token\":\"a b %s\",\"expires_on\":\"4070908800\"}",
                "{\"access_token\":\"a\\n%s\",\"expires_on\":\"4070908800\"}",
                "{\"error\":{\"code\":\"x\",\"message\":\"%s\"}}",
                "%s"
            })
    void aTokenThatCannotBeUsedIsNotQuoted(String body) {
        for (var status : List.of(200, 400)) {
            var response =
                    Response.http(status, JSON, body.formatted(Canary.WEB_TOKEN).getBytes(UTF_8));
            try (var server = RawServer.start(response)) {
                var azure = CloudShell.connect(Settings.of(server.environment()));

                var failure = assertThrows(TokenException.class, azure::token);

                assertFalse(Canary.isIn(everythingIn(failure)), everythingIn(failure));
            }
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

    private static String list(String nextLink) {
        return Canary.message(200, JSON, "{\"value\":[],\"nextLink\":\"" + nextLink + "\"}");
    }

    private static String proc(long pid, String file) throws IOException {
        return Files.readString(Path.of("/proc", String.valueOf(pid), file), ISO_8859_1);
    }

    @Test
    void noTextFormShowsIt() {
        var token = new AccessToken("https://x", Instant.MAX, Canary.OPAQUE, "Bearer", Map.of("tenant", "t"));
        var settings = Settings.of(Map.of("access_token", Canary.OPAQUE));
        var azure = CloudShell.connect(settings, audience -> token);
        var request = new Transport.Request(
                "GET", URI.create("https://x"), Map.of("Authorization", Canary.OPAQUE), Canary.OPAQUE.getBytes(UTF_8));
        var response = new Transport.Response(200, Map.of("x", List.of(Canary.OPAQUE)), Canary.OPAQUE.getBytes(UTF_8));
        var terminal =
                new Terminal(System.in, System.out, System.err, Map.of("access_token", Canary.OPAQUE), false, false);

        for (var each : List.of(token, settings, azure, azure.arm(), request, response, terminal)) {
            assertFalse(Canary.isIn(each.toString()), each.toString());
        }
    }

    @Test
    void theSimulatorsLogHasNoTokenInIt() {
        try (var simulator = Simulator.start(SimulatorOptions.DEFAULTS)) {
            var token = Program.run("Token", simulator.environment()).out().strip();
            Program.run("ListVms", simulator.environment());

            assertEquals(4, simulator.log().lines().size());
            assertFalse(simulator.log().lines().toString().contains(token));
        }
    }
}
