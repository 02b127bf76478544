package cloudshell.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloudshell.CloudShell;
import cloudshell.simulator.Simulator;
import cloudshell.simulator.SimulatorOptions;
import cloudshell.token.Settings;
import cloudshell.token.UsageException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a person at JShell gets who calls a method with something else than it takes. */
@Isolated
class ShellMistakesTest {
    private static final Simulator SIMULATOR = Simulator.start(SimulatorOptions.DEFAULTS);

    @BeforeAll
    static void connect() {
        Shell.use(CloudShell.connect(Settings.of(SIMULATOR.environment())));
    }

    @AfterAll
    static void stop() {
        SIMULATOR.close();
        Shell.use(null);
    }

    static Stream<Arguments> nulls() {
        return Stream.of(
                of("token", () -> Shell.token(null)),
                of("claims", () -> Shell.claims(null)),
                of("get", () -> Shell.get(null)),
                of("post", () -> Shell.post(null)),
                of("delete", () -> Shell.delete(null)),
                of("list", () -> Shell.list(null)),
                of("graph", () -> Shell.graph(null)),
                of("graphList", () -> Shell.graphList(null)),
                of("query", () -> Shell.query(null)),
                of("audiences", () -> Shell.audiences((String) null)));
    }

    private static Arguments of(String name, Runnable call) {
        return Arguments.of(name, call);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("nulls")
    void nullIsWrongUsage(String name, Runnable call) {
        var e = assertThrows(UsageException.class, call::run);

        assertTrue(e.getMessage().endsWith("null"), e.getMessage());
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of(
                        "a path that begins with /, or a URL that begins with https://",
                        call(() -> Shell.list("secrets?x=1"))),
                Arguments.of("/subscriptions?api-version=1", call(() -> Shell.get("subscriptions?api-version=1"))),
                Arguments.of("graph(\"/v1.0/me\")", call(() -> Shell.get("/v1.0/me"))),
                Arguments.of(
                        "'Resources | where type =~ \"microsoft.compute/disks\" | project name, id'",
                        call(() -> Shell.query("select * from resources"))));
    }

    private static Runnable call(Runnable call) {
        return call;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void theHintIsALineOfJShell(String hint, Runnable call) {
        var e = assertThrows(UsageException.class, call::run);

        assertEquals(hint, HintingExecutionControl.described(e).replaceFirst("(?s).*\nTry: ", ""));
    }
}
