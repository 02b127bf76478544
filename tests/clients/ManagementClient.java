package clients;

import com.azure.core.management.AzureEnvironment;
import com.azure.core.management.profile.AzureProfile;
import com.azure.identity.ManagedIdentityCredentialBuilder;
import com.azure.resourcemanager.authorization.AuthorizationManager;
import com.azure.resourcemanager.authorization.models.BuiltInRole;
import com.azure.resourcemanager.compute.ComputeManager;
import com.azure.resourcemanager.compute.models.KnownLinuxVirtualMachineImage;
import com.azure.resourcemanager.compute.models.SnapshotSkuType;
import com.azure.resourcemanager.compute.models.VirtualMachineSizeTypes;
import com.azure.resourcemanager.network.NetworkManager;
import com.azure.resourcemanager.resources.ResourceManager;
import com.azure.resourcemanager.resources.models.DeploymentMode;
import com.azure.resourcemanager.resources.models.LockLevel;
import com.azure.resourcemanager.storage.StorageManager;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;

/** Most of what people ask of an emulator, by Java's management libraries: each operation, and whether it worked. */
final class ManagementClient {
    private static final String GROUP = "made";
    private static final String REGION = "westeurope";
    private static final String VM =
            "/subscriptions/%s/resourceGroups/RG-WEB/providers/Microsoft.Compute/virtualMachines/web-01";

    private ManagementClient() {}

    public static void main(String[] args) {
        var endpoints = new HashMap<String, String>(AzureEnvironment.AZURE.getEndpoints());
        endpoints.put("resourceManagerEndpointUrl", System.getenv("AZURE_RESOURCE_MANAGER_ENDPOINT"));
        endpoints.put("microsoftGraphResourceId", System.getenv("AZURE_MICROSOFT_GRAPH_ENDPOINT") + "/");
        var subscription = System.getenv("AZURE_SUBSCRIPTION_ID");
        var profile = new AzureProfile(System.getenv("ACC_TID"), subscription, new AzureEnvironment(endpoints));
        var credential = new ManagedIdentityCredentialBuilder().build();
        var resources = ResourceManager.authenticate(credential, profile).withDefaultSubscription();
        resources.resourceGroups().define(GROUP).withRegion(REGION).create();

        byName(resources, VM.formatted(subscription), AuthorizationManager.authenticate(credential, profile));
        compute(ComputeManager.authenticate(credential, profile));
        storage(StorageManager.authenticate(credential, profile));
        network(NetworkManager.authenticate(credential, profile));
        subscription(resources, subscription);
        deployments(resources);
        System.exit(0);
    }

    private static void byName(ResourceManager resources, String vm, AuthorizationManager authorization) {
        show(
                "resource by id",
                () -> resources.genericResources().getById(vm, "2024-07-01").name());
        show("resource exists", () -> expect(resources.genericResources().checkExistenceById(vm, "2024-07-01")));
        show("tags of a resource", () -> resources
                .tagOperations()
                .updateTags(vm, Map.of("by", "java"))
                .tags());
        show("users", () -> expect(authorization.users().list().stream().count() == 5));
        show(
                "service principals",
                () -> expect(authorization.servicePrincipals().list().stream().count() == 2));
        show("role assignment", () -> authorization
                .roleAssignments()
                .define(UUID.randomUUID().toString())
                .forObjectId("0a1b2c3d-0000-4000-8000-00000000000b")
                .withBuiltInRole(BuiltInRole.READER)
                .withScope(vm)
                .create());
    }

    private static void compute(ComputeManager compute) {
        show("disk create", () -> compute.disks()
                .define("d1")
                .withRegion(REGION)
                .withExistingResourceGroup(GROUP)
                .withData()
                .withSizeInGB(8)
                .create());
        show("snapshot create", () -> compute.snapshots()
                .define("s1")
                .withRegion(REGION)
                .withExistingResourceGroup(GROUP)
                .withDataFromDisk(compute.disks().getByResourceGroup(GROUP, "d1"))
                .withSku(SnapshotSkuType.STANDARD_LRS)
                .create());
        show("availability set create", () -> compute.availabilitySets()
                .define("a1")
                .withRegion(REGION)
                .withExistingResourceGroup(GROUP)
                .create());
        show(
                "VM sizes",
                () -> expect(compute.virtualMachines().sizes().listByRegion(REGION).stream()
                                .count()
                        > 5));
        show(
                "SKUs",
                () -> expect(compute.computeSkus().listByRegion(com.azure.core.management.Region.EUROPE_WEST).stream()
                                .count()
                        > 5));
        show(
                "usages",
                () -> expect(compute.usages().listByRegion(REGION).stream().count() > 1));
        show(
                "images",
                () -> expect(compute.virtualMachineImages()
                                .getImage(REGION, "Canonical", "ubuntu-24_04-lts", "server", "latest")
                        != null));
        show("VM create", () -> compute.virtualMachines()
                .define("vm1")
                .withRegion(REGION)
                .withExistingResourceGroup(GROUP)
                .withNewPrimaryNetwork("10.5.0.0/24")
                .withPrimaryPrivateIPAddressDynamic()
                .withNewPrimaryPublicIPAddress("label")
                .withPopularLinuxImage(KnownLinuxVirtualMachineImage.UBUNTU_SERVER_20_04_LTS_GEN2)
                .withRootUsername("me")
                .withSsh("ssh-rsa A")
                .withNewDataDisk(4)
                .withSize(VirtualMachineSizeTypes.STANDARD_D2S_V3)
                .create());
        show("run command", () -> compute.virtualMachines()
                .runShellScript(GROUP, "vm1", List.of("date"), List.of())
                .value()
                .get(0)
                .message());
        show("VM stop and start", () -> {
            var vm = compute.virtualMachines().getByResourceGroup(GROUP, "vm1");
            vm.deallocate();
            vm.start();
            return vm.powerState();
        });
        show("delete attached disk is rejected", () -> {
            var disk =
                    compute.virtualMachines().getByResourceGroup(GROUP, "vm1").osDiskId();
            return rejected("OperationNotAllowed", () -> compute.disks().deleteById(disk));
        });
        show("VM delete frees its disk", () -> {
            var disk =
                    compute.virtualMachines().getByResourceGroup(GROUP, "vm1").osDiskId();
            compute.virtualMachines().deleteByResourceGroup(GROUP, "vm1");
            return expect(!compute.disks().getById(disk).isAttachedToVirtualMachine());
        });
    }

    private static void storage(StorageManager storage) {
        show("storage account create", () -> storage.storageAccounts()
                .define("stjava1")
                .withRegion(REGION)
                .withExistingResourceGroup(GROUP)
                .create()
                .endPoints()
                .primary()
                .blob());
        show(
                "storage keys",
                () -> expect(storage.storageAccounts()
                                .getByResourceGroup(GROUP, "stjava1")
                                .getKeys()
                                .size()
                        == 2));
        show(
                "name availability",
                () -> expect(!storage.storageAccounts()
                        .checkNameAvailability("stjava1")
                        .isAvailable()));
    }

    private static void network(NetworkManager network) {
        show("subnet as a resource", () -> network.serviceClient()
                .getSubnets()
                .get("RG-WEB", "vnet-westeurope", "default")
                .addressPrefix());
        show("NSG with rules", () -> network.networkSecurityGroups()
                .define("nsg1")
                .withRegion(REGION)
                .withExistingResourceGroup(GROUP)
                .defineRule("ssh")
                .allowInbound()
                .fromAnyAddress()
                .fromAnyPort()
                .toAnyAddress()
                .toPort(22)
                .withAnyProtocol()
                .withPriority(100)
                .attach()
                .create());
    }

    private static void subscription(ResourceManager resources, String id) {
        show("tags of a subscription", () -> resources
                .tagOperations()
                .updateTags("/subscriptions/" + id, Map.of("cost", "1"))
                .tags());
        show(
                "provider register",
                () -> resources.providers().register("Microsoft.Web").registrationState());
        show("lock", () -> {
            var lock = resources
                    .managementLocks()
                    .define("keep")
                    .withLockedResourceGroup(resources.resourceGroups().getByName(GROUP))
                    .withLevel(LockLevel.CAN_NOT_DELETE)
                    .create();
            var denied =
                    rejected("ScopeLocked", () -> resources.resourceGroups().deleteByName(GROUP));
            resources.managementLocks().deleteById(lock.id());
            return denied;
        });
        show("policy assignment", () -> {
            var definition = resources
                    .policyDefinitions()
                    .define("mine")
                    .withPolicyRuleJson(
                            "{\"if\":{\"field\":\"location\",\"equals\":\"mars\"},\"then\":{\"effect\":\"deny\"}}")
                    .create();
            return resources
                    .policyAssignments()
                    .define("assigned")
                    .forResourceGroup(resources.resourceGroups().getByName(GROUP))
                    .withPolicyDefinition(definition)
                    .create();
        });
    }

    private static void deployments(ResourceManager resources) {
        var template =
                "{\"$schema\":\"https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#\","
                        + "\"contentVersion\":\"1.0.0.0\",\"resources\":[{\"type\":\"Microsoft.Compute/disks\",\"apiVersion\":\"2023-10-02\","
                        + "\"name\":\"[concat('disk-', uniqueString(resourceGroup().id))]\",\"location\":\"[resourceGroup().location]\","
                        + "\"properties\":{\"diskSizeGB\":4,\"creationData\":{\"createOption\":\"Empty\"}}}]}";
        show("deployment", () -> resources
                .deployments()
                .define("d")
                .withExistingResourceGroup(GROUP)
                .withTemplate(template)
                .withParameters("{}")
                .withMode(DeploymentMode.INCREMENTAL)
                .create()
                .provisioningState());
        show(
                "what-if",
                () -> expect(resources
                                .deployments()
                                .getByResourceGroup(GROUP, "d")
                                .prepareWhatIf()
                                .withIncrementalMode()
                                .withWhatIfTemplate(new JsonMapper().readValue(template, Map.class))
                                .whatIf()
                                .changes()
                                .size()
                        > 0));
        show(
                "deployment operations",
                () -> expect(
                        resources.deployments().getByResourceGroup(GROUP, "d").deploymentOperations().list().stream()
                                        .count()
                                > 0));
        show("group delete", () -> {
            resources.resourceGroups().deleteByName(GROUP);
            return expect(!resources.resourceGroups().contain(GROUP));
        });
    }

    private static Object expect(boolean right) {
        if (!right) {
            throw new IllegalStateException("not as expected");
        }
        return "";
    }

    private static Object rejected(String code, Runnable call) {
        try {
            call.run();
        } catch (com.azure.core.management.exception.ManagementException e) {
            return expect(e.getValue().getCode().equals(code));
        }
        throw new IllegalStateException("not rejected");
    }

    private static void show(String operation, Callable<Object> call) {
        try {
            call.call();
            System.out.println(operation + ": yes");
        } catch (Exception e) {
            System.out.println(operation + ": no");
            System.err.println(operation + ": " + e);
        }
    }
}
