package cloudshell.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Key vaults, each at an origin of its own. */
class VaultsTest {
    private static final String V = "?api-version=7.4";

    @Test
    void secretsAreSetDeletedRecoveredAndPurgedWithTheirVersions() throws Exception {
        try (var simulator = Simulator.start(SimulatorOptions.DEFAULTS)) {
            var client = new SimulatorClient(simulator);
            var vaults = client.get("~/providers/Microsoft.KeyVault/vaults?api-version=2023-07-01")
                    .body();
            var one = vaults.at("/value/0/properties/vaultUri").asText();
            var other = vaults.at("/value/1/properties/vaultUri").asText();
            assertNotEquals(one, other);
            assertTrue(one.matches("http://localhost:\\d+/"), one);

            var first = vault(client, "PUT", one + "secrets/mine" + V, "{\"value\":\"1\"}");
            var second = vault(client, "PUT", one + "secrets/mine" + V, "{\"value\":\"2\",\"contentType\":\"x\"}");
            assertEquals(
                    "2",
                    vault(client, "GET", one + "secrets/mine" + V, "")
                            .body()
                            .path("value")
                            .asText());
            assertEquals(
                    "1",
                    vault(client, "GET", first.body().path("id").asText() + V, "")
                            .body()
                            .path("value")
                            .asText());
            assertEquals(
                    2,
                    vault(client, "GET", one + "secrets/mine/versions" + V, "")
                            .body()
                            .path("value")
                            .size());
            assertEquals(
                    "SecretNotFound",
                    vault(client, "GET", other + "secrets/mine" + V, "").code());
            vault(client, "PATCH", second.body().path("id").asText() + V, "{\"attributes\":{\"enabled\":false}}");
            assertEquals(403, vault(client, "GET", one + "secrets/mine" + V, "").status());

            assertEquals(
                    200, vault(client, "DELETE", one + "secrets/mine" + V, "").status());
            assertEquals(
                    "SecretNotFound",
                    vault(client, "GET", one + "secrets/mine" + V, "").code());
            assertEquals(
                    "Conflict",
                    vault(client, "PUT", one + "secrets/mine" + V, "{\"value\":\"3\"}")
                            .code());
            assertEquals(
                    200,
                    vault(client, "POST", one + "deletedsecrets/mine/recover" + V, "")
                            .status());
            vault(client, "DELETE", one + "secrets/mine" + V, "");
            assertEquals(
                    204,
                    vault(client, "DELETE", one + "deletedsecrets/mine" + V, "").status());
            assertEquals(
                    200,
                    vault(client, "PUT", one + "secrets/mine" + V, "{\"value\":\"4\"}")
                            .status());
            assertEquals(501, vault(client, "GET", one + "keys" + V, "").status());
        }
    }

    @Test
    void aNewVaultIsEmptyAndItsOriginIsAnAudience() throws Exception {
        try (var simulator = Simulator.start(SimulatorOptions.DEFAULTS)) {
            var client = new SimulatorClient(simulator);
            var made = client.arm(
                    "PUT",
                    "~/resourceGroups/rg-web/providers/Microsoft.KeyVault/vaults/kv-new?api-version=2023-07-01",
                    "{\"location\":\"westeurope\",\"properties\":{\"sku\":{\"name\":\"standard\"},\"tenantId\":\"t\"}}");
            var uri = made.body().at("/properties/vaultUri").asText();

            var list = client.of("", uri, "GET", uri + "secrets" + V, "");

            assertEquals(0, list.body().path("value").size(), list.body().toString());
            assertEquals(200, list.status());
            assertEquals(
                    200,
                    client.of(
                                    "",
                                    simulator.address(),
                                    "GET",
                                    simulator.address() + "/subscriptions?api-version=2022-12-01",
                                    "")
                            .status());
        }
    }

    @Test
    void aDeletedVaultIsRecoveredWithItsSecretsOrPurged() throws Exception {
        try (var simulator = Simulator.start(SimulatorOptions.DEFAULTS)) {
            var client = new SimulatorClient(simulator);
            var path = "~/resourceGroups/RG-WEB/providers/Microsoft.KeyVault/vaults/kv-web-000?api-version=2023-07-01";
            var deleted = "~/providers/Microsoft.KeyVault/locations/westeurope/deletedVaults/kv-web-000";
            var body =
                    "{\"location\":\"westeurope\",\"properties\":{\"sku\":{\"name\":\"standard\"},\"tenantId\":\"t\"%s}}";
            assertEquals(200, client.arm("DELETE", path, "").status());
            assertEquals(
                    1,
                    client.get("~/providers/Microsoft.KeyVault/deletedVaults?api-version=2023-07-01")
                            .body()
                            .path("value")
                            .size());
            assertEquals(
                    "ConflictError", client.arm("PUT", path, body.formatted("")).code());
            assertEquals(
                    201,
                    client.arm("PUT", path, body.formatted(",\"createMode\":\"recover\""))
                            .status());
            assertEquals(
                    "simulated-secret",
                    vault(client, "GET", simulator.environment().get("AZURE_KEYVAULT_URL") + "/secrets/demo" + V, "")
                            .body()
                            .path("value")
                            .asText());
            client.arm("DELETE", path, "");
            assertEquals(
                    200,
                    client.arm("POST", deleted + "/purge?api-version=2023-07-01", "")
                            .status());
            assertEquals(
                    "DeletedVaultNotFound",
                    client.get(deleted + "?api-version=2023-07-01").code());
        }
    }

    private static SimulatorClient.Reply vault(SimulatorClient client, String method, String url, String body)
            throws Exception {
        return client.of("", "https://vault.azure.net", method, url, body);
    }
}
