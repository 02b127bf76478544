package cloudshell.token;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloudshell.CloudShell;
import cloudshell.http.Transport;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import harness.Connections;
import harness.Shared;
import harness.StallingServer;
import harness.WireMocks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloudShellTokenSourceTest {
    @RegisterExtension
    static final WireMockExtension ENDPOINT = WireMocks.server();

    @RegisterExtension
    static final WireMockExtension ELSEWHERE = WireMocks.server();

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final String GOOD =
            "{\"access_token\":\"s3cret\",\"expires_on\":\"4102444800\",\"token_type\":\"Bearer\"}";

    /** The secret that exec puts into the path is as good as the token while exec runs. */
    @Test
    void aSecretInTheEndpointsUrlIsNotShown() {
        var secret = "0123456789abcdef".repeat(4);
        var endpoint = new CloudShellTokenSource(
                URI.create("http://127.0.0.1:1/" + secret + "/token?sig=abc"),
                (request, deadline) -> new Transport.Response(500, Map.of(), new byte[0]),
                Duration.ofSeconds(1),
                Clock.systemUTC());

        var failure = assertThrows(TokenException.class, () -> endpoint.fetch(new Audience("https://x")));

        assertTrue(failure.getMessage().contains("http://127.0.0.1:1/***/token***"), failure.getMessage());
    }

    @Test
    void anErrorInA200IsReported() {
        responds(okJson(
                "{\"error\":\"invalid_grant\",\"error_description\":\"AADSTS70043: The refresh token has expired\"}"));

        var failure = assertThrows(TokenException.class, () -> connect(LONG).token());

        assertTrue(
                failure.getMessage().contains("invalid_grant: AADSTS70043: The refresh token has expired"),
                failure.getMessage());
        assertEquals("invalid_grant", failure.code());
    }

    @Test
    void itSendsOneRequestJustAsTheDocumentationDoes() {
        responds(okJson(GOOD));

        connect(LONG).token();

        assertEquals(1, ENDPOINT.getAllServeEvents().size());
        ENDPOINT.verify(postRequestedFor(urlEqualTo("/oauth2/token"))
                .withHeader("Metadata", equalTo("true"))
                .withHeader("Content-Type", equalTo("application/x-www-form-urlencoded"))
                .withHeader("Authorization", absent())
                .withRequestBody(equalTo("resource=https%3A%2F%2Fmanagement.azure.com%2F")));
    }

    @Test
    void theTokenIsForTheRequestedAudienceWhateverTheResponseNames() {
        responds(okJson(GOOD.replace("{", "{\"resource\":\"https://management.core.windows.net/\",")));

        var token = connect(LONG).token("vault");

        assertEquals("https://vault.azure.net", token.audience());
        assertEquals("s3cret", token.reveal());
        assertEquals(Instant.ofEpochSecond(4102444800L), token.expiresAt());
    }

    @ParameterizedTest
    @ValueSource(strings = {"4102444800", "\"4102444800\"", "\"12/31/2099 11:59:59 PM +00:00\"", "4102444800.0"})
    void theExpiryIsReadInEveryForm(String expiry) {
        responds(okJson("{\"access_token\":\"s3cret\",\"expires_in\":\"1\",\"expires_on\":" + expiry + "}"));

        assertTrue(connect(LONG).token().expiresAt().isAfter(Instant.parse("2099-12-31T23:59:58Z")));
    }

    @Test
    void recordedResponsesAreUnderstoodAndThatTheyHaveExpiredIsSeen() {
        for (var recorded : Shared.jsonLines("data/token-endpoint-responses.jsonl")) {
            var body = recorded.path("body").toString().replaceAll("[\\[{]R?[rR]?EMOVED[}\\]]|\\[redacted]", "x");
            responds(okJson(body));

            var failure = assertThrows(TokenException.class, () -> connect(LONG).token());

            assertTrue(failure.getMessage().contains("returned a token that expired at"), failure.getMessage());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "-",
            value = {
                "200 | `` | FAILED | HTTP 200 with an empty body",
                "200 | <!doctype html><title>Sign in</title> | FAILED | HTTP 200 with HTML instead of JSON",
                "200 | {\"access_token\":\"s3cr | FAILED | HTTP 200 with JSON that is broken or cut off",
                "200 | {\"access_token\":\"s3cret\",\"expires_on\":\"4102444800\"} x | FAILED | HTTP 200 with JSON that is broken or cut off",
                "200 | [\"s3cret\"] | FAILED | HTTP 200 with no JSON object",
                "200 | {} | FAILED | HTTP 200 without a usable access_token",
                "200 | {\"access_token\":\"\",\"expires_on\":\"4102444800\"} | FAILED | HTTP 200 without a usable access_token",
                "200 | {\"access_token\":\"s3cret\\n\",\"expires_on\":\"4102444800\"} | FAILED | HTTP 200 without a usable access_token",
                "200 | {\"access_token\":\"s3cret\"} | FAILED | HTTP 200 with a token whose expires_on is missing or unreadable",
                "200 | {\"access_token\":\"s3cret\",\"expires_on\":\"soon\"} | FAILED | HTTP 200 with a token whose expires_on is missing or unreadable",
                "200 | {\"access_token\":\"s3cret\",\"expires_on\":null} | FAILED | HTTP 200 with a token whose expires_on is missing or unreadable",
                "200 | {\"access_token\":\"s3cret\",\"expires_on\":\"1587590674\"} | FAILED | returned a token that expired at 2020-04-22T21:24:34Z",
                "204 | `` | FAILED | HTTP 204 with an empty body",
                "302 | `` | FAILED | responded with a redirect (HTTP 302), which is never followed",
                "400 | `` | FAILED | HTTP 400 with an empty body",
                "400 | Bad Request | FAILED | HTTP 400: Bad Request",
                "400 | {\"error\":{\"code\":\"Other\",\"message\":\"why\"}} | FAILED | HTTP 400 Other: why",
                "400 | {\"error\":\"invalid_request\",\"error_description\":\"why\"} | FAILED | HTTP 400 invalid_request: why",
                "400 | {\"error\":{\"code\":\"AudienceNotSupported\",\"message\":\"Audience x is not supported\"}} | DENIED  | HTTP 400 AudienceNotSupported: Audience x is not supported",
                "500 | {\"error\":{\"code\":\"AudienceNotSupported\",\"message\":\"Audience x is not supported\"}} | DENIED  | HTTP 500 AudienceNotSupported: Audience x is not supported",
                "400 | Bad eyJhbGciOi.eyJhdWQi.c2ln | FAILED | HTTP 400: Bad ***",
                "401 | `` | DENIED  | HTTP 401 with an empty body",
                "403 | {\"error\":{\"code\":\"No\",\"message\":\"why\"}} | DENIED  | HTTP 403 No: why",
                "404 | `` | FAILED | HTTP 404 with an empty body",
                "501 | `` | FAILED | HTTP 501 with an empty body",
            })
    void aBadResponseIsReportedAsWhatItIsAfterOneRequest(int status, String body, Failure expected, String cause) {
        responds(aResponse().withStatus(status).withBody(body).withHeader("WWW-Authenticate", "Basic realm=x"));

        var failure = assertThrows(TokenException.class, () -> connect(LONG).token());

        assertTrue(failure.getMessage().contains(cause), failure.getMessage());
        assertTrue(
                failure.getMessage().startsWith("could not get a token for https://management.azure.com/: "),
                failure.getMessage());
        assertEquals(expected, failure.failure());
        assertFalse(failure.getMessage().contains("s3cret"), failure.getMessage());
        assertFalse(failure.hint().isEmpty());
        assertEquals(1, ENDPOINT.getAllServeEvents().size());
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503})
    void aFailureThatMayPassIsReportedAfterFourRequests(int status) {
        responds(aResponse().withStatus(status));

        var failure = assertThrows(TokenException.class, () -> connect(LONG).token());

        assertTrue(failure.getMessage().endsWith("HTTP " + status + " with an empty body"), failure.getMessage());
        assertEquals(4, ENDPOINT.getAllServeEvents().size());
    }

    @Test
    void aWaitBeyondTheDeadlineFailsAtOnceWithTheSeconds() {
        responds(aResponse().withStatus(429).withHeader("Retry-After", "120"));

        var failure = assertThrows(TokenException.class, () -> connect(LONG).token());

        assertTrue(failure.getMessage().endsWith("retry in 120 s"), failure.getMessage());
        assertEquals(1, ENDPOINT.getAllServeEvents().size());
    }

    @Test
    void aRedirectIsNotFollowed() {
        responds(aResponse().withStatus(307).withHeader("Location", WireMocks.address(ELSEWHERE)));

        assertThrows(TokenException.class, () -> connect(LONG).token());

        assertEquals(List.of(), ELSEWHERE.getAllServeEvents());
    }

    static Stream<Arguments> stalling() {
        return Stream.of(
                Arguments.of("", false),
                Arguments.of("HTTP/1.1 200 OK\r\nContent-", false),
                Arguments.of(StallingServer.HEAD + "{\"access_token\":\"s3c", false),
                Arguments.of(StallingServer.HEAD + "{\"access_token\":\"s3c", true));
    }

    @ParameterizedTest
    @MethodSource("stalling")
    void anIncompleteResponseMeansNoEndpoint(String start, boolean dripping) throws IOException {
        try (var server = new StallingServer(start, dripping)) {
            var azure = Connections.toEndpoint(server.address(), SHORT);

            var failure = assertThrows(TokenException.class, azure::token);

            assertEquals(Failure.NO_TOKEN, failure.failure());
            assertTrue(failure.getMessage().contains("sent no complete response within"), failure.getMessage());
        }
    }

    @Test
    void ifNothingListensTheErrorNamesTheUrlAndThatThisIsNotCloudShell() throws IOException {
        int port = freePort();

        var failure = assertThrows(TokenException.class, () -> Connections.toEndpoint("http://localhost:" + port, LONG)
                .token());

        assertEquals(Failure.NO_TOKEN, failure.failure());
        assertTrue(
                failure.getMessage()
                        .contains("nothing listens at http://localhost:" + port + "/oauth2/token; this is not"),
                failure.getMessage());
        assertTrue(failure.hint().contains("https://shell.azure.com"));
    }

    @ParameterizedTest
    @EnumSource(value = Fault.class, names = "MALFORMED_RESPONSE_CHUNK", mode = EnumSource.Mode.EXCLUDE)
    void aBrokenConnectionCostsFourRequestsAtMostAndIsReported(Fault fault) {
        responds(aResponse().withFault(fault));

        var failure = assertThrows(TokenException.class, () -> connect(LONG).token());

        assertEquals(Failure.FAILED, failure.failure());
        assertTrue(
                failure.getMessage().matches(".*(the connection broke|the response is not HTTP).*"),
                failure.getMessage());
        assertTrue(ENDPOINT.getAllServeEvents().size() <= 4);
    }

    @Test
    void aMalformedResponseIsRetried() {
        responds(aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK));

        var failure = assertThrows(TokenException.class, () -> connect(LONG).token());

        assertTrue(failure.getMessage().contains("was truncated or is malformed"), failure.getMessage());
        assertEquals(4, ENDPOINT.getAllServeEvents().size());
    }

    @Test
    void aResponseShorterThanAnnouncedIsRetried() {
        responds(okJson(GOOD).withHeader("Content-Length", "5000"));

        var failure = assertThrows(TokenException.class, () -> connect(LONG).token());

        assertTrue(failure.getMessage().contains("broke"), failure.getMessage());
        assertEquals(4, ENDPOINT.getAllServeEvents().size());
    }

    @Test
    void aPackedResponseIsUnpacked() throws IOException {
        responds(aResponse().withBody(packed(GOOD)).withHeader("Content-Encoding", "gzip"));

        assertEquals("s3cret", connect(LONG).token().reveal());
    }

    @Test
    void aResponseThatIsTooLargeIsGivenUp() throws IOException {
        responds(aResponse().withBody(packed(" ".repeat(2 << 20))).withHeader("Content-Encoding", "gzip"));

        var failure = assertThrows(TokenException.class, () -> connect(LONG).token());

        assertTrue(failure.getMessage().endsWith("the response is larger than 1 MiB"), failure.getMessage());
    }

    @Test
    void aProxyIsIgnoredForLoopback() {
        responds(okJson(GOOD));
        System.setProperty("http.proxyHost", "localhost");
        System.setProperty("http.proxyPort", Integer.toString(ELSEWHERE.getPort()));
        System.setProperty("http.nonProxyHosts", "");
        try {
            assertEquals("s3cret", connect(LONG).token().reveal());
            assertEquals(List.of(), ELSEWHERE.getAllServeEvents());
        } finally {
            List.of("http.proxyHost", "http.proxyPort", "http.nonProxyHosts").forEach(System::clearProperty);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "http://169.254.169.254/metadata/identity/oauth2/token, use the token endpoint",
        "https://login.example/oauth2/token,                     use the token endpoint",
        "http://localhost.evil.example/oauth2/token,             use the token endpoint",
        "http://user@localhost/oauth2/token,                     read MSI_ENDPOINT",
        "localhost:50342/oauth2/token,                           read MSI_ENDPOINT",
        "http://,                                                read MSI_ENDPOINT",
        "a b,                                                    read MSI_ENDPOINT",
    })
    void anEndpointThatIsNotOnLocalhostIsRejectedBeforeAnythingIsSent(String endpoint, String verb) {
        var settings = Connections.settings(Map.of("MSI_ENDPOINT", endpoint), SHORT);

        var failure = assertThrows(UsageException.class, () -> CloudShell.connect(settings));

        assertTrue(failure.getMessage().startsWith("could not " + verb), failure.getMessage());
    }

    @Test
    void aRemoteEndpointCanBeAllowed() {
        var settings = Connections.settings(Map.of("MSI_ENDPOINT", "https://login.example/token"), SHORT);

        assertEquals(
                "https://login.example/token",
                settings.withRemoteEndpoint(true).tokenEndpoint().toString());
    }

    @Test
    void withoutAnEnvironmentItIsCloudShellsUsualAddress() {
        var settings = Connections.settings(Map.of("MSI_ENDPOINT", " "), SHORT);

        assertEquals(
                "http://localhost:50342/oauth2/token", settings.tokenEndpoint().toString());
    }

    private static void responds(ResponseDefinitionBuilder response) {
        ENDPOINT.stubFor(any(anyUrl()).willReturn(response));
    }

    private static CloudShell connect(Duration timeout) {
        return Connections.toEndpoint(WireMocks.address(ENDPOINT), timeout);
    }

    private static byte[] packed(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
