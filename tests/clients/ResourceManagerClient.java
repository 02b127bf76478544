package clients;

import com.azure.core.management.AzureEnvironment;
import com.azure.core.management.exception.ManagementException;
import com.azure.core.management.profile.AzureProfile;
import com.azure.core.util.polling.SyncPoller;
import com.azure.identity.ManagedIdentityCredential;
import com.azure.identity.ManagedIdentityCredentialBuilder;
import com.azure.resourcemanager.compute.ComputeManager;
import com.azure.resourcemanager.resourcegraph.ResourceGraphManager;
import com.azure.resourcemanager.resourcegraph.models.QueryRequest;
import com.azure.resourcemanager.resourcegraph.models.QueryRequestOptions;
import com.azure.resourcemanager.resources.ResourceManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A program as people write it with the management libraries: it prints what it meets, a line for each. */
final class ResourceManagerClient {
    private static final ManagedIdentityCredential CREDENTIAL = new ManagedIdentityCredentialBuilder().build();

    private ResourceManagerClient() {}

    public static void main(String[] args) {
        var profile = profile(System.getenv("AZURE_SUBSCRIPTION_ID"));
        vms(ComputeManager.authenticate(CREDENTIAL, profile));
        groups(ResourceManager.authenticate(CREDENTIAL, profile).withDefaultSubscription());
        rows(ResourceGraphManager.authenticate(CREDENTIAL, profile));
        var elsewhere = profile("10000009-0000-4000-8000-000000000000");
        error(() -> ComputeManager.authenticate(CREDENTIAL, elsewhere).virtualMachines().list().stream()
                .count());
        System.exit(0);
    }

    /** The public cloud, with Resource Manager where the environment says that it is. */
    private static AzureProfile profile(String subscription) {
        var endpoints = new HashMap<String, String>(AzureEnvironment.AZURE.getEndpoints());
        endpoints.put("resourceManagerEndpointUrl", System.getenv("AZURE_RESOURCE_MANAGER_ENDPOINT"));
        return new AzureProfile(System.getenv("ACC_TID"), subscription, new AzureEnvironment(endpoints));
    }

    private static void vms(ComputeManager compute) {
        var vms = compute.virtualMachines();
        print("VMs", vms.list().stream().count());
        var vm = vms.getByResourceGroup("rg-api", "api-02");
        print("power", vm.powerState());
        var client = compute.serviceClient().getVirtualMachines();
        ended("start", client.beginStart("rg-api", "api-02"));
        print("power", vms.getByResourceGroup("rg-api", "api-02").powerState());
        ended("deallocate", client.beginDeallocate("rg-api", "api-02"));
        print("power", vms.getByResourceGroup("rg-api", "api-02").powerState());
        vm.update().withTag("by", "the library").apply();
        print("tags", vms.getByResourceGroup("rg-api", "api-02").tags());
        error(() -> vms.getByResourceGroup("rg-api", "nope"));
        error(() -> vms.listByResourceGroup("nope").stream().count());
    }

    private static void groups(ResourceManager resources) {
        resources.resourceGroups().define("made").withRegion("westeurope").create();
        print(
                "groups",
                resources.resourceGroups().list().stream()
                        .map(group -> group.name())
                        .toList());
        resources.resourceGroups().deleteByName("made");
        print("there", resources.resourceGroups().contain("made"));
        print(
                "disks",
                resources.genericResources().listByResourceGroup("rg-db").stream()
                        .filter(resource -> resource.resourceType().equals("disks"))
                        .count());
    }

    private static void rows(ResourceGraphManager graph) {
        var options = new QueryRequestOptions().withTop(40);
        var query = new QueryRequest().withQuery("Resources | project id, name").withOptions(options);
        long rows = 0;
        do {
            var page = graph.resourceProviders().resources(query);
            rows += page.count();
            options.withSkipToken(page.skipToken());
        } while (options.skipToken() != null);
        print("rows", rows);
        var count = new QueryRequest().withQuery("Resources | summarize n=count() by type | top 1 by n");
        print(
                "most",
                ((List<?>) graph.resourceProviders().resources(count).data()).get(0) instanceof Map<?, ?> row
                        ? row.get("type")
                        : "nothing");
        error(() -> graph.resourceProviders().resources(new QueryRequest().withQuery("where where")));
    }

    private static void ended(String what, SyncPoller<?, ?> poller) {
        poller.getFinalResult();
        print(what, poller.poll().getStatus());
    }

    private static void error(Runnable call) {
        try {
            call.run();
            print("error", "none");
        } catch (ManagementException e) {
            print("error", e.getResponse().getStatusCode() + " " + e.getValue().getCode());
        }
    }

    private static void print(String what, Object value) {
        System.out.println(what + " " + value);
    }
}
