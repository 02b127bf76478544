package cloudshell.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is created is completed as Azure completes it, and what belongs together agrees. */
class ResourceConsistencyTest {
    private static final String GROUP = "~/resourceGroups/made";
    private static final String NETWORK = GROUP + "/providers/Microsoft.Network/";
    private static final String COMPUTE = GROUP + "/providers/Microsoft.Compute/";
    private static final String N = "?api-version=2024-05-01";
    private static final String C = "?api-version=2024-07-01";
    private static final String D = "?api-version=2023-10-02";

    private static Simulator simulator;
    private static SimulatorClient client;

    @BeforeAll
    static void start() throws Exception {
        simulator = Simulator.start(SimulatorOptions.DEFAULTS);
        client = new SimulatorClient(simulator);
        put("~/resourceGroups/made?api-version=2021-04-01", "{'location':'westeurope'}", 201);
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @Test
    void aVmAndWhatItUsesLiveAndDieAsInAzure() throws Exception {
        put(
                NETWORK + "virtualNetworks/net" + N,
                "{'location':'westeurope','properties':{'addressSpace':{'addressPrefixes':['10.1.0.0/16']},"
                        + "'subnets':[{'name':'one','properties':{'addressPrefix':'10.1.1.0/24'}}]}}",
                201);
        put(NETWORK + "virtualNetworks/net/subnets/two" + N, "{'properties':{'addressPrefix':'10.1.2.0/24'}}", 201);
        assertEquals(
                2,
                client.get(NETWORK + "virtualNetworks/net" + N)
                        .body()
                        .at("/properties/subnets")
                        .size());
        put(NETWORK + "publicIPAddresses/ip" + N, "{'location':'westeurope','sku':{'name':'Standard'}}", 201);
        var nic = put(
                NETWORK + "networkInterfaces/nic" + N,
                "{'location':'westeurope','properties':{'ipConfigurations':[{'name':'a','properties':{"
                        + "'subnet':{'id':'" + id(NETWORK) + "virtualNetworks/net/subnets/two'},"
                        + "'publicIPAddress':{'id':'" + id(NETWORK) + "publicIPAddresses/ip'}}}]}}",
                201);
        assertEquals(
                "10.1.2.4",
                nic.at("/properties/ipConfigurations/0/properties/privateIPAddress")
                        .asText());
        assertTrue(get(NETWORK + "publicIPAddresses/ip" + N)
                .at("/properties/ipConfiguration/id")
                .asText()
                .endsWith("/nic/ipConfigurations/a"));

        assertTrue(get(NETWORK + "virtualNetworks/net/subnets/two" + N)
                .at("/properties/ipConfigurations/0/id")
                .asText()
                .endsWith("/nic/ipConfigurations/a"));

        var vm = put(
                COMPUTE + "virtualMachines/vm" + C,
                "{'location':'westeurope','properties':{'hardwareProfile':{'vmSize':'Standard_B2s'},"
                        + "'osProfile':{'computerName':'vm','adminUsername':'me','adminPassword':'S3cret!','customData':'x'},"
                        + "'storageProfile':{'imageReference':{'publisher':'Canonical','offer':'ubuntu-24_04-lts',"
                        + "'sku':'server','version':'latest'},'dataDisks':[{'lun':0,'createOption':'Empty','diskSizeGB':16}]},"
                        + "'networkProfile':{'networkInterfaces':[{'id':'" + id(NETWORK)
                        + "networkInterfaces/nic'}]}}}",
                201);
        assertFalse(vm.toString().contains("S3cret!") || vm.toString().contains("customData"), vm.toString());
        assertFalse(vm.at("/properties/vmId").asText().isEmpty());
        assertEquals("Linux", vm.at("/properties/storageProfile/osDisk/osType").asText());
        var disk = vm.at("/properties/storageProfile/osDisk/managedDisk/id").asText();
        var data =
                vm.at("/properties/storageProfile/dataDisks/0/managedDisk/id").asText();
        assertEquals("Attached", get(disk + D).at("/properties/diskState").asText());
        assertTrue(get(disk + D).path("managedBy").asText().endsWith("/virtualMachines/vm"));
        assertEquals(16, get(data + D).at("/properties/diskSizeGB").asInt());
        assertTrue(client.query("{'query':'resources | where name == \"vm\"'}"
                        .replace("\"", "\\\"")
                        .replace('\'', '"'))
                .body()
                .toString()
                .contains("PowerState/running"));

        assertEquals("OperationNotAllowed", client.arm("DELETE", disk + D, "").code());
        assertEquals(
                "NicInUse",
                client.arm("DELETE", NETWORK + "networkInterfaces/nic" + N, "").code());
        assertEquals(
                "PublicIPAddressCannotBeDeleted",
                client.arm("DELETE", NETWORK + "publicIPAddresses/ip" + N, "").code());
        assertEquals(
                "InUseSubnetCannotBeDeleted",
                client.arm("DELETE", NETWORK + "virtualNetworks/net/subnets/two" + N, "")
                        .code());
        assertEquals(
                "InUseSubnetCannotBeDeleted",
                client.arm("DELETE", NETWORK + "virtualNetworks/net" + N, "").code());

        end(client.arm("DELETE", COMPUTE + "virtualMachines/vm" + C, ""));
        assertEquals("Unattached", get(disk + D).at("/properties/diskState").asText());
        assertTrue(get(disk + D).path("managedBy").isMissingNode());
        assertTrue(get(NETWORK + "networkInterfaces/nic" + N)
                .at("/properties/virtualMachine")
                .isMissingNode());
        assertEquals(202, client.arm("DELETE", disk + D, "").status());
        assertEquals(
                200,
                client.arm("DELETE", NETWORK + "networkInterfaces/nic" + N, "").status());
        assertEquals(
                200,
                client.arm("DELETE", NETWORK + "publicIPAddresses/ip" + N, "").status());
        assertEquals(
                200,
                client.arm("DELETE", NETWORK + "virtualNetworks/net" + N, "").status());
    }

    @Test
    void rulesOfASecurityGroupAreItsChildren() throws Exception {
        var group = NETWORK + "networkSecurityGroups/nsg";
        var made = put(group + N, "{'location':'westeurope'}", 201);
        assertEquals(6, made.at("/properties/defaultSecurityRules").size());
        var rule = "{'properties':{'priority':100,'direction':'Inbound','access':'Allow','protocol':'Tcp',"
                + "'sourceAddressPrefix':'*','sourcePortRange':'*','destinationAddressPrefix':'*','destinationPortRange':'22'}}";
        put(group + "/securityRules/ssh" + N, rule, 201);

        assertEquals(
                "ssh", get(group + N).at("/properties/securityRules/0/name").asText());
        assertEquals(1, get(group + "/securityRules" + N).path("value").size());
        assertEquals(
                "SecurityRuleConflict",
                client.arm("PUT", group + "/securityRules/other" + N, rule.replace('\'', '"'))
                        .code());
        assertEquals(
                200, client.arm("DELETE", group + "/securityRules/ssh" + N, "").status());
        assertEquals("NotFound", client.get(group + "/securityRules/ssh" + N).code());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Microsoft.Storage/storageAccounts/stmade; 2023-01-01; {'location':'westeurope','sku':{'name':'Standard_LRS'},'kind':'StorageV2'}; 202; /properties/primaryEndpoints/blob; https://stmade.blob.core.windows.net/",
                "Microsoft.Compute/snapshots/snap; 2023-10-02; {'location':'westeurope','properties':{'creationData':{'createOption':'Empty'}}}; 202; /sku/name; Standard_LRS",
                "Microsoft.Compute/availabilitySets/as; 2024-07-01; {'location':'westeurope'}; 200; /properties/platformFaultDomainCount; 3",
                "Microsoft.Compute/sshPublicKeys/key; 2024-07-01; {'location':'westeurope','properties':{'publicKey':'ssh-rsa A'}}; 201; /properties/publicKey; ssh-rsa A",
                "Microsoft.ManagedIdentity/userAssignedIdentities/me; 2023-01-31; {'location':'westeurope'}; 201; /properties/tenantId; 72f988bf-0000-4000-8000-000000000001",
                "Microsoft.KeyVault/vaults/kv-made; 2023-07-01; {'location':'westeurope','properties':{'tenantId':'72f988bf-0000-4000-8000-000000000001','sku':{'name':'standard'}}}; 201; /properties/enableSoftDelete; true",
                "Microsoft.Web/sites/app; 2023-12-01; {'location':'westeurope','identity':{'type':'SystemAssigned'}}; 201; /identity/tenantId; 72f988bf-0000-4000-8000-000000000001",
            })
    void eachTypeHasItsStatusAndIsCompleted(
            String path, String version, String body, int status, String pointer, String value) throws Exception {
        var url = GROUP + "/providers/" + path + "?api-version=" + version;
        put(url, body, status);

        assertEquals(value, get(url).at(pointer).asText());
        assertEquals(200, client.arm("PUT", url, body.replace('\'', '"')).status());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Microsoft.Storage/storageAccounts/Bad_Name; 2023-01-01; {'location':'westeurope','sku':{'name':'Standard_LRS'}}; 400 AccountNameInvalid",
                "Microsoft.Storage/storageAccounts/stweb000; 2023-01-01; {'location':'westeurope','sku':{'name':'Standard_LRS'}}; 409 StorageAccountAlreadyTaken",
                "Microsoft.Compute/disks/d; 2023-10-02; {'location':'westeurope','properties':{}}; 400 InvalidParameter",
                "Microsoft.Compute/disks/d; 2023-10-02; {'location':'mars','properties':{}}; 400 LocationNotAvailableForResourceType",
                "Microsoft.Compute/virtualMachines/none/extensions/e; 2024-07-01; {'location':'westeurope'}; 404 ParentResourceNotFound",
                "Microsoft.Network/networkInterfaces/n; 2024-05-01; {'location':'westeurope','properties':{'ipConfigurations':[{'name':'a','properties':{'subnet':{'id':'/subscriptions/10000000-0000-4000-8000-000000000000/resourceGroups/made/providers/Microsoft.Network/virtualNetworks/no/subnets/x'}}}]}}; 400 InvalidResourceReference",
            })
    void whatAzureRejectsIsRejected(String path, String version, String body, String error) throws Exception {
        var reply =
                client.arm("PUT", GROUP + "/providers/" + path + "?api-version=" + version, body.replace('\'', '"'));

        assertEquals(error, reply.status() + " " + reply.code());
    }

    @Test
    void doubledSlashesAreTakenAsAzureTakesThem() throws Exception {
        assertEquals(
                200,
                client.get("/" + "~/resourceGroups/rg-web/providers/Microsoft.Compute//virtualMachines/web-01" + C)
                        .status());
        assertEquals(
                204,
                client.arm(
                                "HEAD",
                                "~/resourceGroups/rg-web/providers/Microsoft.Compute//virtualMachines/web-01" + C,
                                "")
                        .status());
    }

    @Test
    void keysNamesSizesAndImagesAreThere() throws Exception {
        var account = "~/resourceGroups/rg-web/providers/Microsoft.Storage/storageAccounts/stweb000";
        var keys = client.arm("POST", account + "/listKeys?api-version=2023-01-01", "")
                .body();
        assertEquals(2, keys.path("keys").size());
        var other = client.arm("POST", account + "/regenerateKey?api-version=2023-01-01", "{\"keyName\":\"key1\"}")
                .body();
        assertFalse(keys.at("/keys/0").equals(other.at("/keys/0")));
        assertTrue(keys.at("/keys/1").equals(other.at("/keys/1")));
        var name = "~/providers/Microsoft.Storage/checkNameAvailability?api-version=2023-01-01";
        assertFalse(client.arm("POST", name, "{\"name\":\"stweb000\"}")
                .body()
                .path("nameAvailable")
                .asBoolean());
        assertTrue(client.arm("POST", name, "{\"name\":\"free1\"}")
                .body()
                .path("nameAvailable")
                .asBoolean());
        var location = "~/providers/Microsoft.Compute/locations/westeurope/";
        assertEquals(20, get(location + "vmSizes" + C).path("value").size());
        assertTrue(get(location + "usages" + C).at("/value/0/currentValue").asInt() > 0);
        assertEquals(
                23,
                get("~/providers/Microsoft.Compute/skus?api-version=2019-04-01&$filter=location%20eq%20'westeurope'")
                        .path("value")
                        .size());
        assertEquals(
                "24.04.202601150",
                get(location + "publishers/Canonical/artifacttypes/vmimage/offers/ubuntu-24_04-lts/skus/server/versions"
                                + C)
                        .at("/0/name")
                        .asText());
    }

    @Test
    void aCommandIsNotRunAndSaysSo() throws Exception {
        var begun = client.arm(
                "POST",
                "~/resourceGroups/rg-web/providers/Microsoft.Compute/virtualMachines/web-01/runCommand" + C,
                "{\"commandId\":\"RunShellScript\",\"script\":[\"date\"]}");
        client.get(begun.header("Location"));
        assertTrue(client.get(begun.header("Location"))
                .body()
                .at("/value/0/message")
                .asText()
                .contains("Simulated: the script was not run."));
    }

    private static JsonNode put(String path, String body, int status) throws Exception {
        var reply = client.arm("PUT", path, body.replace('\'', '"'));
        assertEquals(status, reply.status(), reply.body().toString());
        if (!reply.header("Location").isEmpty()) {
            end(reply);
        }
        return reply.body();
    }

    private static void end(SimulatorClient.Reply begun) throws Exception {
        client.get(begun.header("Location"));
        assertEquals(200, client.get(begun.header("Location")).status());
    }

    private static JsonNode get(String path) throws Exception {
        var reply = client.get(path);
        assertEquals(200, reply.status(), reply.body().toString());
        return reply.body();
    }

    private static String id(String path) {
        return path.replace("~", "/subscriptions/10000000-0000-4000-8000-000000000000");
    }
}
