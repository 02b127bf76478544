package hostile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cloudshell.CloudShell;
import cloudshell.arm.ArmException;
import cloudshell.token.AccessToken;
import cloudshell.token.Failure;
import cloudshell.token.Settings;
import cloudshell.token.TokenException;
import cloudshell.token.UsageException;
import harness.MovingClock;
import harness.Program;
import harness.RawServer;
import harness.RawServer.Response;
import harness.Run;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that mean harm, and an environment that somebody else has set. */
class HostileServerTest {
    private static final String TOKEN = "{\"access_token\":\"good-token\",\"expires_on\":\"4070908800\"}";

    /** An hour after {@link MovingClock} begins. */
    private static final String AN_HOUR_ON = "1782903600";

    /** Sets a colour, a title, clears the screen (two ways), rings, turns the writing round, and begins a formula. */
    private static final String EVIL =
            "=cmd|' /C calc'!A0\\u001b[31m\\u001b]0;owned\\u0007\\u009b2J\\u202etxt\\r\\n\\u2028\\u200b+1\\t@x\\u0000";

    private static final String MACHINES = """
            {"value":[{"id":"/subscriptions/s/resourceGroups/%1$s/providers/x/%1$s","name":"%1$s","location":"%1$s",
            "tags":{"%1$s":"%1$s"},"properties":{"provisioningState":"%1$s","hardwareProfile":{"vmSize":"%1$s"},
            "storageProfile":{"osDisk":{"osType":"%1$s"}},
            "instanceView":{"statuses":[{"code":"PowerState/%1$s"}]}}}]}""".formatted(EVIL);

    private static final String SUBSCRIPTIONS = """
            {"value":[{"subscriptionId":"a","displayName":"%1$s one","state":"Enabled"},
            {"subscriptionId":"b","displayName":"%1$s two","state":"Enabled"}]}""".formatted(EVIL);

    /** A cell of csv (RFC 4180): between quotes, where a quote is doubled, or as it is. */
    private static final Pattern CELL = Pattern.compile("\\G(?:\"((?:[^\"]|\"\")*+)\"|([^,\"\r\n]*+))(?:,|\r\n|$)");

    @ParameterizedTest
    @ValueSource(strings = {"table", "json", "jsonl", "tsv", "csv"})
    void textThatSteersATerminalIsPrintedInNoFormat(String format) {
        try (var server = serving(Response.json(MACHINES))) {
            for (var run : List.of(
                    Program.run("ListVms", server.environment(), "-o", format),
                    Program.run("Rest", server.environment(), "GET", "--paged", "-o", format, "/x?api-version=1"))) {
                assertEquals(0, run.exit(), run.err());
                assertTrue(run.out().contains("[31m"), run.out());
                assertHarmless(run);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ListVms", "Rest"})
    void aCsvCellNeverBeginsAFormula(String command) {
        var words = command.equals("Rest") ? List.of("GET", "--paged", "/x?api-version=1") : List.<String>of();
        try (var server = serving(Response.json(MACHINES))) {
            var all = new ArrayList<>(words);
            all.addAll(List.of("-o", "csv"));
            var run = Program.run(command, server.environment(), all.toArray(String[]::new));

            assertTrue(run.out().contains("'=cmd"), run.out());
            var formulas = CELL.matcher(run.out())
                    .results()
                    .map(cell -> cell.group(1) == null ? cell.group(2) : cell.group(1))
                    .filter(cell -> cell.matches("(?s)\\s*[=@+].*"))
                    .toList();
            assertEquals("", CELL.matcher(run.out()).replaceAll(""));
            assertEquals(List.of(), formulas);
        }
    }

    @Test
    void namesInAHintAreHarmlessToo() {
        try (var server = serving(Response.json(SUBSCRIPTIONS))) {
            var environment = new HashMap<>(server.environment());
            environment.remove("AZURE_SUBSCRIPTION_ID");
            var run = Program.run("ListVms", environment);

            assertEquals(2, run.exit(), run.err());
            assertTrue(run.err().contains("one'"), run.err());
            assertHarmless(run);
        }
    }

    @Test
    void anErrorMessageIsHarmlessAlsoWithItsStackTrace() {
        var failure = "{\"error\":{\"code\":\"" + EVIL + "\",\"message\":\"" + EVIL + "\"}}";
        try (var server =
                RawServer.start(Response.http(400, "x-ms-request-id: \u001b[31m\r\n", failure.getBytes(UTF_8)))) {
            var run = Program.run("Token", server.environment(), "--verbose");

            assertEquals(1, run.exit(), run.err());
            assertHarmless(run);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://evil.example/oauth2/token",
                "https://localhost.evil.example/",
                "http://127.0.0.1.evil.example/",
                "http://localhost@evil.example/",
                "http://localhost:50342@evil.example/",
                "http://evil.example#@localhost/",
                "http://evil.example\\@localhost/",
                "http://localhost\n.evil.example/",
                "http://2130706433/",
                "http://0x7f.1/",
                "http://127.1/",
                "http://0.0.0.0/",
                "http://[::ffff:10.0.0.1]/",
                "http://169.254.169.254/metadata/identity/oauth2/token",
                "file:///etc/passwd",
                "jar:http://localhost!/x",
                "ftp://localhost/",
                "//localhost/",
                "localhost:50342",
                "http://",
                "http://localhost:port/",
                "\u001b[31m"
            })
    void aTokenEndpointThatIsNotSurelyOnLocalhostIsRejected(String endpoint) {
        var settings = Settings.of(Map.of("MSI_ENDPOINT", endpoint));

        var failure = assertThrows(
                UsageException.class, () -> CloudShell.connect(settings).token());

        assertEquals(Failure.USAGE, failure.failure());
        assertTrue(failure.getMessage().chars().noneMatch(Character::isISOControl), failure.getMessage());
    }

    @Test
    void loopbackMayBeIpv6() throws IOException {
        assumeTrue(NetworkInterface.getByInetAddress(InetAddress.getByName("::1")) != null, "IPv6");
        try (var server = RawServer.start("::1", Response.json(TOKEN))) {
            var token = CloudShell.connect(Settings.of(server.environment())).token();

            assertEquals("good-token", token.reveal());
        }
    }

    @Test
    void aClockThatIsHoursAheadIsNamedAsWhatMayBeWrong() {
        try (var server = RawServer.start(Response.json(TOKEN.replace("4070908800", AN_HOUR_ON)))) {
            var azure = CloudShell.connect(with(Duration.ofHours(5), server));

            var failure = assertThrows(TokenException.class, azure::token);

            assertTrue(failure.hint().contains("date -u"), failure.hint());
            assertEquals(1, server.forTokens());
        }
    }

    @Test
    void aClockThatIsHoursBehindIsNamedOnceTheServiceRejectsTheToken() {
        var expired = "{\"error\":{\"code\":\"ExpiredAuthenticationToken\",\"message\":\"earlier than now\"}}";
        try (var server = serving(Response.http(401, "", expired.getBytes(UTF_8)))) {
            var azure = CloudShell.connect(with(Duration.ofHours(-5), server));

            var failure = assertThrows(ArmException.class, () -> azure.arm().get("/x?api-version=1"));

            assertTrue(failure.hint().contains("date -u"), failure.hint());
            assertEquals(2, server.forArm());
        }
    }

    private static Settings with(Duration off, RawServer server) {
        var clock = new MovingClock();
        clock.move(off);
        var usual = Settings.of(server.environment());
        return new Settings(
                usual.environment(), usual.timeout(), usual.maxWait(), false, usual.signIn(), usual.pause(), clock);
    }

    /** A thread for each would be left behind in a long-lived program. */
    @ParameterizedTest
    @ValueSource(strings = {"GET", "PATCH"})
    void aRequestThatRanOutOfTimeLeavesNoThreadBehind(String method) throws InterruptedException {
        var before = Thread.getAllStackTraces().keySet();
        try (var server = serving((request, connection) -> new CountDownLatch(1).await())) {
            var settings = Settings.of(server.environment()).withTimeout(Duration.ofSeconds(1));
            var token = new AccessToken("https://x", Instant.parse("2099-01-01T00:00:00Z"), "good-token");
            var arm = CloudShell.connect(settings, audience -> token).arm();

            assertThrows(ArmException.class, () -> arm.send(method, "/x?api-version=1", null));

            for (var thread : Thread.getAllStackTraces().keySet()) {
                if (thread.getName().equals("cloudshell-http") && !before.contains(thread)) {
                    thread.join(60_000);
                    assertFalse(thread.isAlive(), "the thread of a request that was given up");
                }
            }
        }
    }

    @Test
    void anErrorResponseStaysAnErrorResponseHoweverMuchComesWithIt() {
        try (var server = serving(Response.http(403, "", "x".repeat(5_000_000).getBytes(UTF_8)))) {
            var arm = CloudShell.connect(Settings.of(server.environment())).arm();

            var failure = assertThrows(ArmException.class, () -> arm.get("/x?api-version=1"));

            assertEquals(Failure.DENIED, failure.failure());
        }
    }

    private static RawServer serving(Response arm) {
        var token = Response.json(TOKEN);
        return RawServer.start((request, connection) -> (request.isForTokens() ? token : arm).to(request, connection));
    }

    /** Lines and columns are a command's own; nothing else that a terminal would obey. */
    private static void assertHarmless(Run run) {
        var text = run.out() + run.err();
        var controlsTerminal = text.chars()
                .filter(c -> c < ' ' && "\n\r\t".indexOf(c) < 0
                        || c >= 0x7f && c < 0xa0
                        || c >= 0x202a && c <= 0x202e
                        || c == 0x2028
                        || c == 0x200b)
                .mapToObj(Integer::toHexString)
                .toList();
        assertEquals(List.of(), controlsTerminal, text);
    }
}
