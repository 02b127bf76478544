package cloudshell.commands.vms;

import cloudshell.vm.VirtualMachine;
import java.util.Locale;
import java.util.function.Consumer;

/** Counts machines and their subscriptions as they pass by, for the line that shows how far a list has come. */
final class MachineCount implements Consumer<VirtualMachine> {
    private final int asked;
    private String current = "none yet";
    private volatile long subscriptions;
    private volatile long machines;

    /** @param asked how many subscriptions are asked */
    MachineCount(int asked) {
        this.asked = asked;
    }

    @Override
    public void accept(VirtualMachine machine) {
        var id = machine.id();
        if (!id.regionMatches(true, 0, current, 0, current.length())) {
            current = id.substring(0, id.indexOf('/', "/subscriptions/".length()) + 1);
            subscriptions++;
        }
        machines++;
    }

    String text() {
        if (machines == 0) {
            return asked == 1 ? "asking Azure" : "asking Azure for " + asked + " subscriptions";
        }
        var soFar = String.format(Locale.ROOT, "machines so far: %,d", machines);
        return asked == 1 ? soFar : soFar + ", in " + subscriptions + " of " + asked + " subscriptions";
    }
}
