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

/** Virtual machines as rows. */
public final class VmRows {
    private VmRows() {}

    /**
     * The columns that az's own table lacks among them: size, operating system and power; and where there may be
     * several subscriptions, the name of each machine's. Power states that were not asked for have no column.
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
        return new Rows<>(titles, machine -> cells(machine, titles, names), VirtualMachine::node);
    }

    private static List<String> cells(VirtualMachine machine, List<String> titles, Map<String, String> names) {
        var cells = new ArrayList<String>(titles.size());
        for (var title : titles) {
            cells.add(cell(machine, title, names));
        }
        return cells;
    }

    /** By a switch: a method reference for each column would cost its start more than its rows. */
    private static String cell(VirtualMachine machine, String title, Map<String, String> names) {
        return switch (title) {
            case "NAME" -> machine.name();
            case "RESOURCE GROUP" -> machine.resourceGroup();
            case "LOCATION" -> machine.location();
            case "SIZE" -> machine.size();
            case "OS" -> machine.os();
            case "POWER" -> machine.powerCode();
            case "PROVISIONING" -> machine.provisioning();
            default -> names.getOrDefault(machine.subscriptionId().toLowerCase(Locale.ROOT), machine.subscriptionId());
        };
    }
}
