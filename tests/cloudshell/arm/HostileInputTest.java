package cloudshell.arm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloudshell.errors.ErrorResponseParser;
import cloudshell.errors.Hints;
import cloudshell.http.Expiry;
import cloudshell.http.Json;
import cloudshell.http.Origin;
import cloudshell.http.RetryAfter;
import cloudshell.http.Transport;
import cloudshell.http.Urls;
import cloudshell.token.AccessToken;
import cloudshell.token.Audience;
import cloudshell.token.Cloud;
import cloudshell.token.CloudShellTokenSource;
import cloudshell.token.Settings;
import cloudshell.token.TokenException;
import cloudshell.token.Tokens;
import cloudshell.token.UsageException;
import cloudshell.vm.VirtualMachines;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import harness.MovingClock;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Whatever text comes from a user or a service, it ends in a value or in the error that the method promises, on one
 * line. Longer: {@code mvn test -Dtest=HostileInputTest -Dtries=100000}.
 */
class HostileInputTest {
    private static final List<String> PIECES = List.of(
            "https",
            "://",
            "http",
            "api",
            "/",
            "//",
            ".default",
            "user_impersonation",
            "User.Read",
            "@",
            ":",
            "443",
            "?",
            "#",
            "*",
            "..",
            " ",
            "\t",
            "\n",
            "\u0000",
            "\u001b[31m",
            "\u202e",
            "\uFEFF",
            "é",
            "\ud83d",
            "%2f",
            "%",
            "\\",
            "\"",
            "'",
            "management.azure.com",
            "localhost",
            "[::1]",
            "127.0.0.1",
            "graph",
            "arm",
            "Bearer",
            "claims=",
            "eyJhY2Nlc3NfdG9rZW4iOnt9fQ==",
            "eyJ",
            ",",
            "=",
            ";",
            "-",
            "+",
            "0",
            "1",
            "9",
            "e",
            "E",
            "NaN",
            "Infinity",
            "GMT",
            "Fri, 31 Dec 1999 23:59:59",
            "12/31/2026",
            "11:59:59 PM",
            "+00:00",
            "2ff814a6-3304-4ab8-85cb-cd0e6f879c1d",
            "999999999999999999999",
            "0x1p3",
            "T",
            "Z",
            "null",
            "true");

    private static final List<String> NAMES = List.of(
            "value",
            "nextLink",
            "error",
            "code",
            "message",
            "details",
            "id",
            "name",
            "properties",
            "instanceView",
            "statuses",
            "location",
            "tags",
            "hardwareProfile",
            "vmSize",
            "storageProfile",
            "osDisk",
            "osType",
            "access_token",
            "expires_on",
            "token_type",
            "error_description",
            "",
            ".",
            "a.b");

    private final MovingClock clock = new MovingClock();

    @Provide
    Arbitrary<String> texts() {
        var pieces = Arbitraries.of(PIECES).list().ofMaxSize(12).map(all -> String.join("", all));
        return Arbitraries.oneOf(pieces, Arbitraries.strings().ofMaxLength(60));
    }

    @Provide
    Arbitrary<JsonNode> trees() {
        return Arbitraries.recursive(this::leaves, HostileInputTest::branch, 0, 5);
    }

    private Arbitrary<JsonNode> leaves() {
        var json = JsonNodeFactory.instance;
        return Arbitraries.oneOf(
                texts().map(json::textNode),
                Arbitraries.of(json.nullNode(), json.booleanNode(true), json.numberNode(17), json.numberNode(1e300)),
                Arbitraries.of("PowerState/running", "/subscriptions/x/resourceGroups/y", "", "/", "PowerState/")
                        .map(json::textNode));
    }

    private static Arbitrary<JsonNode> branch(Arbitrary<JsonNode> inner) {
        var arrays = inner.list()
                .ofMaxSize(4)
                .<JsonNode>map(all -> JsonNodeFactory.instance.arrayNode().addAll(all));
        var objects = Arbitraries.maps(Arbitraries.of(NAMES), inner)
                .ofMaxSize(6)
                .<JsonNode>map(fields -> JsonNodeFactory.instance.objectNode().setAll(fields));
        return Arbitraries.oneOf(arrays, objects, objects);
    }

    /** JSON, whole, cut off or with a byte changed. */
    @Provide
    Arbitrary<byte[]> bodies() {
        return trees().flatMap(tree -> {
            var whole = tree.toString().getBytes(UTF_8);
            return Arbitraries.integers().between(0, whole.length).flatMap(at -> Arbitraries.bytes()
                    .map(change -> spoilt(whole, at, change)));
        });
    }

    private static byte[] spoilt(byte[] whole, int at, byte change) {
        if (change % 3 == 0 || at == whole.length) {
            return whole;
        }
        if (change % 3 == 1) {
            return java.util.Arrays.copyOf(whole, at);
        }
        whole[at] = change;
        return whole;
    }

    @Property(seed = "1")
    void anAudienceIsAPlainResourceOrAUsageError(@ForAll("texts") String text) {
        try {
            var resource = Audience.parse(text, Cloud.PUBLIC).resource();
            assertTrue(resource.chars().allMatch(c -> c > ' ' && c <= '~'), resource);
            assertFalse(resource.isEmpty());
        } catch (UsageException e) {
            assertOneLine(e.getMessage() + e.hint());
        }
    }

    @Property(seed = "2")
    void aWaitIsBetweenNothingAndAYear(@ForAll("texts") String text) {
        for (var header : List.of("Retry-After", "x-ms-retry-after-ms", "x-ms-user-quota-resets-after")) {
            var wait = RetryAfter.of(respond(429, new byte[0], header, text), clock)
                    .orElse(Duration.ZERO);

            assertFalse(wait.isNegative() || wait.compareTo(Duration.ofDays(365)) > 0, wait.toString());
        }
    }

    @Property(seed = "3")
    void aChallengeGivesClaimsThatAShellCanTakeInQuotes(@ForAll("texts") String text) {
        var claims = Hints.claims(respond(401, new byte[0], "WWW-Authenticate", text))
                .orElse("");

        assertTrue(claims.matches("[A-Za-z0-9+/_=-]*"), claims);
    }

    @Property(seed = "4")
    void anExpiryIsAMomentOrNone(@ForAll("texts") String text) {
        Expiry.parse(text).ifPresent(expiry -> assertTrue(expiry.getEpochSecond() > -1L << 40, text));
    }

    @Property(seed = "5")
    void anErrorBodyIsReportedOnOneLine(@ForAll("bodies") byte[] body) {
        var error = ErrorResponseParser.of(respond(400, body, "x-ms-request-id", "a\u001b[31m\nb"), "");

        assertOneLine(error.describe());
    }

    @Property(seed = "6")
    void aTokenResponseIsATokenOrATokenException(@ForAll("bodies") byte[] body) {
        var endpoint = new CloudShellTokenSource(
                URI.create("http://localhost:1"), giving(200, body), Duration.ofSeconds(1), clock);
        try {
            assertTrue(endpoint.fetch(new Audience("https://x")).expiresAt().isAfter(clock.instant()));
        } catch (TokenException e) {
            assertOneLine(e.getMessage() + e.hint());
        }
    }

    @Property(seed = "7")
    void aPageOfVmsIsReadOrAnArmException(@ForAll("bodies") byte[] body) {
        var tokens = new Tokens(
                audience -> new AccessToken("x", clock.instant().plusSeconds(9_000), "t"), Cloud.PUBLIC, clock);
        var arm = new Arm(
                URI.create("https://localhost"),
                new Audience("https://x"),
                tokens,
                giving(200, body),
                Settings.of(Map.of()).withTimeout(Duration.ofSeconds(1)));
        try {
            new VirtualMachines(arm, "1").list("s").forEach(vm -> {
                assertOneLine(vm.toString());
                assertEquals(vm.powerCode(), vm.powerCode().strip());
            });
        } catch (ArmException e) {
            assertOneLine(e.getMessage() + e.hint());
        }
    }

    @Property(seed = "8")
    void aUrlIsParsedOrRejected(@ForAll("texts") String text) {
        try {
            Origin.of(Urls.parse(text));
        } catch (IllegalArgumentException e) {
            assertOneLine(String.valueOf(e.getMessage()));
        }
    }

    @Property(seed = "9")
    void flatJsonIsReadOrAnIoException(@ForAll("bodies") byte[] body) {
        try {
            Json.flat(body);
        } catch (IOException e) {
            assertOneLine(e.getMessage());
        }
    }

    private static Transport giving(int status, byte[] body) {
        return (request, deadline) -> respond(status, body, "x", "y");
    }

    private static Transport.Response respond(int status, byte[] body, String header, String value) {
        return new Transport.Response(status, Map.of(header, List.of(value)), body);
    }

    private static void assertOneLine(String text) {
        assertTrue(text.chars().noneMatch(c -> c < ' ' || c >= 0x7f && c < 0xa0 || c == 0x202e), text);
    }
}
