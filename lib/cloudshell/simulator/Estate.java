package cloudshell.simulator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** The subscriptions and machines of the simulated tenant: the same ones each time, of every kind that lists show. */
final class Estate {
    static final String TENANT = "72f988bf-0000-4000-8000-000000000001";
    static final String USER = "0a1b2c3d-0000-4000-8000-000000000002";

    private static final List<String> LOCATIONS = List.of("westeurope", "eastus", "southeastasia");
    private static final List<String> SIZES = List.of("Standard_B2s", "Standard_D4s_v5", "Standard_E8ads_v5");
    private static final List<String> NAMES = List.of("web", "api", "db", "batch");
    private static final List<String> POWER = List.of("running", "deallocated", "running", "stopped", "running");

    private final Plan plan;

    Estate(Plan plan) {
        this.plan = plan;
    }

    /** The GUIDs of the subscriptions, in order. */
    List<String> subscriptions() {
        return IntStream.range(0, plan.subscriptions())
                .mapToObj(Estate::subscription)
                .toList();
    }

    static String subscription(int index) {
        return new UUID(0x10000000_0000_4000L + ((long) index << 32), 0x8000_000000000000L).toString();
    }

    /** The first is the user's main one; the last of four and more is disabled. */
    ObjectNode describe(int index) {
        var id = subscription(index);
        var node = JsonNodeFactory.instance.objectNode();
        node.put("id", "/subscriptions/" + id)
                .put("authorizationSource", "RoleBased")
                .put("subscriptionId", id)
                .put("tenantId", TENANT)
                .put("displayName", index == 0 ? "Production" : "Team " + index)
                .put("state", isEnabled(index) ? "Enabled" : "Disabled");
        node.putObject("subscriptionPolicies").put("quotaId", "Simulated").put("spendingLimit", "Off");
        return node;
    }

    boolean isEnabled(int index) {
        return plan.subscriptions() < 4 || index < plan.subscriptions() - 1;
    }

    int machines(int subscription) {
        return isEnabled(subscription) ? plan.vms() : 0;
    }

    /** Machine {@code n} as the list shows it: the group in the id in capitals, as in nearly all recordings. */
    ObjectNode machine(int subscription, int n) {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("name", name(n));
        node.put("id", id(subscription, n));
        node.put("type", "Microsoft.Compute/virtualMachines");
        node.put("location", LOCATIONS.get(n % LOCATIONS.size()));
        if (n % 3 != 2) {
            node.putObject("tags").put("env", n % 2 == 0 ? "prod" : "dev").put("owner", "team-" + n % 4);
        }
        var properties = node.putObject("properties");
        properties.put("vmId", new UUID(subscription, n).toString());
        properties.put("provisioningState", n % 17 == 16 ? "Updating" : "Succeeded");
        properties.putObject("hardwareProfile").put("vmSize", SIZES.get(n % SIZES.size()));
        var storage = properties.putObject("storageProfile");
        storage.putObject("imageReference").put("publisher", "Canonical").put("offer", "ubuntu-24_04-lts");
        var disk = storage.putObject("osDisk");
        disk.put("osType", n % 4 == 3 ? "Windows" : "Linux")
                .put("name", name(n) + "_os")
                .put("diskSizeGB", 30);
        disk.putObject("managedDisk").put("storageAccountType", "Premium_LRS");
        storage.putArray("dataDisks");
        properties.putObject("osProfile").put("computerName", name(n)).put("adminUsername", "azureuser");
        properties
                .putObject("networkProfile")
                .putArray("networkInterfaces")
                .addObject()
                .put("id", group(subscription, n) + "/providers/Microsoft.Network/networkInterfaces/" + name(n));
        return node;
    }

    /** The same machine as {@code statusOnly=true} shows it; every 16th has no power state, as some have. */
    ObjectNode status(int subscription, int n) {
        var node = machine(subscription, n);
        node.remove("tags");
        var properties = node.putObject("properties");
        var statuses = properties.putObject("instanceView").putArray("statuses");
        statuses.addObject().put("code", "ProvisioningState/succeeded").put("level", "Info");
        if (power(n) != null) {
            statuses.addObject()
                    .put("code", "PowerState/" + power(n))
                    .put("level", "Info")
                    .put("displayStatus", "VM " + power(n));
        }
        return node;
    }

    static String power(int n) {
        return n % 16 == 15 ? null : POWER.get(n % POWER.size());
    }

    static String group(int subscription, int n) {
        return "/subscriptions/" + subscription(subscription) + "/resourceGroups/" + groupName(n);
    }

    static String groupName(int n) {
        return "RG-" + NAMES.get(n % NAMES.size()).toUpperCase(java.util.Locale.ROOT);
    }

    static List<String> groupNames() {
        return IntStream.range(0, NAMES.size()).mapToObj(Estate::groupName).toList();
    }

    static String name(int n) {
        return "%s-%02d".formatted(NAMES.get(n % NAMES.size()), n + 1);
    }

    static String location(int n) {
        return LOCATIONS.get(n % LOCATIONS.size());
    }

    private static String id(int subscription, int n) {
        return group(subscription, n) + "/providers/Microsoft.Compute/virtualMachines/" + name(n);
    }
}
