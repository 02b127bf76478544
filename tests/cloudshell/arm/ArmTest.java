package cloudshell.arm;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloudshell.CloudShell;
import cloudshell.token.AccessToken;
import cloudshell.token.Failure;
import cloudshell.token.UsageException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import harness.Connections;
import harness.WireMocks;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArmTest {
    @RegisterExtension
    static final WireMockExtension SERVER = WireMocks.server();

    @RegisterExtension
    static final WireMockExtension OTHER = WireMocks.server();

    @Test
    void aRequestHasTheTokenAndTheGivenHeaders() {
        SERVER.stubFor(any(anyUrl()).willReturn(okJson("{}")));

        arm().withHeader("x-ms-version", "2019-02-02").get("/subscriptions?api-version=2022-12-01");

        SERVER.verify(
                1,
                getRequestedFor(urlEqualTo("/subscriptions?api-version=2022-12-01"))
                        .withHeader("Authorization", equalTo("Bearer " + Connections.SECRET))
                        .withHeader("x-ms-version", equalTo("2019-02-02"))
                        .withHeader("Accept", equalTo("application/json"))
                        .withHeader("User-Agent", equalTo("cloudshell-jbang/" + CloudShell.VERSION)));
    }

    @Test
    void aPostSendsItsJson() {
        SERVER.stubFor(post(anyUrl()).willReturn(okJson("{\"count\":0}")));

        var response = arm().post(
                        "/x?api-version=1",
                        JsonNodeFactory.instance.objectNode().put("query", "q"));

        assertEquals(0, response.path("count").asInt(-1));
        SERVER.verify(
                1,
                postRequestedFor(urlPathEqualTo("/x"))
                        .withHeader("Content-Type", equalTo("application/json"))
                        .withRequestBody(equalTo("{\"query\":\"q\"}")));
    }

    @Test
    void numbersStayAsTheyAre() {
        SERVER.stubFor(get(anyUrl()).willReturn(okJson("{\"a\":1.10,\"b\":100.0,\"c\":12345678901234567890}")));

        assertEquals(
                "{\"a\":1.10,\"b\":100.0,\"c\":12345678901234567890}",
                arm().get("/x").toString());
    }

    /** Each names another origin than http://localhost:PORT; %1$d is the port, %2$d another server's. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:%2$d/next",
                "http://127.0.0.1:%1$d/next",
                "https://localhost:%1$d/next",
                "http://localhost:%1$d.evil.example/next",
                "http://localhost.evil.example:%1$d/next",
                "http://localhost:%1$d@127.0.0.1:%2$d/next",
                "http://user@localhost:%1$d/next",
                "http:/next",
                "file:///etc/passwd",
                "not a link",
            })
    void aNextLinkToAnotherOriginIsRejectedAndNoTokenLeaves(String link) {
        SERVER.stubFor(any(anyUrl()).willReturn(page("1", link.formatted(SERVER.getPort(), OTHER.getPort()))));
        OTHER.stubFor(any(anyUrl()).willReturn(page("2", "")));

        var failure = assertThrows(ArmException.class, () -> names("/list"));

        assertTrue(failure.getMessage().contains("the token is meant for http://localhost:"), failure.getMessage());
        assertEquals(1, SERVER.getAllServeEvents().size());
        assertEquals(List.of(), OTHER.getAllServeEvents());
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirectIsAnErrorAndIsNotFollowed(int status) {
        var elsewhere = WireMocks.address(OTHER) + "/elsewhere";
        SERVER.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(status).withHeader("Location", elsewhere)));

        var failure = assertThrows(ArmException.class, () -> arm().get("/x"));

        assertTrue(failure.getMessage().contains("HTTP " + status + ", a redirect"), failure.getMessage());
        assertEquals(List.of(), OTHER.getAllServeEvents());
    }

    @Test
    void anEndpointWithoutTlsThatIsNotOnLocalhostIsRejected() {
        var failure = assertThrows(UsageException.class, () -> Connections.toArm("http://management.example"));

        assertTrue(failure.getMessage().contains("a token goes over https or to loopback"), failure.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/list?api-version=1&%24skiptoken=AAAA%2bBBBB%2fCC%3d%3d",
                "/list?api-version=1&$skiptoken=AAAA%2bBBBB",
                "/list?api-version=1&$skipToken=AAAA",
                "/LIST?api-version=1&%24skiptoken=abc|def",
            })
    void aNextLinkIsFollowedAsItIs(String link) {
        SERVER.stubFor(get(urlEqualTo("/list?api-version=1")).willReturn(page("1", WireMocks.address(SERVER) + link)));
        SERVER.stubFor(get(urlEqualTo(link.replace("|", "%7C"))).willReturn(page("2", "")));

        assertEquals(List.of("1", "2"), names("/list?api-version=1"));
    }

    @Test
    void aNextLinkMayWriteItsAmpersandsAndHostInOtherWays() {
        var link = "HTTP://LocalHost:" + SERVER.getPort() + "/list?a=1\\u0026b=2";
        SERVER.stubFor(get(urlEqualTo("/list")).willReturn(page("1", link)));
        SERVER.stubFor(get(urlEqualTo("/list?a=1&b=2")).willReturn(page("2", "")));

        assertEquals(List.of("1", "2"), names("/list"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",\"nextLink\":null", ",\"nextLink\":\"\""})
    void aListEndsWhereThereIsNoNextLink(String end) {
        SERVER.stubFor(any(anyUrl()).willReturn(okJson("{\"value\":[{\"name\":\"1\"}]" + end + "}")));

        assertEquals(List.of("1"), names("/list"));
        assertEquals(1, SERVER.getAllServeEvents().size());
    }

    @Test
    void anEmptyPageWithANextLinkIsNotTheEnd() {
        var url = WireMocks.address(SERVER);
        SERVER.stubFor(get("/list").willReturn(okJson("{\"value\":[],\"nextLink\":\"" + url + "/2\"}")));
        SERVER.stubFor(get("/2").willReturn(okJson("{\"value\":[],\"nextLink\":\"" + url + "/3\"}")));
        SERVER.stubFor(get("/3").willReturn(page("3", "")));

        assertEquals(List.of("3"), names("/list"));
    }

    @Test
    void aLinkThatComesASecondTimeIsAnErrorAndNotALoop() {
        SERVER.stubFor(any(anyUrl()).willReturn(page("1", WireMocks.address(SERVER) + "/list?again")));

        var failure = assertThrows(ArmException.class, () -> names("/list"));

        assertTrue(
                failure.getMessage().contains("the service returned the same next link twice"), failure.getMessage());
        assertEquals(2, SERVER.getAllServeEvents().size());
    }

    @Test
    void aPageIsFetchedOnlyWhenTheStreamComesToIt() {
        SERVER.stubFor(any(anyUrl()).willReturn(page("1", WireMocks.address(SERVER) + "/next")));

        assertEquals(
                "1", arm().list("/list").findFirst().orElseThrow().path("name").asText());
        assertEquals(1, SERVER.getAllServeEvents().size());
    }

    @Test
    void aResponseThatIsNotAListIsReported() {
        SERVER.stubFor(any(anyUrl()).willReturn(okJson("{\"id\":\"/subscriptions/x\"}")));

        var failure = assertThrows(ArmException.class, () -> names("/subscriptions/x"));

        assertTrue(failure.getMessage().contains("no array called value"), failure.getMessage());
    }

    @Test
    void anExpiredTokenIsRefreshedAndTheRequestSentOnceMore() {
        var tokens = new AtomicInteger();
        SERVER.stubFor(any(anyUrl())
                .willReturn(aResponse()
                        .withStatus(401)
                        .withBody("{\"error\":{\"code\":\"ExpiredAuthenticationToken\",\"message\":\"too old\"}}")));
        SERVER.stubFor(get(anyUrl())
                .withHeader("Authorization", equalTo("Bearer token-2"))
                .willReturn(okJson("{}")));

        arm(tokens).get("/x");

        assertEquals(2, tokens.get());
        assertEquals(2, SERVER.getAllServeEvents().size());
    }

    @Test
    void aTokenThatStaysExpiredIsRefreshedOnlyOnce() {
        var tokens = new AtomicInteger();
        SERVER.stubFor(any(anyUrl())
                .willReturn(aResponse()
                        .withStatus(401)
                        .withBody("{\"error\":{\"code\":\"ExpiredAuthenticationToken\",\"message\":\"too old\"}}")));

        var failure = assertThrows(ArmException.class, () -> arm(tokens).get("/x"));

        assertEquals(Failure.DENIED, failure.failure());
        assertEquals(2, tokens.get());
        assertEquals(2, SERVER.getAllServeEvents().size());
    }

    @Test
    void aLatePageThatFailsOnceIsRetried() {
        SERVER.stubFor(get("/list").willReturn(page("1", WireMocks.address(SERVER) + "/2")));
        SERVER.stubFor(get("/2")
                .inScenario("late")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(aResponse().withStatus(502))
                .willSetStateTo("well"));
        SERVER.stubFor(get("/2").inScenario("late").whenScenarioStateIs("well").willReturn(page("2", "")));

        assertEquals(List.of("1", "2"), names("/list"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "200 | <!doctype html>  | HTTP 200 with HTML instead of JSON",
                "200 | {\"value\":[{\"na | HTTP 200 with JSON that is broken or cut off",
                "200 | {} {}            | HTTP 200 with JSON that is broken or cut off",
                "204 | ``               | HTTP 204 with an empty body",
            })
    void aResponseThatIsNotJsonIsDescribed(int status, String body, String cause) {
        SERVER.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(status).withBody(body)));

        var failure = assertThrows(ArmException.class, () -> arm().get("/x"));

        assertTrue(failure.getMessage().endsWith(cause), failure.getMessage());
        assertFalse(failure.getMessage().contains(Connections.SECRET));
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"EMPTY_RESPONSE", "CONNECTION_RESET_BY_PEER"})
    void aConnectionThatKeepsBreakingCostsFourRequestsInAll(Fault fault) {
        SERVER.stubFor(any(anyUrl()).willReturn(aResponse().withFault(fault)));

        var failure = assertThrows(ArmException.class, () -> arm().get("/x"));

        assertTrue(failure.getMessage().contains("the connection broke"), failure.getMessage());
        assertEquals(4, SERVER.getAllServeEvents().size());
    }

    @Test
    void aTokenInAnErrorResponseIsMasked() {
        SERVER.stubFor(any(anyUrl())
                .willReturn(aResponse()
                        .withStatus(403)
                        .withBody(
                                "{\"error\":{\"code\":\"No\",\"message\":\"not with " + Connections.SECRET + "\"}}")));

        var failure = assertThrows(ArmException.class, () -> arm().get("/x"));

        assertTrue(failure.getMessage().contains("not with ***"), failure.getMessage());
    }

    private static Arm arm() {
        return Connections.toArm(WireMocks.address(SERVER));
    }

    /** With a source that gives token-1, token-2, and so on. */
    private static Arm arm(AtomicInteger tokens) {
        var settings = Connections.settings(
                Map.of("AZURE_RESOURCE_MANAGER_ENDPOINT", WireMocks.address(SERVER)), Duration.ofSeconds(20));
        return CloudShell.connect(
                        settings,
                        audience -> new AccessToken(
                                audience.resource(), Connections.NEVER, "token-" + tokens.incrementAndGet()))
                .arm();
    }

    private static List<String> names(String path) {
        return arm().list(path).map(node -> node.path("name").asText()).toList();
    }

    private static com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder page(String name, String next) {
        return okJson("{\"value\":[{\"name\":\"" + name + "\"}],\"nextLink\":\"" + next + "\"}");
    }
}
