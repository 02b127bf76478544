package cloudshell.cli;

import cloudshell.VirtualMachine;
import java.util.List;

/** Virtual machines as rows. */
public final class MachineRows {
    private MachineRows() {}

    /** The columns that az's own table lacks among them: size, operating system and power. */
    public static Rows<VirtualMachine> ofOneSubscription() {
        return new Rows<>(
                List.of("NAME", "RESOURCE GROUP", "LOCATION", "SIZE", "OS", "POWER", "PROVISIONING"),
                MachineRows::cells,
                VirtualMachine::node);
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
}
