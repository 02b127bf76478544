package cloudshell.simulator.estate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;

/** A disk for each VM, and two that were left behind. */
final class Disks extends ResourceGenerator {
    static final String TYPE = "Microsoft.Compute/disks";
    private static final int LEFT_BEHIND = 2;

    Disks(Vocabulary words, int vms) {
        super(TYPE, words, vms);
    }

    @Override
    int count() {
        return vms + LEFT_BEHIND;
    }

    @Override
    String name(int subscription, int n) {
        return n < vms ? words.vm(n) + "_os" : "old-data-%02d".formatted(n - vms + 1);
    }

    @Override
    int group(int n) {
        return n < vms ? n % words.roles().size() : words.roles().size() - 1;
    }

    @Override
    void describe(ObjectNode node, int subscription, int n) {
        boolean attached = n < vms;
        node.put("location", words.location(attached ? n : 0));
        node.putObject("sku")
                .put("name", attached ? "Premium_LRS" : "StandardSSD_LRS")
                .put("tier", "Premium");
        if (attached) {
            node.put("managedBy", sibling(subscription, group(n), VirtualMachines.TYPE, words.vm(n)));
        } else {
            node.putObject("tags").put("env", "test");
        }
        var properties = properties(node);
        if (attached) {
            properties.put("osType", VirtualMachines.isWindows(n) ? "Windows" : "Linux");
        }
        properties.putObject("creationData").put("createOption", attached ? "FromImage" : "Empty");
        properties
                .put("diskSizeGB", attached ? 30 : 512)
                .put("diskState", attached ? "Attached" : "Unattached")
                .put("timeCreated", "2026-01-15T08:00:00.0000000+00:00")
                .put("uniqueId", new UUID(subscription, 0x1000_0000L + n).toString());
    }
}
