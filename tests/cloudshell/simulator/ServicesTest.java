package cloudshell.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloudshell.simulator.junit.CloudShellSimulation;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Resource Graph, Microsoft Graph and the key vaults of the simulator. */
class ServicesTest {
    private static Simulator simulator;
    private static SimulatorClient client;

    @BeforeAll
    static void start() {
        simulator = Simulator.start(SimulatorOptions.DEFAULTS.withSubscriptions(2));
        client = new SimulatorClient(simulator);
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @Test
    void resourceGraphPagesOverTheWholeTenant() throws Exception {
        var ids = new ArrayList<String>();
        var token = "";
        do {
            var page = client.query("{\"query\":\"Resources | project id | order by id asc\",\"options\":{\"$top\":100"
                            + (token.isEmpty() ? "" : ",\"$skipToken\":\"" + token + "\"") + "}}")
                    .body();
            assertEquals(128, page.path("totalRecords").asInt());
            assertEquals("false", page.path("resultTruncated").asText());
            page.path("data").forEach(row -> ids.add(row.path("id").asText()));
            token = page.path("$skipToken").asText();
        } while (!token.isEmpty());

        assertEquals(ids.stream().sorted().distinct().toList(), ids);
        assertEquals(128, ids.size());
    }

    @Test
    void rowsWithoutIdsAreCutOffWithoutAWayOn() throws Exception {
        var page = client.query("{\"query\":\"resources | project name\",\"options\":{\"$top\":5}}")
                .body();

        assertEquals(5, page.path("count").asInt());
        assertEquals("true", page.path("resultTruncated").asText());
        assertTrue(page.path("$skipToken").isMissingNode());
    }

    /** Each with a quota of its own. */
    @ParameterizedTest
    @CloudShellSimulation(subscriptions = 2)
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"query\":\"resourcecontainers | where type endswith 'subscriptions' | project name\"}; [{\"name\":\"Production\"},{\"name\":\"Team 1\"}]",
                "{\"query\":\"resources | count\",\"managementGroups\":[\"72f988bf-0000-4000-8000-000000000001\"]}; [{\"Count\":128}]",
                "{\"query\":\"resources | count\",\"subscriptions\":[\"10000001-0000-4000-8000-000000000000\"]}; [{\"Count\":64}]",
                "{\"query\":\"resources | where properties.extended.instanceView.powerState.code == 'PowerState/stopped' | summarize n=count() by location | order by location asc\",\"subscriptions\":[\"10000000-0000-4000-8000-000000000000\"]}; [{\"location\":\"eastus\",\"n\":1},{\"location\":\"southeastasia\",\"n\":1},{\"location\":\"westeurope\",\"n\":1}]",
                "{\"query\":\"resources | take 1 | project type, tags.env\",\"options\":{\"resultFormat\":\"table\"}}; {\"columns\":[{\"name\":\"type\",\"type\":\"string\"},{\"name\":\"tags_env\",\"type\":\"string\"}],\"rows\":[[\"microsoft.compute/virtualmachines\",\"prod\"]]}",
                "{\"query\":\"SecurityResources | project id\"}; []",
            })
    void inventoryQueriesReturnRows(String query, String data, Simulator own) throws Exception {
        assertEquals(
                data, new SimulatorClient(own).query(query).body().path("data").toString());
    }

    /** Each with a quota of its own. */
    @ParameterizedTest
    @CloudShellSimulation(subscriptions = 2)
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"query\":\"resources | where nothing == 1\"};               \"token\":\"nothing\"",
                "{\"query\":\"resources | mv-expand zones\"};                  Simulated: the operator 'mv-expand'",
                "{\"query\":\"nonsense | take 1\"};                            Table nonsense is invalid",
                "{\"query\":\"resources\",\"facets\":[{\"expression\":\"a\"}]}; facets",
                "{\"query\":\"resources\",\"managementGroups\":[\"x\"]};       'x' is not there",
                "{\"query\":\"resources\",\"options\":{\"$skipToken\":\"x\"}}; skip token",
                "[];                                                           no JSON object",
                "{\"query\":\"resources\",\"options\":{\"$skipToken\":[1]}}; $skipToken",
                "{\"query\":\"resources | summarize count() by properties.x\"}; 'dynamic' type",
                "{\"query\":\"resources | project row_number()\"};            Simulated: the function 'row_number' is not simulated",
            })
    void whatResourceGraphDoesNotKnowIsRejected(String query, String reason, Simulator own) throws Exception {
        var reply = new SimulatorClient(own).query(query);

        assertEquals(400, reply.status());
        assertTrue(reply.body().toString().contains(reason), reply.body().toString());
    }

    @Test
    void microsoftGraphHasAUrlOfItsOwnAndPages() throws Exception {
        var first = client.graph("/v1.0/me/messages?$top=3&$select=subject").body();
        var second = client.graph(first.path("@odata.nextLink").asText()).body();

        assertEquals(3, first.path("value").size());
        assertEquals(2, second.path("value").size());
        assertEquals(
                "{\"subject\":\"Deployment of Friday\"}",
                first.path("value").path(0).toString());
        assertEquals(
                "Simulated User",
                client.graph("/v1.0/me").body().path("displayName").asText());
        assertEquals(3, client.graph("/v1.0/me/memberOf").body().path("value").size());
        assertEquals(
                1,
                client.graph("/v1.0/users?$filter=startswith(displayName,'Al')")
                        .body()
                        .path("value")
                        .size());
        assertEquals(404, client.graph("/v1.0/users/nobody@simulator.example").status());
        assertEquals(400, client.graph("/subscriptions?api-version=2022-12-01").status());
    }

    @Test
    void whoeverHasARoleHasANameInTheDirectory() throws Exception {
        var ids = new TreeSet<String>();
        client.get("~/providers/Microsoft.Authorization/roleAssignments?api-version=2022-04-01")
                .body()
                .path("value")
                .forEach(each -> ids.add(each.at("/properties/principalId").asText()));
        var graph = simulator.environment().get("AZURE_MICROSOFT_GRAPH_ENDPOINT");
        var body = "{\"ids\":[\"" + String.join("\",\"", ids) + "\"]}";

        var known = client.of(graph, "https://graph.microsoft.com/", "POST", "/v1.0/directoryObjects/getByIds", body)
                .body()
                .path("value");

        assertEquals(ids.size(), known.size());
        known.forEach(each -> assertTrue(!each.path("displayName").asText().isEmpty(), each.toString()));
        assertEquals(
                1,
                client.graph("/v1.0/servicePrincipals?$filter=displayName%20eq%20'Deployment%20pipeline'")
                        .body()
                        .path("value")
                        .size());
    }

    @Test
    void theVaultsThatResourceManagerNamesHaveSecrets() throws Exception {
        var vaults = client.get("~/providers/Microsoft.KeyVault/vaults?api-version=2023-02-01")
                .body()
                .path("value");
        var vault = vaults.path(1).path("properties").path("vaultUri").asText();
        var page = client.vault(vault + "secrets?api-version=7.4&maxresults=3").body();

        assertEquals(3, page.path("value").size());
        assertEquals(
                1,
                client.vault(page.path("nextLink").asText())
                        .body()
                        .path("value")
                        .size());
        var soon = page.path("value").path(1);
        assertTrue(soon.path("id").asText().startsWith(vault + "secrets/db-password"));
        assertTrue(soon.path("attributes").path("exp").asLong() > System.currentTimeMillis() / 1000);
        assertEquals(
                "simulated-password",
                client.vault(soon.path("id").asText() + "?api-version=7.4")
                        .body()
                        .path("value")
                        .asText());
        assertEquals(
                "SecretNotFound", client.vault("/secrets/none?api-version=7.4").code());
    }

    @Test
    void eachServiceRejectsATokenForAnother() throws Exception {
        var vault = simulator.environment().get("AZURE_KEYVAULT_URL");
        var graph = simulator.environment().get("AZURE_MICROSOFT_GRAPH_ENDPOINT");

        assertEquals(
                401,
                client.of(vault, "https://graph.microsoft.com/", "GET", "/secrets?api-version=7.4", "")
                        .status());
        assertEquals(
                401,
                client.of(graph, "https://vault.azure.net", "GET", "/v1.0/me", "")
                        .status());
        assertEquals(
                "InvalidAuthenticationTokenAudience",
                client.of(
                                simulator.address(),
                                "https://vault.azure.net",
                                "GET",
                                "/subscriptions?api-version=2022-12-01",
                                "")
                        .code());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "/v1.0/users?$orderby=displayName%20desc&$select=displayName; 200; Simulated User",
                "/v1.0/users?$orderby=nothing;                             400; Could not find a property named",
                "/v1.0/users?$search=%22displayName:al%22;                  400; ConsistencyLevel",
                "/v1.0/users?$expand=manager;                              400; Simulated: the query option '$expand' is not simulated",
                "/v1.0/users/$count;                                       400; ConsistencyLevel",
                "/v1.0/users?$filter=mail%20eq%20'kim@simulator.example'%20or%20startswith(mail,'al'); 200; Kim Tanaka",
                "/v1.0/users?$filter=length(mail)%20gt%203;                400; Simulated: the filter",
                "/v1.0/me/drive;                                           400; Simulated: 'drive' is not simulated",
                "/v1.0/nonsense;                                           400; Resource not found for the segment 'nonsense'",
                "/v1.0/applications?$count=true;                           200; Deployment pipeline",
                "/v1.0/servicePrincipals?$filter=servicePrincipalNames/any(c:c%20eq%20'0a1b2c3d-0000-4000-8000-00000000002a'); 200; Deployment pipeline",
                "/v1.0/users?$top=5000;                                    400; Invalid page size",
            })
    void queryOptionsOfMicrosoftGraphAreTakenOrReported(String path, int status, String text) throws Exception {
        var reply = client.graph(path);

        assertEquals(status, reply.status(), reply.body().toString());
        assertTrue(reply.body().toString().contains(text), reply.body().toString());
    }

    @Test
    void aBatchHasAResponseForEachRequest() throws Exception {
        var graph = simulator.environment().get("AZURE_MICROSOFT_GRAPH_ENDPOINT");
        var body = "{\"requests\":[{\"id\":\"1\",\"method\":\"GET\",\"url\":\"/me\"},"
                + "{\"id\":\"2\",\"method\":\"GET\",\"url\":\"/users/x\"}]}";

        var responses =
                client.of(graph, graph, "POST", "/v1.0/$batch", body).body().path("responses");

        assertEquals(
                "200 404",
                responses.at("/0/status").asText() + " "
                        + responses.at("/1/status").asText());
        assertEquals("Simulated User", responses.at("/0/body/displayName").asText());
    }

    @Test
    void azureCliIsSignedInWithADirectoryOfItsOwn() throws Exception {
        var directory = Path.of(simulator.shellEnvironment().get("AZURE_CONFIG_DIR"));
        var profile = new JsonMapper().readTree(Files.readString(directory.resolve("azureProfile.json")));

        assertEquals(2, profile.path("subscriptions").size());
        assertEquals(
                "user@simulator.example",
                profile.at("/subscriptions/0/user/name").asText());
        assertTrue(profile.at("/subscriptions/0/user/cloudShellID").asBoolean());
    }
}
