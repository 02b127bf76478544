package cloudshell.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloudshell.token.UsageException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written in a run can be read again in it, and what was said is recorded without secrets. */
class SimulatorWritesTest {
    private static final String CORE = "?api-version=2021-04-01";
    private static final String VM = "/providers/Microsoft.Compute/virtualMachines/";
    private static final String V = "?api-version=2021-07-01";

    @Test
    void groupsAndResourcesAreMadeChangedAndDeleted() throws Exception {
        try (var simulator = Simulator.start(SimulatorOptions.DEFAULTS)) {
            var client = new SimulatorClient(simulator);
            var made = client.arm(
                    "PUT", "~/resourceGroups/new" + CORE, "{\"location\":\"West Europe\",\"tags\":{\"a\":\"b\"}}");
            assertEquals(201, made.status());
            assertEquals("westeurope", made.body().path("location").asText());
            assertEquals(
                    "LocationRequired",
                    client.arm("PUT", "~/resourceGroups/x" + CORE, "{}").code());
            assertEquals(
                    "InvalidResourceGroupLocation",
                    client.arm("PUT", "~/resourceGroups/NEW" + CORE, "{\"location\":\"eastus\"}")
                            .code());

            var disk = "~/resourceGroups/new/providers/Microsoft.Compute/disks/d1?api-version=2023-04-02";
            var empty =
                    "{\"location\":\"westeurope\",\"properties\":{\"diskSizeGB\":8,\"creationData\":{\"createOption\":\"Empty\"}}}";
            var begun = client.arm("PUT", disk, empty);
            assertEquals(202, begun.status());
            assertEquals(
                    "Updating", begun.body().at("/properties/provisioningState").asText());
            assertEquals(202, client.get(begun.header("Location")).status());
            assertEquals(
                    "Succeeded",
                    client.get(begun.header("Location"))
                            .body()
                            .at("/properties/provisioningState")
                            .asText());
            assertEquals(
                    200,
                    client.arm("PATCH", disk, "{\"tags\":{\"x\":\"y\"},\"properties\":{\"tier\":\"P1\"}}")
                            .status());
            var written = client.get(disk).body();
            assertEquals(
                    "P1 Unattached 8589934592",
                    written.at("/properties/tier").asText() + " "
                            + written.at("/properties/diskState").asText() + " "
                            + written.at("/properties/diskSizeBytes").asText());
            assertEquals("Standard_LRS", written.at("/sku/name").asText());
            assertEquals(
                    1,
                    client.get("~/resourceGroups/new/resources" + CORE)
                            .body()
                            .path("value")
                            .size());
            assertTrue(client.query("{\"query\":\"resources | where name == 'd1' | project id\"}")
                    .body()
                    .toString()
                    .contains("/d1"));

            assertEquals(
                    204, client.arm("HEAD", "~/resourceGroups/new" + CORE, "").status());
            end(client, client.arm("DELETE", "~/resourceGroups/new" + CORE, ""));
            assertEquals("ResourceGroupNotFound", client.get(disk).code());
            assertEquals(
                    404, client.arm("HEAD", "~/resourceGroups/new" + CORE, "").status());
            assertEquals(
                    4,
                    client.get("~/resourceGroups" + CORE).body().path("value").size());
        }
    }

    @Test
    void whatWasThereFromTheBeginningIsChangedAndDeletedAlike() throws Exception {
        try (var simulator = Simulator.start(SimulatorOptions.DEFAULTS)) {
            var client = new SimulatorClient(simulator);
            var web = "~/resourceGroups/rg-web" + VM + "web-01";
            var tags = "~/resourceGroups/rg-web" + VM + "web-01/providers/Microsoft.Resources/tags/default" + CORE;

            assertEquals(
                    "{\"env\":\"new\"}",
                    client.arm("PATCH", web + V, "{\"tags\":{\"env\":\"new\"}}")
                            .body()
                            .path("tags")
                            .toString());
            client.arm("PATCH", tags, "{\"operation\":\"Merge\",\"properties\":{\"tags\":{\"more\":\"1\"}}}");
            assertEquals(
                    "{\"env\":\"new\",\"more\":\"1\"}",
                    client.get(web + V).body().path("tags").toString());

            end(client, client.arm("DELETE", web + V, ""));
            assertEquals("ResourceNotFound", client.get(web + V).code());
            assertEquals(204, client.arm("DELETE", web + V, "").status());
            assertEquals(
                    15,
                    client.get("~/providers/Microsoft.Compute/virtualMachines" + V)
                            .body()
                            .path("value")
                            .size());

            end(client, client.arm("DELETE", "~/resourceGroups/RG-DB" + CORE, ""));
            assertEquals(
                    11,
                    client.get("~/providers/Microsoft.Compute/virtualMachines" + V)
                            .body()
                            .path("value")
                            .size());
            client.arm("PUT", "~/resourceGroups/rg-db" + CORE, "{\"location\":\"eastus\"}");
            assertEquals(
                    0,
                    client.get("~/resourceGroups/rg-db/resources" + CORE)
                            .body()
                            .path("value")
                            .size());
        }
    }

    @Test
    void whatWasWrittenIsAmongTheChanges() throws Exception {
        try (var simulator = Simulator.start(SimulatorOptions.DEFAULTS)) {
            var client = new SimulatorClient(simulator);
            var web = "~/resourceGroups/rg-web" + VM + "web-01";
            client.arm("PATCH", web + V, "{\"tags\":{\"env\":\"new\"}}");
            client.arm("PUT", "~/resourceGroups/new" + CORE, "{\"location\":\"eastus\"}");
            var kql = "resourcechanges | extend at = todatetime(properties.changeAttributes.timestamp)"
                    + " | where at > ago(1h) | project id = tostring(properties.targetResourceId), kind ="
                    + " tostring(properties.changeType), now = tostring(properties.changes['tags.env'].newValue)";

            var rows = client.query("{\"query\":\"" + kql + "\"}").body().path("data");
            assertEquals(1, rows.size(), rows.toString());
            assertTrue(rows.at("/0/id").asText().endsWith("/web-01"));
            assertEquals(
                    "Update new",
                    rows.at("/0/kind").asText() + " " + rows.at("/0/now").asText());
            assertEquals(
                    1,
                    client.query("{\"query\":\"resourcecontainerchanges\"}")
                            .body()
                            .path("count")
                            .asInt());
        }
    }

    @Test
    void whatARunMayHoldHasABound() throws Exception {
        try (var simulator = Simulator.start(SimulatorOptions.DEFAULTS)) {
            var client = new SimulatorClient(simulator);
            var body = "{\"location\":\"eastus\",\"properties\":{\"x\":\"" + "x".repeat(3_900_000) + "\"}}";
            var code = "";
            for (int n = 0; n < 30 && code.isEmpty(); n++) {
                code = client.arm(
                                "PUT",
                                "~/resourceGroups/rg-web/providers/Microsoft.Web/sites/s" + n
                                        + "?api-version=2023-12-01",
                                body)
                        .code();
            }
            assertEquals("NotSimulated", code);
        }
    }

    @Test
    void anotherSeedIsAnotherEstateAndTheSameOneEachTime() throws Exception {
        assertEquals(vms(7), vms(7));
        assertNotEquals(vms(7), vms(8));
        assertNotEquals(vms(0), vms(7));
    }

    private static String vms(long seed) throws Exception {
        try (var simulator =
                Simulator.start(SimulatorOptions.DEFAULTS.withSeed(seed).withVms(5))) {
            var client = new SimulatorClient(simulator);
            var body = client.get("~/providers/Microsoft.Compute/virtualMachines" + V)
                    .body();
            for (var vm : body.path("value")) {
                assertEquals(200, client.get(vm.path("id").asText() + V).status());
            }
            return body.toString();
        }
    }

    @Test
    void theRecordHasEachRequestAndResponseAndNoSecret(@TempDir Path directory) throws Exception {
        var file = directory.resolve("record.jsonl");
        String token;
        try (var simulator =
                Simulator.start(SimulatorOptions.DEFAULTS.withRecord(file).withFaults("status-500"))) {
            var client = new SimulatorClient(simulator);
            token = client.token("https://management.azure.com/");
            client.get("~/resourceGroups" + CORE);
            client.vault("/secrets/demo?api-version=7.4");
            client.get("~/providers/Microsoft.Compute/virtualMachines" + V + "&statusOnly=true&sig=abc");
        }
        var text = Files.readString(file);
        var lines = text.lines().toList();
        var groups = new JsonMapper().readTree(lines.get(2));

        assertEquals(7, lines.size(), text);
        assertEquals(
                "Bearer ***",
                groups.path("request").path("headers").path("Authorization").asText());
        assertEquals(
                "RG-WEB",
                groups.path("response")
                        .path("body")
                        .path("value")
                        .path(0)
                        .path("name")
                        .asText());
        assertEquals(
                "***",
                new JsonMapper()
                        .readTree(lines.get(0))
                        .path("response")
                        .path("body")
                        .path("access_token")
                        .asText());
        assertEquals(
                500,
                new JsonMapper()
                        .readTree(lines.get(6))
                        .path("response")
                        .path("status")
                        .asInt());
        for (var secret : new String[] {token, token.split("\\.")[1], "simulated-secret", "sig=abc"}) {
            assertTrue(!text.contains(secret), secret);
        }
    }

    @Test
    void theRecordIsForItsOwnerAndHidesWhateverHasASecretsName(@TempDir Path directory) throws Exception {
        var file = Files.writeString(directory.resolve("record.jsonl"), "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        try (var simulator = Simulator.start(SimulatorOptions.DEFAULTS.withRecord(file))) {
            var client = new SimulatorClient(simulator);
            var vault = simulator.environment().get("AZURE_KEYVAULT_URL");
            client.of(
                    "",
                    "https://vault.azure.net",
                    "PUT",
                    vault + "/secrets/a?api-version=7.4",
                    "{\"value\":\"hush-1\"}");
            client.arm(
                    "POST",
                    "~/resourceGroups/rg-web/providers/Microsoft.Storage/storageAccounts/stweb000/listKeys?api-version=2023-01-01",
                    "");
            client.arm(
                    "PUT",
                    "~/resourceGroups/rg-web/providers/Microsoft.Sql/servers/s?api-version=2021-11-01&sv=1&signature=hush-2",
                    "{\"location\":\"westeurope\",\"properties\":{\"administratorLoginPassword\":\"hush-3\",\"a\":"
                            + "{\"connectionString\":\"hush-4\",\"clientSecret\":\"hush-5\",\"privateKey\":\"hush-6\","
                            + "\"refreshToken\":\"hush-7\",\"secureValue\":{\"adminPassword\":{\"value\":\"hush-8\"}}}}}");
        }
        var text = Files.readString(file);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertTrue(!text.contains("hush-"), text);
        assertTrue(text.contains("\"keyName\":\"key1\",\"value\":\"***\""), text);
    }

    @Test
    void aLinkInTheRecordsPlaceIsNotFollowed(@TempDir Path directory) throws Exception {
        var other = Files.writeString(directory.resolve("other"), "kept");
        var link = Files.createSymbolicLink(directory.resolve("record"), other);

        assertThrows(UsageException.class, () -> Simulator.start(SimulatorOptions.DEFAULTS.withRecord(link))
                .close());
        assertEquals("kept", Files.readString(other));
    }

    @Test
    void aRecordThatCannotBeWrittenIsTheUsersMistake(@TempDir Path directory) {
        var plan = SimulatorOptions.DEFAULTS.withRecord(
                directory.resolve("missing").resolve("file"));

        assertThrows(UsageException.class, () -> Simulator.start(plan).close());
    }

    private static void end(SimulatorClient client, SimulatorClient.Reply begun)
            throws IOException, InterruptedException {
        assertEquals(202, begun.status());
        assertEquals(202, client.get(begun.header("Location")).status());
        assertEquals(200, client.get(begun.header("Location")).status());
    }
}
