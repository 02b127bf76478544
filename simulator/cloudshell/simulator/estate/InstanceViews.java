package cloudshell.simulator.estate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** The state of a VM, as {@code instanceView} and {@code statusOnly=true} show it. */
public final class InstanceViews {
    private static final String TIME = "2026-01-15T08:00:00.0000000+00:00";

    private InstanceViews() {}

    public static ObjectNode of(ObjectNode vm, Optional<String> power) {
        var view = JsonNodeFactory.instance.objectNode();
        var disk = vm.path("properties").path("storageProfile").path("osDisk");
        boolean runs = power.filter("running"::equals).isPresent();
        if (runs) {
            var windows = disk.path("osType").asText().equals("Windows");
            view.put("computerName", vm.path("name").asText())
                    .put("osName", windows ? "Windows Server 2022 Datacenter" : "ubuntu")
                    .put("osVersion", windows ? "10.0.20348.2340" : "24.04");
            var agent = view.putObject("vmAgent").put("vmAgentVersion", "2.12.0.4");
            status(agent.putArray("statuses"), "ProvisioningState/succeeded", "Ready")
                    .put("message", "Guest Agent is running")
                    .put("time", TIME);
        }
        var disks =
                view.putArray("disks").addObject().put("name", disk.path("name").asText());
        status(disks.putArray("statuses"), "ProvisioningState/succeeded", "Provisioning succeeded")
                .put("time", TIME);
        view.put("hyperVGeneration", "V2");
        statuses(view.putArray("statuses"), vm, power);
        return view;
    }

    /** The VM with nothing but its statuses, as {@code statusOnly=true} shows it. */
    public static ObjectNode statusOnly(ObjectNode vm, Optional<String> power) {
        var node = vm.deepCopy();
        node.remove("tags");
        statuses(node.putObject("properties").putObject("instanceView").putArray("statuses"), vm, power);
        return node;
    }

    private static void statuses(ArrayNode statuses, ObjectNode vm, Optional<String> power) {
        var updating = vm.path("properties").path("provisioningState").asText().equals("Updating");
        status(
                        statuses,
                        updating ? "ProvisioningState/updating" : "ProvisioningState/succeeded",
                        updating ? "Updating" : "Provisioning succeeded")
                .put("time", TIME);
        power.ifPresent(state -> status(statuses, "PowerState/" + state, "VM " + state));
    }

    private static ObjectNode status(ArrayNode statuses, String code, String display) {
        return statuses.addObject().put("code", code).put("level", "Info").put("displayStatus", display);
    }
}
