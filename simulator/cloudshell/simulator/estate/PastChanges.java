package cloudshell.simulator.estate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was changed in the first subscription before the run began, so that a query about yesterday returns rows: a VM
 * that was resized, one whose tag was changed, one that was created, and a disk that was deleted.
 */
final class PastChanges {
    private PastChanges() {}

    /** The changes that there are VMs for, oldest first; each leaves its resource as it is now. */
    static List<ChangeEvent> of(VirtualMachines vms, Disks disks, Instant now) {
        var events = new ArrayList<ChangeEvent>();
        if (vms.count() > 2) {
            events.add(event(now, 75, Optional.empty(), Optional.of(vms.at(0, 2))));
        }
        if (vms.count() > 0) {
            var before = vms.at(0, 0);
            ((ObjectNode) before.path("tags")).put("env", "test");
            events.add(event(now, 20, Optional.of(before), Optional.of(vms.at(0, 0))));
        }
        if (vms.count() > 1) {
            var before = vms.at(0, 1);
            ((ObjectNode) before.at("/properties/hardwareProfile")).put("vmSize", "Standard_B2s");
            events.add(event(now, 6, Optional.of(before), Optional.of(vms.at(0, 1))));
        }
        if (vms.count() > 0) {
            events.add(event(now, 3, Optional.of(scratch(disks)), Optional.empty()));
        }
        return List.copyOf(events);
    }

    /** A disk that is no longer there. */
    private static ObjectNode scratch(Disks disks) {
        var disk = disks.at(0, disks.count() - 1);
        var name = disk.path("name").asText();
        return disk.put("name", "scratch-01").put("id", disk.path("id").asText().replace("/" + name, "/scratch-01"));
    }

    private static ChangeEvent event(
            Instant now, int hoursAgo, Optional<ObjectNode> before, Optional<ObjectNode> after) {
        return new ChangeEvent(now.minus(Duration.ofHours(hoursAgo)), before, after);
    }
}
