package cloudshell.commands.vms;

import cloudshell.arm.Subscription;
import cloudshell.cli.Invocation;
import cloudshell.output.Rows;
import cloudshell.vm.VirtualMachine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Formats virtual machines as rows. */
public final class VmRows {
    private VmRows() {}

    /**
     * Returns rows with columns that az's table lacks: size, operating system and power state; for several
     * subscriptions also their names. There is no column for power states that were not requested.
     */
    public static Rows<VirtualMachine> of(List<Subscription> subscriptions, Invocation call) {
        var titles = new ArrayList<>(List.of("NAME", "RESOURCE GROUP", "LOCATION", "SIZE", "OS"));
        if (!call.has("no-power-state")) {
            titles.add("POWER");
        }
        titles.add("PROVISIONING");
        var names = new HashMap<String, String>();
        if (subscriptions.size() != 1 || call.has("all-subscriptions")) {
            titles.add("SUBSCRIPTION");
            subscriptions.forEach(each -> names.put(each.id().toLowerCase(Locale.ROOT), each.name()));
        }
        return new Rows<>(titles, vm -> cells(vm, titles, names), VirtualMachine::node);
    }

    private static List<String> cells(VirtualMachine vm, List<String> titles, Map<String, String> names) {
        var cells = new ArrayList<String>(titles.size());
        for (var title : titles) {
            cells.add(cell(vm, title, names));
        }
        return cells;
    }

    /** A switch: a method reference for each column would take longer to load than its rows to print. */
    private static String cell(VirtualMachine vm, String title, Map<String, String> names) {
        return switch (title) {
            case "NAME" -> vm.name();
            case "RESOURCE GROUP" -> vm.resourceGroup();
            case "LOCATION" -> vm.location();
            case "SIZE" -> vm.size();
            case "OS" -> vm.os();
            case "POWER" -> vm.powerCode();
            case "PROVISIONING" -> vm.provisioning();
            default -> names.getOrDefault(vm.subscriptionId().toLowerCase(Locale.ROOT), vm.subscriptionId());
        };
    }
}
