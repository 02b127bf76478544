package scripts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import harness.Expect;
import harness.Program;
import harness.Project;
import harness.RawServer;
import harness.Run;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A request means what was typed, in every locale and method. */
class LocaleIT {
    /** In octal, so that it reaches the command whatever the locale of the tests themselves is. */
    private static final String GROUP =
            "/subscriptions/x/resourceGroups/rg-\\346\\227\\245\\346\\234\\254?api-version=2021-04-01";

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "PATCH", "POST", "DELETE"})
    void whatIsNotAsciiGoesOutAsUtf8InEachMethod(String method) {
        try (var server = server()) {
            var run = rest(server, "C.UTF-8", method);

            assertEquals(0, run.exit(), run.err());
            assertEquals(
                    method + " /subscriptions/x/resourceGroups/rg-%E6%97%A5%E6%9C%AC?api-version=2021-04-01 HTTP/1.1",
                    server.requests().get(server.requests().size() - 1).line());
        }
    }

    @BeforeEach
    void theJvmFindsItsClassPathInTheCLocale() {
        var classPath = Project.root().toString();
        assumeTrue(classPath.chars().allMatch(c -> c < 128), "the JVM cannot read " + classPath + " in the C locale");
    }

    @Test
    void aCharacterThatTheLocaleLostIsRejectedAndNothingIsSent() {
        try (var server = server()) {
            var run = rest(server, "C", "DELETE");

            Expect.failure(run, 2, "rest", "has a character that the locale of this process cannot represent");
            assertTrue(run.err().contains("\nTry: LC_ALL=C.UTF-8"), run.err());
            assertEquals(0, server.requests().size());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"C", "C.UTF-8"})
    void aServicesNextLinkIsReadInEachLocale(String locale) {
        try (var server = RawServer.start((request, connection) -> {
            var body = request.isForTokens()
                    ? "{\"access_token\":\"opaque\",\"expires_on\":\"4070908800\"}"
                    : request.line().contains("page=")
                            ? "{\"value\":[{\"name\":\"b\"}]}"
                            : "{\"value\":[{\"name\":\"a\"}],\"nextLink\":\"http://" + request.header("Host")
                                    + "/things?page=\\u00fc\"}";
            RawServer.send(connection, RawServer.message(200, "", body.getBytes()));
        })) {
            var run = Program.start(
                    "Rest", environment(server, locale), "GET", "/things?api-version=1", "--paged", "-o", "jsonl");

            assertEquals("{\"name\":\"a\"}\n{\"name\":\"b\"}\n", run.out(), run.err());
            assertEquals(
                    "GET /things?page=%C3%BC HTTP/1.1",
                    server.requests().get(server.requests().size() - 1).line());
        }
    }

    private static Run rest(RawServer server, String locale, String method) {
        var command = new ArrayList<>(
                List.of("sh", "-c", "exec \"$@\" " + method + " \"$(printf '" + GROUP + "')\" -o none", "sh"));
        command.addAll(Program.command("Rest", List.of()));
        var environment = environment(server, locale);
        environment.put("HOME", Project.emptyHome().toString());
        return Run.of(Project.root(), environment, "", command);
    }

    private static Map<String, String> environment(RawServer server, String locale) {
        var environment = new HashMap<>(server.environment());
        environment.put("LC_ALL", locale);
        return environment;
    }

    private static RawServer server() {
        return RawServer.start((request, connection) -> RawServer.send(
                connection,
                RawServer.message(
                        200,
                        "",
                        (request.isForTokens() ? "{\"access_token\":\"opaque\",\"expires_on\":\"4070908800\"}" : "{}")
                                .getBytes())));
    }
}
