//SOURCES ../../query/Query.java ../../vm/VirtualMachines.java
//SOURCES VmRows.java VmSearch.java
package cloudshell.commands.vms;

import cloudshell.arm.Subscription;
import cloudshell.arm.Subscriptions;
import cloudshell.cli.Invocation;
import cloudshell.cli.Suggestions;
import cloudshell.http.SafeText;
import cloudshell.token.UsageException;
import cloudshell.vm.VmFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Reads the options of {@code list-vms}: a filter and subscriptions. */
public final class VmOptions {
    private VmOptions() {}

    /**
     * Returns the filter.
     *
     * @throws UsageException if an option has a value that no VM can have, or two contradict each other
     */
    public static VmFilter filter(Invocation call) {
        if (call.has("power-state") && call.has("no-power-state")) {
            throw call.usage("--power-state needs the power states that --no-power-state leaves out");
        }
        call.values("power-state").forEach(VmOptions::checkPowerState);
        call.checked("tag", VmOptions::checkTag);
        return new VmFilter(
                call.values("resource-group"),
                call.values("location"),
                call.values("name"),
                call.values("tag"),
                call.values("power-state"));
    }

    private static void checkTag(String tag) {
        if (tag.startsWith("=")) {
            throw new IllegalArgumentException("a tag is KEY or KEY=VALUE");
        }
    }

    private static void checkPowerState(String state) {
        var near = Suggestions.didYouMean(state, VmFilter.powerStates());
        if (!near.isEmpty() && !VmFilter.isPowerState(state)) {
            throw new UsageException(
                    "understand the filter",
                    "there is no power state '" + SafeText.line(state) + "'" + near,
                    "one of " + String.join(", ", VmFilter.powerStates()));
        }
    }

    /**
     * Returns the given subscriptions, all enabled ones, or the default one.
     *
     * @throws UsageException if a name is unknown, or there is no default
     */
    public static List<Subscription> subscriptions(Invocation call, Subscriptions all) {
        var named = new ArrayList<>(call.values("subscription"));
        named.addAll(call.arguments());
        if (call.arguments().size() > 1) {
            throw call.usage(
                    "expected one SUBSCRIPTION, got " + call.arguments().size()
                            + " arguments; quote names that contain spaces, and repeat -s for several");
        }
        if (!call.has("all-subscriptions")) {
            return all.named(named.isEmpty() ? List.of(all.defaultId()) : named);
        }
        if (!named.isEmpty()) {
            throw call.usage("--all-subscriptions cannot be combined with a subscription");
        }
        var disabled = all.all().stream().filter(each -> !each.isEnabled()).toList();
        if (!disabled.isEmpty()) {
            call.note("skipped, as not enabled: "
                    + disabled.stream().map(Subscription::name).collect(Collectors.joining(", ")));
        }
        return all.all().stream().filter(Subscription::isEnabled).toList();
    }
}
