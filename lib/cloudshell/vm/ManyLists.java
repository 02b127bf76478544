package cloudshell.vm;

import cloudshell.arm.ArmException;
import cloudshell.token.CloudShellException;
import cloudshell.token.Failure;
import cloudshell.wire.ServiceError;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The lists of several subscriptions one after the other. While one is read, the first pages of the next few are on
 * their way, so that many small subscriptions take a fraction of the time and memory stays the same.
 */
final class ManyLists implements Iterator<VirtualMachine> {
    private static final int AT_A_TIME = 4;

    private final int total;
    private final Iterator<String> subscriptions;
    private final Function<String, MachineList> list;
    private final Consumer<CloudShellException> onFailure;
    private final ArrayDeque<MachineList> started = new ArrayDeque<>();
    private int refused;
    private int failed;

    ManyLists(List<String> subscriptions, Function<String, MachineList> list, Consumer<CloudShellException> onFailure) {
        this.total = subscriptions.size();
        this.subscriptions = subscriptions.iterator();
        this.list = list;
        this.onFailure = onFailure;
    }

    @Override
    public boolean hasNext() {
        for (startMore(); !started.isEmpty(); startMore()) {
            try {
                if (started.peek().hasNext()) {
                    return true;
                }
            } catch (ArmException e) {
                onFailure.accept(e);
                refused += e.failure() == Failure.REFUSED ? 1 : 0;
                failed += e.failure() == Failure.REFUSED ? 0 : 1;
            }
            started.remove();
        }
        finish();
        return false;
    }

    @Override
    public VirtualMachine next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return started.peek().next();
    }

    private void startMore() {
        while (started.size() < AT_A_TIME && subscriptions.hasNext()) {
            started.add(list.apply(subscriptions.next()).started());
        }
    }

    private void finish() {
        if (failed > 0 || refused == total) {
            throw new ArmException(
                    failed > 0 ? Failure.FAILED : Failure.REFUSED,
                    "list every subscription",
                    refused + failed + " of " + total + " failed, as told above",
                    ServiceError.NONE,
                    "");
        }
    }
}
