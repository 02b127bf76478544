package cloudshell.commands.vms;

import cloudshell.arm.Subscription;
import cloudshell.rows.Rows;
import cloudshell.vm.VirtualMachine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Virtual machines as rows. */
public final class MachineRows {
    private static final List<String> HEADER =
            List.of("NAME", "RESOURCE GROUP", "LOCATION", "SIZE", "OS", "POWER", "PROVISIONING");

    private MachineRows() {}

    /**
     * The columns that az's own table lacks among them: size, operating system and power; and where there may be
     * several subscriptions, the name of each machine's.
     */
    public static Rows<VirtualMachine> of(List<Subscription> subscriptions, boolean several) {
        if (subscriptions.size() == 1 && !several) {
            return new Rows<>(HEADER, MachineRows::cells, VirtualMachine::node);
        }
        var names = new HashMap<String, String>();
        subscriptions.forEach(each -> names.put(each.id().toLowerCase(Locale.ROOT), each.name()));
        var header = new ArrayList<>(HEADER);
        header.add("SUBSCRIPTION");
        return new Rows<>(header, machine -> cells(machine, names), VirtualMachine::node);
    }

    private static List<String> cells(VirtualMachine machine) {
        return List.of(
                machine.name(),
                machine.resourceGroup(),
                machine.location(),
                machine.size(),
                machine.os(),
                machine.power(),
                machine.provisioning());
    }

    private static List<String> cells(VirtualMachine machine, Map<String, String> names) {
        var cells = new ArrayList<>(cells(machine));
        var id = machine.subscriptionId();
        cells.add(names.getOrDefault(id.toLowerCase(Locale.ROOT), id));
        return cells;
    }
}
