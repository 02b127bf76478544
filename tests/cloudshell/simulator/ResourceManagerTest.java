package cloudshell.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import harness.Shared;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Resource Manager as the simulator has it: each URL returns what Azure returns. */
class ResourceManagerTest {
    private static final String VMS = "/providers/Microsoft.Compute/virtualMachines";
    private static final String V = "?api-version=2021-07-01";
    private static final String CORE = "?api-version=2021-04-01";

    private static Simulator simulator;
    private static SimulatorClient client;

    @BeforeAll
    static void start() {
        simulator = Simulator.start(SimulatorOptions.DEFAULTS.withPageSize(7).withSubscriptions(2));
        client = new SimulatorClient(simulator);
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "/tenants?api-version=2022-12-01;                                                          1",
                "/subscriptions?api-version=2022-12-01;                                                    2",
                "~/locations?api-version=2022-12-01;                                                       18",
                "~/providers?api-version=2021-04-01; 166",
                "~/resourceGroups?api-version=2021-04-01;                                                  4",
                "~/resourcegroups/?api-version=2021-04-01&$top=2;                                          2",
                "~/resourceGroups?api-version=2021-04-01&$filter=tagName eq 'env' and tagValue eq 'dev';   2",
                "~/resources?api-version=2021-04-01;                                                       64",
                "~/resources?api-version=2021-04-01&$top=9;                                                9",
                "~/resources?api-version=2021-04-01&$filter=resourceType eq 'microsoft.compute/disks';     18",
                "~/resources?api-version=2021-04-01&$filter=substringof('web', name);                      18",
                "~/resources?api-version=2021-04-01&$filter=tagName eq 'env' and tagValue eq 'test';       2",
                "~/resourceGroups/rg-db/resources?api-version=2021-04-01;                                  13",
                "~/providers/Microsoft.Compute/virtualMachines?API-VERSION=2021-07-01;                     16",
                "~/PROVIDERS/microsoft.compute/VIRTUALMACHINES?api-version=2021-07-01&statusOnly=true;     16",
                "~/resourceGroups/rg-web/providers/Microsoft.Compute/virtualMachines?api-version=2021-07-01; 4",
                "~/providers/Microsoft.Compute/disks?api-version=2023-04-02;                               18",
                "~/providers/Microsoft.Network/networkInterfaces?api-version=2023-04-01;                   16",
                "~/providers/Microsoft.Network/publicIPAddresses?api-version=2023-04-01;                   5",
                "~/providers/Microsoft.Storage/storageAccounts?api-version=2023-01-01;                     4",
                "~/providers/Microsoft.KeyVault/vaults?api-version=2023-02-01;                             2",
                "~/providers/Microsoft.Authorization/roleAssignments?api-version=2022-04-01;               7",
                "~/providers/Microsoft.Authorization/roleAssignments?api-version=2022-04-01&$filter=atScope(); 3",
                "~/providers/Microsoft.Authorization/roleDefinitions?api-version=2022-04-01&$filter=roleName eq 'Owner'; 1",
                "/providers/Microsoft.Management/managementGroups?api-version=2020-05-01;                  1",
            })
    void listsAreReadPageAfterPage(String path, int elements) throws Exception {
        var ids = new ArrayList<String>();
        for (var next = path.replace(" ", "%20"); !next.isEmpty(); ) {
            var page = client.get(next);
            assertEquals(200, page.status(), page.body().toString());
            page.body().path("value").forEach(each -> ids.add(each.path("id").asText()));
            next = page.body().path("nextLink").asText();
        }

        assertEquals(elements, ids.size(), ids.toString());
        assertEquals(elements, Set.copyOf(ids).size());
    }

    @Test
    void theNextLinkLeadsBackTheWayTheRequestCame() throws Exception {
        int port = URI.create(simulator.address()).getPort();

        for (var host : List.of("127.0.0.1", "LOCALHOST")) {
            var page = client.get(
                    "http://" + host + ":" + port + "/subscriptions/10000000-0000-4000-8000-000000000000" + VMS + V);
            var link = URI.create(page.body().path("nextLink").asText());
            assertEquals(
                    host.toLowerCase(java.util.Locale.ROOT) + ":" + port,
                    link.getAuthority().toLowerCase(java.util.Locale.ROOT));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    /nothing?api-version=2021-04-01,                                            404, MissingSubscription",
        "GET,    ~?api-version=1999-01-01,                                                   400, InvalidApiVersionParameter",
        "GET,    ~/resourceGroups,                                                           400, MissingApiVersionParameter",
        "GET,    /subscriptions/x/resourceGroups?api-version=2021-04-01,                     400, InvalidSubscriptionId",
        "GET,    ~/resourceGroups/nope?api-version=2021-04-01,                               404, ResourceGroupNotFound",
        "GET,    ~/resourceGroups/nope/resources?api-version=2021-04-01,                     404, ResourceGroupNotFound",
        "GET,    ~/resources?api-version=2021-04-01&$filter=nonsense,                        400, InvalidFilterInQueryString",
        "GET,    ~/providers/Microsoft.Compute/virtualMachine?api-version=2021-07-01,        404, InvalidResourceType",
        "GET,    ~/providers/Microsoft.Compute/virtualMachines?api-version=2021-07-02,       400, NoRegisteredProviderFound",
        "GET,    ~/providers/Microsoft.Compute/virtualMachines?api-version=2999-01-01,       400, NoRegisteredProviderFound",
        "GET,    ~/providers/Microsoft.Compute/virtualMachines?api-version=2021-07-01&$skiptoken=x, 400, InvalidSkipToken",
        "GET,    /providers/Microsoft.Billing/billingAccounts?api-version=2020-05-01,        501, NotSimulated",
        "POST,   ~/resourceGroups/rg-web/providers/Microsoft.Compute/virtualMachines/web-01/assessPatches?api-version=2021-07-01, 501, NotSimulated",
        "GET,    ~/providers/nonsense/things?api-version=2021-07-01,                         404, InvalidResourceNamespace",
        "GET,    ~/providers/Microsoft.Authorization/roleAssignments?api-version=2018-06-01, 404, InvalidResourceType",
        "DELETE, ~/providers/Microsoft.Compute/virtualMachines?api-version=2021-07-01,       405, MethodNotAllowed",
        "POST,   /subscriptions?api-version=2022-12-01,                                      405, MethodNotAllowed",
        "PUT,    ~/resourceGroups/new?api-version=2021-04-01,                                400, InvalidRequestContent",
        "GET,    ~/resourceGroups/nope/providers/Microsoft.Compute/virtualMachines/a?api-version=2021-07-01, 404, ResourceGroupNotFound",
        "GET,    ~/resourceGroups/rg-web/providers/Microsoft.Compute/virtualMachines/a?api-version=2021-07-01, 404, ResourceNotFound",
        "POST,   ~/resourceGroups/rg-web/providers/Microsoft.Compute/virtualMachines/a/start?api-version=2021-07-01, 404, ResourceNotFound",
        "GET,    ~/resourceGroups/rg-web/providers/Microsoft.Compute/virtualMachines/web-01/start?api-version=2021-07-01, 405, MethodNotAllowed",
        "GET,    ~/resourceGroups/rg-db/providers/Microsoft.Compute/virtualMachines/web-01?api-version=2021-07-01, 404, ResourceNotFound",
        "GET,    ~/resourceGroups/rg-web/providers/Microsoft.Web/sites/a?api-version=2023-01-01, 404, ResourceNotFound",
    })
    void missingResourcesGetAzuresErrorResponse(String method, String path, int status, String code) throws Exception {
        var reply = client.arm(method, path, "");

        assertEquals(status + " " + code, reply.status() + " " + reply.code());
        assertFalse(reply.body().path("error").path("message").asText().isEmpty());
    }

    /** The error response that was quoted from Azure, with the values that differ taken out. */
    @Test
    void anUnsupportedApiVersionGetsAzuresMessage() throws Exception {
        var quoted = Shared.json("samples/arm/quoted-400-NoRegisteredProviderFound.body.json");

        var message = client.get("~/resourceGroups/rg-web" + VMS + "/web-01?api-version=2021-07-02")
                .body();

        assertEquals(plain(quoted), plain(message));
        assertTrue(
                message.toString().contains("location 'westeurope' and API version '2021-07-02'"), message.toString());
    }

    private static String plain(JsonNode error) {
        return error.path("error").path("message").asText().replaceAll("'[^']*'", "'x'");
    }

    @Test
    void anyOtherProviderIsAnEmptyListThatSaysSo() throws Exception {
        var sites = client.get("~/providers/Microsoft.Web/sites?api-version=2023-01-01");

        assertEquals("{\"value\":[]}", sites.body().toString());
        assertEquals("no resources of this type are simulated", sites.header("x-cloudshell-simulated"));
        assertEquals("", client.get("~" + VMS + V).header("x-cloudshell-simulated"));
    }

    @Test
    void aVmHasItsInstanceViewIfRequested() throws Exception {
        var path = "~/resourceGroups/RG-web" + VMS + "/WEB-01";
        var recorded = Shared.json("samples/arm/vm-get-expand-instanceview-running-2020-12-01.body.json");

        var plain = client.get(path + V).body();
        var expanded = client.get(path + V + "&$expand=instanceView").body();
        var view = client.get(path + "/instanceView" + V).body();

        assertFalse(plain.path("properties").has("instanceView"));
        assertEquals(view, expanded.path("properties").path("instanceView"));
        assertTrue(
                names(recorded.path("properties").path("instanceView")).containsAll(names(view)),
                names(view).toString());
        assertTrue(view.toString().contains("\"PowerState/running\""), view.toString());
    }

    @Test
    void theResourcesThatAVmRefersToExist() throws Exception {
        var vm = client.get("~/resourceGroups/rg-web" + VMS + "/web-05" + V)
                .body()
                .path("properties");
        var nic = vm.path("networkProfile")
                .path("networkInterfaces")
                .path(0)
                .path("id")
                .asText();
        var address = client.get(nic + "?api-version=2023-04-01").body();
        var configuration =
                address.path("properties").path("ipConfigurations").path(0).path("properties");

        assertEquals(
                200,
                client.get(configuration.path("publicIPAddress").path("id").asText() + "?api-version=2023-04-01")
                        .status());
        var disk = vm.path("storageProfile")
                .path("osDisk")
                .path("managedDisk")
                .path("id")
                .asText();
        assertTrue(client.get(disk + "?api-version=2023-04-02")
                .body()
                .path("managedBy")
                .asText()
                .endsWith("/web-05"));
    }

    @Test
    void eachResponseHasRequestIdsAndRemainingQuota() throws Exception {
        var first = client.get("~/resourceGroups" + CORE);
        var second = client.get("~/resourceGroups" + CORE);

        assertTrue(first.header("x-ms-request-id").matches("[0-9a-f-]{36}"));
        assertTrue(first.header("x-ms-correlation-request-id").matches("[0-9a-f-]{36}"));
        var left = "x-ms-ratelimit-remaining-subscription-reads";
        assertTrue(first.header(left).matches("\\d+") && second.header(left).matches("\\d+"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"start", "deallocate", "powerOff", "restart"})
    void powerIsALongRunningOperation(String action) throws Exception {
        var path = "~/resourceGroups/rg-batch" + VMS + "/batch-08";
        client.arm("POST", path + "/" + action + V, "");
        var begun = client.arm("POST", path + "/" + action + V, "");

        assertEquals(202, begun.status());
        assertEquals("1", begun.header("Retry-After"));
        assertEquals(202, client.get(begun.header("Location")).status());
        var state = client.get(begun.header("Azure-AsyncOperation")).body();
        assertEquals("Succeeded", state.path("status").asText());
        assertEquals(200, client.get(begun.header("Location")).status());
        var expected = java.util.Map.of("deallocate", "deallocated", "powerOff", "stopped")
                .getOrDefault(action, "running");
        assertTrue(client.get(path + "/instanceView" + V).body().toString().contains("PowerState/" + expected));
    }

    @Test
    void anOperationRunsUntilSomebodyHasLookedTwice() throws Exception {
        var path = "~/resourceGroups/rg-api" + VMS + "/api-02";
        var begun = client.arm("POST", path + "/start" + V, "");

        assertTrue(client.get(path + "/instanceView" + V).body().toString().contains("PowerState/starting"));
        assertEquals(
                "InProgress",
                client.get(begun.header("Azure-AsyncOperation"))
                        .body()
                        .path("status")
                        .asText());
        assertEquals(
                "Succeeded",
                client.get(begun.header("Azure-AsyncOperation"))
                        .body()
                        .path("status")
                        .asText());
        assertEquals(
                "NotFound",
                client.get(begun.header("Location").replaceAll("operations/[^?]+", "operations/x"))
                        .code());
    }

    private static Set<String> names(JsonNode node) {
        var names = new TreeSet<String>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
