//SOURCES ../../CloudShell.java ../../rows/Rows.java ../../vm/VirtualMachines.java
//SOURCES MachineCount.java MachineRows.java
package cloudshell.commands.vms;

import cloudshell.CloudShell;
import cloudshell.arm.ArmException;
import cloudshell.arm.ResourceGraph;
import cloudshell.arm.Subscription;
import cloudshell.arm.Subscriptions;
import cloudshell.cli.Call;
import cloudshell.token.UsageException;
import cloudshell.vm.MachineFilter;
import cloudshell.vm.VirtualMachine;
import cloudshell.vm.VirtualMachines;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the options of {@code list-vms} come down to: a filter, subscriptions, and the way to ask for their machines. */
public final class MachineOptions {
    private MachineOptions() {}

    /** @throws UsageException where an option has a value that no machine can have, or two contradict each other */
    public static MachineFilter filter(Call call) {
        if (call.has("power-state") && call.has("no-power-state")) {
            throw call.usage("--power-state needs the power states that --no-power-state leaves out");
        }
        return new MachineFilter(
                call.values("resource-group"),
                call.values("location"),
                call.values("name"),
                call.values("tag"),
                call.values("power-state"));
    }

    /**
     * Those named, or all that are enabled, or the default one.
     *
     * @throws UsageException where a name is not known, or none is chosen and there is no default
     */
    public static List<Subscription> subscriptions(Call call, Subscriptions all) {
        if (!call.has("all-subscriptions")) {
            return all.named(call.has("subscription") ? call.values("subscription") : List.of(all.defaultId()));
        }
        if (call.has("subscription")) {
            throw call.usage("--all-subscriptions and -s exclude each other");
        }
        var disabled = all.all().stream().filter(each -> !each.isEnabled()).toList();
        if (!disabled.isEmpty()) {
            call.note("skipped, as not enabled: "
                    + disabled.stream().map(Subscription::name).collect(Collectors.joining(", ")));
        }
        return all.all().stream().filter(Subscription::isEnabled).toList();
    }

    /** The machines of these subscriptions, in one order each time; the filter is yet to be applied. */
    public static Stream<VirtualMachine> machines(
            Call call, CloudShell azure, List<Subscription> subscriptions, MachineFilter filter) {
        var count = new MachineCount(subscriptions.size());
        call.progress().watch(count::text);
        var ids = subscriptions.stream().map(Subscription::id).toList();
        var machines = new VirtualMachines(azure.arm(), call.value("api-version", VirtualMachines.API_VERSION));
        return (call.has("all-subscriptions")
                        ? asked(call, azure.resourceGraph(), machines, ids, filter)
                        : listed(call, machines, ids))
                .peek(count);
    }

    private static Stream<VirtualMachine> asked(
            Call call, ResourceGraph graph, VirtualMachines machines, List<String> ids, MachineFilter filter) {
        try {
            var rows = machines.ask(graph, ids, filter);
            return call.has("no-power-state") ? rows.map(VirtualMachine::withoutPower) : rows;
        } catch (ArmException e) {
            if (!ResourceGraph.isRefusal(e)) {
                throw e;
            }
            call.note(e.getMessage() + "; listing " + ids.size() + " subscriptions one by one instead");
            return listed(call, machines, ids);
        }
    }

    private static Stream<VirtualMachine> listed(Call call, VirtualMachines machines, List<String> ids) {
        return machines.listEach(ids, !call.has("no-power-state"), call::report);
    }
}
