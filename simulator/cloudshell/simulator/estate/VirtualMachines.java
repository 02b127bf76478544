package cloudshell.simulator.estate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;

/** Virtual vms, of every kind that lists show. */
final class VirtualMachines extends ResourceGenerator {
    static final String TYPE = "Microsoft.Compute/virtualMachines";

    VirtualMachines(Vocabulary words, int vms) {
        super(TYPE, words, vms);
    }

    @Override
    int count() {
        return vms;
    }

    @Override
    String name(int subscription, int n) {
        return words.vm(n);
    }

    @Override
    int group(int n) {
        return n % words.roles().size();
    }

    static boolean isWindows(int n) {
        return n % 4 == 3;
    }

    @Override
    void describe(ObjectNode node, int subscription, int n) {
        node.put("location", words.location(n));
        if (n % 3 != 2) {
            node.putObject("tags").put("env", n % 2 == 0 ? "prod" : "dev").put("owner", "team-" + n % 4);
        }
        var properties = node.putObject("properties");
        properties.put("vmId", new UUID(subscription, n).toString());
        properties.put("timeCreated", "2026-01-15T08:00:00.0000000+00:00");
        properties.put("provisioningState", n % 17 == 16 ? "Updating" : "Succeeded");
        properties.putObject("hardwareProfile").put("vmSize", words.size(n));
        var storage = properties.putObject("storageProfile");
        var image = storage.putObject("imageReference");
        image.put("publisher", isWindows(n) ? "MicrosoftWindowsServer" : "Canonical")
                .put("offer", isWindows(n) ? "WindowsServer" : "ubuntu-24_04-lts")
                .put("sku", isWindows(n) ? "2022-datacenter" : "server")
                .put("version", "latest");
        var disk = storage.putObject("osDisk");
        disk.put("osType", isWindows(n) ? "Windows" : "Linux")
                .put("name", name(subscription, n) + "_os")
                .put("createOption", "FromImage")
                .put("caching", "ReadWrite")
                .put("diskSizeGB", 30);
        disk.putObject("managedDisk")
                .put("storageAccountType", "Premium_LRS")
                .put("id", sibling(subscription, group(n), Disks.TYPE, name(subscription, n) + "_os"));
        storage.putArray("dataDisks");
        properties
                .putObject("osProfile")
                .put("computerName", name(subscription, n))
                .put("adminUsername", "azureuser");
        properties
                .putObject("networkProfile")
                .putArray("networkInterfaces")
                .addObject()
                .put("id", sibling(subscription, group(n), NetworkInterfaces.TYPE, name(subscription, n)));
    }
}
