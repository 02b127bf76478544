package cloudshell.managedidentity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloudshell.http.ServiceError;
import cloudshell.token.Audience;
import cloudshell.token.Cloud;
import cloudshell.token.Failure;
import cloudshell.token.TokenException;
import cloudshell.token.Tokens;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import harness.MovingClock;
import harness.Raw;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The endpoint as it is on the wire: who is issued something, what, and in which form. */
class ManagedIdentityEndpointTest {
    private static final String ARM = "https://management.azure.com/";
    private static final String METADATA = "Metadata: true";

    private final MovingClock clock = new MovingClock();
    private final FakeTokenSource source = new FakeTokenSource(clock);
    private final Tokens tokens = new Tokens(source, Cloud.PUBLIC, clock);
    private ManagedIdentityEndpoint endpoint = ManagedIdentityEndpoint.start(tokens, EndpointOptions.DEFAULTS, clock);

    @AfterEach
    void stop() {
        endpoint.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-IDENTITY-HEADER", "x-identity-header", "secret", "x-ms-identity"})
    void theSecretInItsHeaderIsServed(String header) throws IOException {
        var token = json(get("/token", "api-version=2019-08-01&resource=" + ARM, header + ": " + secret()));

        assertEquals("secret-1", token.path("access_token").asText());
    }

    @Test
    void aResponseHasAzuresFieldsInAzuresOrderAndTimesAsText() throws IOException {
        var reply = get("/token", "resource=" + ARM, METADATA);

        assertEquals(200, reply.status());
        assertEquals(
                "{\"access_token\":\"secret-1\",\"expires_in\":\"3600\",\"expires_on\":\"1782903600\","
                        + "\"not_before\":\"1782900000\",\"resource\":\"https://management.azure.com/\","
                        + "\"token_type\":\"Bearer\"}",
                reply.body());
        assertTrue(reply.head().contains("Cache-control: no-store"), reply.head());
        assertFalse(reply.head().contains("Access-Control"), reply.head());
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "GET, /token, resource=https://vault.azure.net, ",
                "GET, /token, resource=https%3A%2F%2Fvault.azure.net, ",
                "GET, /token/, resource=https://vault.azure.net, ",
                "POST, /token, , resource=https%3A%2F%2Fvault.azure.net",
                "POST, /token, api-version=1, a=b&resource=https%3A%2F%2Fvault.azure.net",
                "GET, /metadata/identity/oauth2/token, api-version=2018-02-01&resource=https://vault.azure.net, ",
                "GET, /metadata/identity/oauth2/token/, resource=https://vault.azure.net/.default, ",
            })
    void thePathsSecretAloneIsServedWhereTheProtocolHasNoHeaderForIt(
            String method, String path, String query, String form) {
        var reply = Raw.send(server(), method, path(path) + query(query), List.of(METADATA), text(form));

        assertEquals(200, reply.status());
        assertEquals(List.of(ARM, "https://vault.azure.net"), source.requested());
    }

    @Test
    void azdGetsItsOwnForm() throws IOException {
        var reply = azd("{\"scopes\":[\"https://graph.microsoft.com/.default\"],\"tenantId\":\"t-1\"}");

        assertEquals(
                new JsonMapper()
                        .readTree(
                                "{\"status\":\"success\",\"token\":\"secret-2\",\"expiresOn\":\"2026-07-01T11:00:00Z\"}"),
                json(reply));
        assertEquals("https://graph.microsoft.com/", source.requested().get(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "no json", "{\"scopes\":[\"a\",\"b\"]}", "{\"scopes\":\"graph\"}", ""})
    void whatAzdWouldNotSendIsAnErrorInAzdsForm(String body) throws IOException {
        var response = json(azd(body));

        assertEquals("error", response.path("status").asText());
        assertEquals("GetTokenError", response.path("code").asText());
    }

    /** The attacks: who does not know the secret, or is no program of localhost, learns nothing. */
    @ParameterizedTest
    @CsvSource({
        "Host: 127.0.0.1.evil.example:PORT",
        "Host: evil.example",
        "Host: localhost",
        "Host: 127.0.0.1:1",
        "Host: [::1]:PORT",
        "Host: 0.0.0.0:PORT",
        "Host:",
        "Origin: http://127.0.0.1:PORT",
        "Origin: null",
        "Origin: https://evil.example",
        "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: same-origin",
        "Sec-Fetch-Site: same-site",
        "X-Forwarded-For: 127.0.0.1",
        "X-Forwarded-Host: localhost",
        "Forwarded: for=127.0.0.1",
        "Via: 1.1 proxy",
        "X-Real-IP: 127.0.0.1",
        "X-Original-Host: localhost",
        "X-Original-URL: /",
        "X-Client-IP: 127.0.0.1",
        "True-Client-IP: 127.0.0.1",
        "CF-Connecting-IP: 127.0.0.1",
        "CF-Ray: 1",
        "Client-IP: 127.0.0.1",
        "X-Cluster-Client-IP: 127.0.0.1",
        "X-Envoy-External-URL: 127.0.0.1",
        "X-ProxyUser-Ip: 127.0.0.1",
        "X-Forward-For: 127.0.0.1",
        "X_Forwarded_For: 127.0.0.1",
        "Proxy-Authorization: Basic eA==",
        "Proxy-Connection: keep-alive",
        "X-Azure-ClientIP: 127.0.0.1",
        "X-ARR-SSL: 1",
        "Metadata: false",
    })
    void aPageOrAProxyIsTurnedAwayThoughItKnowsTheSecret(String header) {
        var headers =
                List.of(header.replace("PORT", "" + server().getPort()), METADATA, "X-IDENTITY-HEADER: " + secret());

        assertTurnedAway(403, Raw.send(server(), "GET", path("/token") + "?resource=" + ARM, headers, ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET http://evil.example/SECRET/token?resource=arm HTTP/1.1|Host: HOST",
                "GET http://HOST/SECRET/token?resource=arm HTTP/1.1|Host: HOST",
                "CONNECT HOST HTTP/1.1|Host: HOST",
                "OPTIONS * HTTP/1.1|Host: HOST",
                "GET //evil.example/SECRET/token?resource=arm HTTP/1.1|Host: HOST",
                "GET /SECRET/token?resource=arm#x HTTP/1.1|Host: HOST",
                "GET /SECRET/token?resource=arm HTTP/2.0|Host: HOST",
                "GET /SECRET/token?resource=arm|Host: HOST",
                "GET /SECRET/token?resource=arm HTTP/1.1|Host: HOST\0",
                "GET /SECRET/token?resource=arm HTTP/1.1|Host: \0HOST",
                "GET /SECRET/token?resource=arm HTTP/1.1|Host: HOST\u0001",
                "GET /SECRET/token?resource=arm HTTP/1.1|Host : HOST",
                "GET /SECRET/token?resource=arm HTTP/1.1|Host: HOST|Metadata: true\0",
                "GET /SECRET/token?resource=arm HTTP/1.1|Host: HOST|X: a| folded: b",
                "POST /SECRET/token?resource=arm HTTP/1.1|Host: HOST|Content-Length: 0|Content-Length: 0",
                "POST /SECRET/token?resource=arm HTTP/1.1|Host: HOST|Content-Length: 5|Transfer-Encoding: chunked",
                "POST /SECRET/token?resource=arm HTTP/1.1|Host: HOST|Transfer-Encoding: gzip, chunked",
                "POST /SECRET/token?resource=arm HTTP/1.1|Host: HOST|Content-Length: -1",
            })
    void rejectsRequestsThatCanBeReadInTwoWays(String request) {
        var head = request.replace("HOST", server().getRawAuthority()).replace("SECRET", secret());

        var reply = Raw.send(server(), head.replace("|", "\r\n") + "\r\nMetadata: true\r\n\r\n");

        assertTrue(reply.status() >= 400 && reply.status() <= 404, reply.head());
        assertEquals("", reply.body());
    }

    @Test
    void acceptsChunkedBodiesAndSeveralRequestsOnOneConnection() {
        var head = "POST " + path("/token") + " HTTP/1.1\r\nHost: " + server().getRawAuthority() + "\r\n" + METADATA;
        var chunked = head + "\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nresource=\r\n5;x=y\r\nvault\r\n0\r\n\r\n";
        var last = head + "\r\nConnection: close\r\nContent-Length: 12\r\n\r\nresource=arm";

        var reply = Raw.send(server(), chunked + last);

        assertEquals(3, reply.body().split("access_token").length, reply.body());
        assertEquals(List.of(ARM, "https://vault.azure.net"), source.requested());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"scopes\":[\"vault\"],\"tenantId\":\"t-2\"}",
                "{\"tenantId\":\"t-2\",\"scopes\":[\"vault\"]}",
                "{\"scopes\":[\"vault\"],\"tenantId\":7}"
            })
    void azdsRequestForAnotherTenantGetsNoToken(String body) throws IOException {
        var response = json(azd(body));

        assertEquals("error", response.path("status").asText());
        assertTrue(response.path("message").asText().matches(".*(--tenant t-2|not a string).*"), response::toString);
        assertTrue(response.path("token").isMissingNode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"tenantId", "tenant_id", "tenant", "tid"})
    void aTenantInAParameterIsHonoured(String name) {
        assertEquals(
                200, get("/token", "resource=vault&" + name + "=T-1", METADATA).status());
        assertEquals(
                403, get("/token", "resource=vault&" + name + "=t-2", METADATA).status());
    }

    @Test
    void twoHostsAreOneTooMany() {
        var headers = List.of("Host: " + server().getRawAuthority(), "Host: evil.example", METADATA);

        var reply = Raw.send(server(), "GET", path("/token") + "?resource=" + ARM, headers, "");

        assertTrue(reply.status() >= 400 && reply.status() < 404, reply.head());
    }

    @ParameterizedTest
    @ValueSource(strings = {"OPTIONS", "HEAD", "PUT", "DELETE", "PATCH", "TRACE", "get"})
    void noOtherMethodIsReceived(String method) {
        assertTurnedAway(403, Raw.send(server(), method, path("/token") + "?resource=" + ARM, List.of(METADATA), ""));
    }

    static Stream<String> wrongSecrets() {
        return Stream.of("x", "half", "long", "upper", "%2e%2e", "0000");
    }

    @ParameterizedTest
    @MethodSource("wrongSecrets")
    void aWrongSecretInThePathIsNotFound(String kind) {
        var path = "/" + wrong(kind) + "/token?resource=" + ARM;

        var reply = Raw.send(server(), "GET", path, List.of(METADATA, "X-IDENTITY-HEADER: " + secret()), "");

        assertTurnedAway(404, reply);
    }

    @ParameterizedTest
    @MethodSource("wrongSecrets")
    void aWrongSecretInAnyHeaderIsUnauthorized(String kind) {
        for (var name : List.of("X-IDENTITY-HEADER: ", "secret: ", "x-ms-identity: ", "Authorization: Bearer ")) {
            assertTurnedAway(401, get("/token", "resource=" + ARM, name + wrong(kind), METADATA));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/token", "/oauth2/token", "/metadata/identity/oauth2/token", "/favicon.ico"})
    void withoutTheSecretInThePathThereIsNothing(String path) {
        var headers = List.of(METADATA, "X-IDENTITY-HEADER: " + secret());

        assertTurnedAway(404, Raw.send(server(), "GET", "/".equals(path) || path.isEmpty() ? "/" : path, headers, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Metadata: false", "Metadata: 1", "X-Nothing: x"})
    void withoutMetadataNoPathsSecretCounts(String header) {
        assertTurnedAway(401, get("/token", "resource=" + ARM, header));
        assertTurnedAway(403, get("/metadata/identity/oauth2/token", "resource=" + ARM, header));
    }

    @Test
    void aHugeRequestIsTurnedAway() {
        var body = "resource=" + ARM + "&x=" + "x".repeat(64 * 1024);

        var reply = Raw.send(server(), "POST", path("/token"), List.of(METADATA), body);

        assertTrue(reply.status() == 413 || reply.status() == 0, reply.head());
        assertEquals(200, get("/token", "resource=" + ARM, METADATA).status());
    }

    @ParameterizedTest
    @CsvSource({
        "client_id, a-guid",
        "clientid, a-guid",
        "object_id, a-guid",
        "principal_id, a-guid",
        "mi_res_id, /subscriptions/x",
        "msi_res_id, /subscriptions/x",
        "Client_ID, a-guid",
    })
    void aCertainIdentityIsRejectedUnlessAnyIsServed(String name, String value) throws IOException {
        var query = "resource=" + ARM + "&" + name + "=" + value;
        var failure = get("/token", query, METADATA, "X-IDENTITY-HEADER: " + secret());

        assertEquals(400, failure.status());
        assertEquals("NoManagedIdentity", json(failure).path("error").asText());
        assertTrue(json(failure).path("message").asText().contains("--ignore-client-id"));

        again(EndpointOptions.DEFAULTS.withIgnoreClientId(true));
        assertEquals(200, get("/token", query, METADATA).status());
    }

    @Test
    void onlyWhatIsIssuedIsIssued() throws IOException {
        again(EndpointOptions.DEFAULTS.withOnly(List.of(new Audience("https://vault.azure.net"), new Audience(ARM))));

        assertEquals(
                200,
                get("/token", "resource=https://vault.azure.net/", METADATA).status());
        assertEquals(
                200,
                get("/token", "resource=https://management.azure.com", METADATA).status());
        var failure = get("/token", "resource=https://graph.microsoft.com/", METADATA);
        assertEquals(403, failure.status());
        assertEquals(
                "AudienceNotAllowed", json(failure).path("error").path("code").asText());
        assertTrue(json(failure).path("error").path("message").asText().contains("https://graph.microsoft.com/"));
        assertTrue(source.requested().indexOf("https://vault.azure.net") == 1, "the first of them is at hand");
    }

    @Test
    void anErrorResponseKeepsCodeMessageAndHintInEachClientsForm() throws IOException {
        var error = new ServiceError(0, "AADSTS50076", "use multi-factor authentication", "", "", "", "");
        source.failing(new TokenException(
                Failure.DENIED, new Audience("x"), "AADSTS50076: use multi-factor authentication", error, "az login"));

        var flat = json(get("/token", "resource=vault", "X-IDENTITY-HEADER: " + secret()));
        var nested = json(get("/token", "resource=vault", METADATA)).path("error");
        var azd = json(azd("{\"scopes\":[\"vault\"]}"));

        assertEquals(403, get("/token", "resource=vault", METADATA).status());
        assertEquals(
                List.of("AADSTS50076", "AADSTS50076"),
                List.of(flat.path("error").asText(), nested.path("code").asText()));
        assertEquals(403, flat.path("statusCode").asInt());
        for (var text : List.of(
                flat.path("message"), flat.path("error_description"), nested.path("message"), azd.path("message"))) {
            assertTrue(
                    text.asText().contains("AADSTS50076: use multi-factor authentication. Try: az login"),
                    text.asText());
        }
        assertEquals("GetTokenError", azd.path("code").asText());
    }

    @Test
    void aStatusMakesTheClientStopUnlessAskingAgainMayHelp() throws IOException {
        var status = new HashMap<String, Integer>();
        for (var failure : Map.of(
                        "nobody is signed in",
                                new TokenException(Failure.NO_TOKEN, new Audience("x"), "signed out", ""),
                        "the connection broke",
                                new TokenException(Failure.FAILED, new Audience("x"), "reset", "", new IOException()),
                        "az is broken", new TokenException(Failure.FAILED, new Audience("x"), "no", ""))
                .entrySet()) {
            source.failing(failure.getValue());
            status.put(
                    failure.getKey(), get("/token", "resource=vault", METADATA).status());
        }
        source.failing(new TokenException(Failure.NO_TOKEN, new Audience("x"), "signed out", ""));

        assertEquals(Map.of("nobody is signed in", 400, "the connection broke", 503, "az is broken", 400), status);
        assertEquals(
                "NotSignedInError",
                json(azd("{\"scopes\":[\"vault\"]}")).path("code").asText());
        assertEquals(400, get("/token", "resource=no%20audience", METADATA).status());
        assertEquals(400, get("/token", "resource=%zz", METADATA).status());
        assertEquals(400, get("/token", "", METADATA).status());
    }

    @Test
    void theVariablesLeadEveryClientHereAndNoneElsewhere() {
        var environment = new HashMap<>(Map.of(
                "AZURE_CLIENT_ID", "x",
                "AZURE_CLIENT_CERTIFICATE_PATH", "x",
                "AZURE_FEDERATED_TOKEN_FILE", "x",
                "ARM_CLIENT_SECRET", "x",
                "ARM_OIDC_TOKEN", "x",
                "IDENTITY_SERVER_THUMBPRINT", "x",
                "IMDS_ENDPOINT", "x",
                "no_proxy", "contoso.example",
                "NO_PROXY", "10.0.0.1"));
        endpoint.applyTo(environment);

        var misleading = environment.keySet().stream()
                .filter(ManagedIdentityEndpoint::misleads)
                .toList();
        assertEquals(List.of(), misleading);
        assertEquals("10.0.0.1,contoso.example,127.0.0.1,localhost", environment.get("NO_PROXY"));
        assertEquals(environment.get("NO_PROXY"), environment.get("no_proxy"));
        assertEquals(environment.get("IDENTITY_ENDPOINT"), environment.get("MSI_ENDPOINT"));
        assertEquals(environment.get("AZD_AUTH_ENDPOINT") + "/token", environment.get("ARM_MSI_ENDPOINT"));
        assertEquals("t-1", environment.get("ARM_TENANT_ID"));
        assertEquals("s-1", environment.get("ARM_SUBSCRIPTION_ID"));
        assertTrue(secret().matches("[0-9a-f]{64}"));
    }

    @Test
    void eachRunHasASecretOfItsOwnAndNoTextFormShowsIt() {
        var before = secret();
        again(EndpointOptions.DEFAULTS);

        assertFalse(before.equals(secret()));
        assertFalse((endpoint + Secret.random().toString()).contains(secret()));
        assertEquals("Secret[***]", Secret.random().toString());
    }

    private void again(EndpointOptions terms) {
        endpoint.close();
        endpoint = ManagedIdentityEndpoint.start(tokens, terms, clock);
    }

    private static void assertTurnedAway(int status, Raw.Reply reply) {
        assertEquals(status, reply.status(), reply.head());
        assertEquals("", reply.body());
        assertFalse(reply.head().contains("Access-Control"), reply.head());
        assertFalse(reply.head().contains("WWW-Authenticate"), reply.head());
    }

    private String wrong(String kind) {
        return switch (kind) {
            case "half" -> secret().substring(0, 32);
            case "long" -> secret() + "0";
            case "upper" -> "A" + secret().substring(1);
            default -> kind;
        };
    }

    private String secret() {
        return endpoint.variables(Map.of()).get("IDENTITY_HEADER");
    }

    private URI server() {
        return URI.create(endpoint.variables(Map.of()).get("IDENTITY_ENDPOINT"));
    }

    private String path(String path) {
        return "/" + secret() + path;
    }

    private Raw.Reply get(String path, String query, String... headers) {
        return Raw.send(server(), "GET", path(path) + query(query), new ArrayList<>(List.of(headers)), "");
    }

    private Raw.Reply azd(String body) {
        var headers = List.of("Authorization: Bearer " + secret(), "Content-Type: application/json");
        return Raw.send(server(), "POST", path("/token") + "?api-version=2023-07-12-preview", headers, body);
    }

    private static String query(String query) {
        return text(query).isEmpty() ? "" : "?" + query;
    }

    private static String text(String text) {
        return text == null ? "" : text;
    }

    private static JsonNode json(Raw.Reply reply) throws IOException {
        return new JsonMapper().readTree(reply.body());
    }
}
