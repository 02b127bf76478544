//SOURCES ../../query/Query.java ../../vm/VirtualMachines.java
//SOURCES MachineRows.java MachineSearch.java
package cloudshell.commands.vms;

import cloudshell.arm.Subscription;
import cloudshell.arm.Subscriptions;
import cloudshell.cli.Call;
import cloudshell.cli.Typos;
import cloudshell.token.UsageException;
import cloudshell.vm.MachineFilter;
import cloudshell.wire.SafeText;
import java.util.List;
import java.util.stream.Collectors;

/** What the options of {@code list-vms} come down to: a filter and subscriptions. */
public final class MachineOptions {
    private MachineOptions() {}

    /** @throws UsageException where an option has a value that no machine can have, or two contradict each other */
    public static MachineFilter filter(Call call) {
        if (call.has("power-state") && call.has("no-power-state")) {
            throw call.usage("--power-state needs the power states that --no-power-state leaves out");
        }
        call.values("power-state").forEach(MachineOptions::checkPowerState);
        return new MachineFilter(
                call.values("resource-group"),
                call.values("location"),
                call.values("name"),
                call.values("tag"),
                call.values("power-state"));
    }

    private static void checkPowerState(String state) {
        var near = Typos.didYouMean(state, MachineFilter.powerStates());
        if (!near.isEmpty() && !MachineFilter.isPowerState(state)) {
            throw new UsageException(
                    "understand the filter",
                    "there is no power state '" + SafeText.line(state) + "'" + near,
                    "one of " + String.join(", ", MachineFilter.powerStates()));
        }
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
}
