package cloudshell.arm;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloudshell.CloudShell;
import cloudshell.token.AccessToken;
import cloudshell.token.CredentialOptions;
import cloudshell.token.Settings;
import cloudshell.vm.PowerState;
import cloudshell.vm.VirtualMachines;
import cloudshell.vm.VmFilter;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import harness.Connections;
import harness.MovingClock;
import harness.Shared;
import harness.WireMocks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResourceGraphTest {
    private static final String PATH = "/providers/Microsoft.ResourceGraph/resources";

    @RegisterExtension
    static final WireMockExtension SERVER = WireMocks.server();

    private final MovingClock clock = new MovingClock();
    private final List<Duration> pauses = new ArrayList<>();

    @Test
    void itRequestsAThousandRowsAsObjectsAndFollowsTheSkipToken() {
        respond("$[?(!(@.options['$skipToken']))]", rows("1", ",\"$skipToken\":\"abc\""));
        respond("$.options[?(@['$skipToken'] == 'abc')]", rows("2", ""));

        assertEquals(List.of("1", "2"), names(List.of("s1", "s2")));
        SERVER.verify(
                2,
                postRequestedFor(urlPathEqualTo(PATH))
                        .withRequestBody(matchingJsonPath("$.subscriptions[1]"))
                        .withRequestBody(matchingJsonPath("$.options[?(@['$top'] == 1000)]"))
                        .withRequestBody(matchingJsonPath("$.options[?(@.resultFormat == 'objectArray')]")));
    }

    @Test
    void moreThanAThousandSubscriptionsAreQueriedInBatches() {
        respond("$.subscriptions[?(@ == 's0')]", rows("1", ""));
        respond("$.subscriptions[?(@ == 's1000')]", rows("2", ""));

        assertEquals(
                List.of("1", "2"),
                names(IntStream.range(0, 1001).mapToObj(n -> "s" + n).toList()));
    }

    @Test
    void ifTheQuotaIsUsedUpTheNextPageWaitsForItsReset() {
        respond("$[?(!(@.options['$skipToken']))]", usedUp("00:00:05", rows("1", ",\"$skipToken\":\"abc\"")));
        respond("$.options[?(@['$skipToken'] == 'abc')]", rows("2", ""));

        assertEquals(List.of("1", "2"), names(List.of("s")));
        assertEquals(List.of(Duration.ofSeconds(5)), pauses);
    }

    @Test
    void aQuotaThatComesBackAfterTheLongestWaitEndsItNamingTheSeconds() {
        respond("$.query", usedUp("00:02:00", rows("1", ",\"$skipToken\":\"abc\"")));

        var failure = assertThrows(ArmException.class, () -> names(List.of("s")));

        assertTrue(failure.getMessage().endsWith("retry in 120 s, at 2026-07-01T10:02:00Z"), failure.getMessage());
        assertEquals(List.of(), pauses);
    }

    @Test
    void aThrottledQueryWithoutRetryAfterWaitsForTheQuota() {
        respond("$.query", usedUp("00:00:03", aResponse().withStatus(429)));

        assertThrows(ArmException.class, () -> names(List.of("s")));
        assertEquals(List.of(Duration.ofSeconds(3), Duration.ofSeconds(3), Duration.ofSeconds(3)), pauses);
    }

    @Test
    void aTenantWithMoreSubscriptionsThanOneQueryCoversIsAnErrorAfterItsRows() {
        respond("$.query", rows("1", "").withHeader("x-ms-tenant-subscription-limit-hit", "true"));

        var failure = assertThrows(ArmException.class, () -> names(List.of()));

        assertTrue(failure.getMessage().contains("x-ms-tenant-subscription-limit-hit"), failure.getMessage());
        assertTrue(failure.hint().contains("queryManagementGroups("), failure.hint());
    }

    @Test
    void aResultThatIsCutOffIsAnErrorAndNotAShortList() {
        respond("$.query", okJson("{\"data\":[],\"resultTruncated\":\"true\"}"));

        var failure = assertThrows(ArmException.class, () -> names(List.of("s")));

        assertTrue(failure.getMessage().contains("it ends after 0 of 0 rows"), failure.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"400,true", "401,false", "403,true", "404,true", "429,false", "503,false"})
    void onlyAnErrorResponseLetsAnotherWayWork(int status, boolean expected) {
        respond("$.query", aResponse().withStatus(status));

        var failure = assertThrows(ArmException.class, () -> names(List.of("s")));

        assertEquals(expected, ResourceGraph.isErrorResponse(failure));
    }

    @Test
    void theRecordedErrorResponseKeepsItsReason() {
        var recorded = Shared.json("samples/arm/graph-error-400-2021-03-01.json");
        respond("$.query", okJson(recorded.path("body").toString()).withStatus(400));

        var failure = assertThrows(ArmException.class, () -> names(List.of("s")));

        assertTrue(failure.getMessage().contains("InvalidQuery: Query is invalid."), failure.getMessage());
    }

    @Test
    void theRecordedPageIsReadAndItsSkipTokenSentBack() {
        var recorded =
                Shared.json("samples/arm/graph-skiptoken-2021-03-01.json").path("body");
        respond("$[?(!(@.options['$skipToken']))]", okJson(recorded.toString()));
        respond("$.options[?(@['$skipToken'] == '" + recorded.path("$skipToken").asText() + "')]", rows("last", ""));

        assertEquals(4, graph().query("resources", List.of("s")).count());
    }

    @Test
    void aRowBecomesAVmInResourceManagersShape() {
        var id = "/subscriptions/s/resourceGroups/RG-Web/providers/Microsoft.Compute/virtualMachines/a";
        respond(
                "$.query",
                okJson("{\"data\":[{\"id\":\"" + id + "\",\"name\":\"a\",\"zones\":null,\"resourceGroup\":\"rg-web\","
                        + "\"properties\":{\"extended\":{\"instanceView\":{\"powerState\":{\"code\":"
                        + "\"PowerState/deallocated\"}}}}}]}"));

        var filter = new VmFilter(List.of(), List.of(), List.of(), List.of(), List.of());
        var arm = Connections.toArm(WireMocks.address(SERVER));
        var vm = new VirtualMachines(arm, VirtualMachines.API_VERSION)
                .query(graph(), List.of("s"), filter)
                .findFirst()
                .orElseThrow();

        assertEquals("RG-Web", vm.resourceGroup());
        assertEquals("VM deallocated", vm.node().path("powerState").asText());
        assertEquals(PowerState.UNKNOWN, vm.withoutPower().power());
        assertTrue(vm.node().path("zones").isMissingNode());
    }

    private ResourceGraph graph() {
        var settings = new Settings(
                Map.of("AZURE_RESOURCE_MANAGER_ENDPOINT", WireMocks.address(SERVER)),
                Duration.ofSeconds(20),
                Duration.ofSeconds(60),
                false,
                CredentialOptions.DEFAULT,
                (wait, why) -> {
                    pauses.add(wait);
                    clock.move(wait);
                },
                clock);
        return CloudShell.connect(
                        settings, audience -> new AccessToken(audience.resource(), Connections.NEVER, "secret"))
                .resourceGraph();
    }

    private List<String> names(List<String> subscriptions) {
        return graph().query("resources", subscriptions)
                .map(row -> row.path("name").asText())
                .toList();
    }

    private static void respond(String bodyPath, ResponseDefinitionBuilder response) {
        SERVER.stubFor(post(urlPathEqualTo(PATH))
                .withRequestBody(matchingJsonPath(bodyPath))
                .willReturn(response));
    }

    private static ResponseDefinitionBuilder rows(String name, String more) {
        return okJson("{\"data\":[{\"name\":\"" + name + "\"}],\"resultTruncated\":\"false\"" + more + "}");
    }

    private static ResponseDefinitionBuilder usedUp(String resetsAfter, ResponseDefinitionBuilder response) {
        return response.withHeader("x-ms-user-quota-remaining", "0")
                .withHeader("x-ms-user-quota-resets-after", resetsAfter);
    }
}
