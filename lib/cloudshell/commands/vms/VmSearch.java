package cloudshell.commands.vms;

import cloudshell.arm.ArmException;
import cloudshell.arm.AzureClient;
import cloudshell.arm.ResourceGraph;
import cloudshell.arm.Subscription;
import cloudshell.cli.Invocation;
import cloudshell.cli.Suggestions;
import cloudshell.vm.VirtualMachine;
import cloudshell.vm.VirtualMachines;
import cloudshell.vm.VmFilter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the VMs of some subscriptions that match a filter, and explains an empty result. */
public final class VmSearch {
    private static final int MOST_NAMES = 12;

    private final Invocation call;
    private final List<Subscription> subscriptions;
    private final VmFilter filter;
    private final VmCount count;
    private final AtomicLong found = new AtomicLong();

    public VmSearch(Invocation call, List<Subscription> subscriptions, VmFilter filter) {
        this.call = call;
        this.subscriptions = subscriptions;
        this.filter = filter;
        this.count = new VmCount(subscriptions.size());
    }

    /** Returns the VMs in a stable order; at a terminal it shows progress. */
    public Stream<VirtualMachine> vms(AzureClient azure) {
        call.progress().watch(count::text);
        var ids = subscriptions.stream().map(Subscription::id).toList();
        var vms = new VirtualMachines(azure.arm(), call.value("api-version", VirtualMachines.API_VERSION));
        return (call.has("all-subscriptions") ? queried(azure.resourceGraph(), vms, ids) : listed(vms, ids))
                .peek(count)
                .filter(filter::matches)
                .peek(vm -> found.incrementAndGet());
    }

    private Stream<VirtualMachine> queried(ResourceGraph graph, VirtualMachines vms, List<String> ids) {
        try {
            var rows = vms.query(graph, ids, filter);
            return call.has("no-power-state") ? rows.map(VirtualMachine::withoutPower) : rows;
        } catch (ArmException e) {
            if (!ResourceGraph.isErrorResponse(e)) {
                throw e;
            }
            call.note(e.getMessage() + "; listing " + ids.size() + " subscriptions one by one instead");
            return listed(vms, ids);
        }
    }

    private Stream<VirtualMachine> listed(VirtualMachines vms, List<String> ids) {
        return vms.listEach(ids, !call.has("no-power-state"), call::report);
    }

    /** Reports on stderr that nothing matches, and what exists: a misspelt filter looks like an empty list. */
    public void reportIfNone() {
        var isFiltered = Stream.of("resource-group", "location", "name", "tag", "power-state")
                .anyMatch(call::has);
        if (found.get() > 0 || !isFiltered || call.exit() != 0) {
            return;
        }
        var all = count.vms();
        call.note((all == 0 ? "no VM matches" : "none of " + all + " VMs match" + (all == 1 ? "es" : ""))
                + missing("resource-group", "group", count.groups())
                + missing("location", "location", count.locations())
                + oddTag());
    }

    private String oddTag() {
        return call.values("tag").stream()
                .filter(tag -> tag.matches("[^=]+:.*"))
                .findFirst()
                .map(tag -> "; tag '" + tag + "': a tag is KEY=VALUE")
                .orElse("");
    }

    private String missing(String option, String what, Collection<String> seen) {
        var missing = call.values(option).stream()
                .map(value -> what.equals("location") ? value.replace(" ", "") : value.strip())
                .filter(value -> !seen.contains(value))
                .findFirst();
        if (missing.isEmpty() || seen.isEmpty()) {
            return "";
        }
        var near = Suggestions.didYouMean(missing.get(), seen);
        var there = seen.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
        return "; " + what + " '" + missing.get() + "' has none"
                + (near.isEmpty()
                        ? "; the " + what + "s are " + there + (seen.size() > MOST_NAMES ? ", \u2026" : "")
                        : near);
    }

    /** Counts VMs and subscriptions for the progress line. */
    private static final class VmCount implements Consumer<VirtualMachine> {
        private final int total;
        private String current = "none yet";
        private volatile long subscriptions;
        private volatile long vms;
        private final Set<String> groups = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        private final Set<String> locations = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

        /** @param total the number of subscriptions */
        VmCount(int total) {
            this.total = total;
        }

        @Override
        public void accept(VirtualMachine vm) {
            var id = vm.id();
            if (!id.regionMatches(true, 0, current, 0, current.length())) {
                current = id.substring(0, id.indexOf('/', "/subscriptions/".length()) + 1);
                subscriptions++;
            }
            groups.add(vm.resourceGroup());
            locations.add(vm.location().replace(" ", ""));
            vms++;
        }

        long vms() {
            return vms;
        }

        /** Returns the resource groups of the VMs so far. */
        Set<String> groups() {
            return groups;
        }

        /** Returns the locations of the VMs so far, without spaces. */
        Set<String> locations() {
            return locations;
        }

        String text() {
            if (vms == 0) {
                return total == 1 ? "listing VMs" : "listing VMs of " + total + " subscriptions";
            }
            var soFar = String.format(Locale.ROOT, "VMs so far: %,d", vms);
            return total == 1 ? soFar : soFar + ", in " + subscriptions + " of " + total + " subscriptions";
        }
    }
}
