package cloudshell.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The failures that the simulator makes, and whom they meet. */
class FaultsTest {
    private static final String GROUP = "~/resourceGroups/made?api-version=2021-04-01";
    private static final String ROWS = "{\"query\":\"resources | project id\",\"options\":{\"$top\":10%s}}";

    @Test
    void whatIsLostWasDone() throws Exception {
        try (var simulator = Simulator.start(SimulatorOptions.DEFAULTS.withFaults("write-response-lost:1"))) {
            var client = new SimulatorClient(simulator);

            assertThrows(IOException.class, () -> client.arm("PUT", GROUP, "{\"location\":\"eastus\"}"));
            assertEquals(200, client.get(GROUP).status());
        }
    }

    @Test
    void anOperationFails() throws Exception {
        try (var simulator = Simulator.start(SimulatorOptions.DEFAULTS.withFaults("operation-failed"))) {
            var client = new SimulatorClient(simulator);
            var begun = client.arm(
                    "POST",
                    "~/resourceGroups/rg-api/providers/Microsoft.Compute/virtualMachines/api-02/start?api-version=2021-07-01",
                    "");
            var end = client.get(begun.header("Azure-AsyncOperation")).body();

            assertEquals(
                    "Failed AllocationFailed",
                    end.path("status").asText() + " "
                            + end.path("error").path("code").asText());
        }
    }

    @Test
    void theSecondPageOfRowsFailsAsThatOfAListDoes() throws Exception {
        try (var simulator = Simulator.start(SimulatorOptions.DEFAULTS.withFaults("page-502"))) {
            var client = new SimulatorClient(simulator);
            var first = client.query(ROWS.formatted("")).body();
            var second = client.query(ROWS.formatted(
                    ",\"$skipToken\":\"" + first.path("$skipToken").asText() + "\""));

            assertEquals(10, first.path("count").asInt());
            assertEquals(502, second.status());
            assertEquals(
                    5, client.graph("/v1.0/me/messages").body().path("value").size());
            assertEquals(502, client.graph("/v1.0/me/messages?$skip=2").status());
        }
    }

    @Test
    void aTokenThatAServiceCallsExpiredIsOneThatTheEndpointStillHandsOut() throws Exception {
        try (var simulator = Simulator.start(SimulatorOptions.DEFAULTS.withFaults("arm-expired:1"))) {
            var client = new SimulatorClient(simulator);
            var before = client.token("https://management.azure.com/");

            assertEquals("ExpiredAuthenticationToken", client.get(GROUP).code());
            assertEquals(before, client.token("https://management.azure.com/"));
            assertEquals("ResourceGroupNotFound", client.get(GROUP).code());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "msgraph-500, 500, 404, 200",
        "vault-403,          200, 404, 403",
        "arm-503,            503, 503, 503",
        "token-500,          401, 401, 401",
    })
    void aFaultMeetsWhatItNames(String fault, int graph, int arm, int vault) throws Exception {
        try (var simulator = Simulator.start(SimulatorOptions.DEFAULTS.withFaults(fault))) {
            var client = new SimulatorClient(simulator);

            assertEquals(graph, client.graph("/v1.0/me").status());
            assertEquals(arm, client.get(GROUP).status());
            assertEquals(vault, client.vault("/secrets/demo?api-version=7.4").status());
        }
    }

    @Test
    void aClaimsChallengeComesWithItsClaims() throws Exception {
        try (var simulator = Simulator.start(SimulatorOptions.DEFAULTS.withFaults("arm-claims-challenge"))) {
            var challenge = new SimulatorClient(simulator).get(GROUP);

            assertEquals(401, challenge.status());
            assertTrue(
                    challenge.header("WWW-Authenticate").contains("claims=\""), challenge.header("WWW-Authenticate"));
            assertEquals("invented", challenge.header("x-cloudshell-simulated"));
        }
    }
}
