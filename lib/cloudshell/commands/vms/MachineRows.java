package cloudshell.commands.vms;

import cloudshell.arm.Subscription;
import cloudshell.cli.Call;
import cloudshell.rows.Rows;
import cloudshell.vm.VirtualMachine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Virtual machines as rows. */
public final class MachineRows {
    /** A column: its title, and a machine's cell. */
    private record Column(String title, Function<VirtualMachine, String> cell) {}

    private MachineRows() {}

    /**
     * The columns that az's own table lacks among them: size, operating system and power; and where there may be
     * several subscriptions, the name of each machine's. Power states that were not asked for have no column.
     */
    public static Rows<VirtualMachine> of(List<Subscription> subscriptions, Call call) {
        var columns = new ArrayList<Column>(List.of(
                new Column("NAME", VirtualMachine::name),
                new Column("RESOURCE GROUP", VirtualMachine::resourceGroup),
                new Column("LOCATION", VirtualMachine::location),
                new Column("SIZE", VirtualMachine::size),
                new Column("OS", VirtualMachine::os)));
        if (!call.has("no-power-state")) {
            columns.add(new Column("POWER", VirtualMachine::power));
        }
        columns.add(new Column("PROVISIONING", VirtualMachine::provisioning));
        if (subscriptions.size() != 1 || call.has("all-subscriptions")) {
            var names = new HashMap<String, String>();
            subscriptions.forEach(each -> names.put(each.id().toLowerCase(Locale.ROOT), each.name()));
            columns.add(new Column("SUBSCRIPTION", machine -> {
                var id = machine.subscriptionId();
                return names.getOrDefault(id.toLowerCase(Locale.ROOT), id);
            }));
        }
        return new Rows<>(
                columns.stream().map(Column::title).toList(), machine -> cells(machine, columns), VirtualMachine::node);
    }

    private static List<String> cells(VirtualMachine machine, List<Column> columns) {
        var cells = new ArrayList<String>(columns.size());
        for (var column : columns) {
            cells.add(column.cell().apply(machine));
        }
        return cells;
    }
}
