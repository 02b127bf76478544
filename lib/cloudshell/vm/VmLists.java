package cloudshell.vm;

import cloudshell.arm.ArmException;
import cloudshell.http.ServiceError;
import cloudshell.token.CloudShellException;
import cloudshell.token.Failure;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The lists of several subscriptions, one after the other. While one is read, the first pages of the next few are
 * requested, so that many small subscriptions take a fraction of the time and the memory stays the same.
 */
final class VmLists implements Iterator<VirtualMachine> {
    private static final int AT_A_TIME = 4;

    private final int total;
    private final Iterator<String> subscriptions;
    private final Function<String, VmList> list;
    private final Consumer<CloudShellException> onFailure;
    private final ArrayDeque<VmList> started = new ArrayDeque<>();
    private int denied;
    private int failed;

    VmLists(List<String> subscriptions, Function<String, VmList> list, Consumer<CloudShellException> onFailure) {
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
                denied += e.failure() == Failure.DENIED ? 1 : 0;
                failed += e.failure() == Failure.DENIED ? 0 : 1;
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
        if (failed > 0 || denied == total) {
            throw new ArmException(
                    failed > 0 ? Failure.FAILED : Failure.DENIED,
                    "list every subscription",
                    denied + failed + " of " + total + " failed, as reported above",
                    ServiceError.NONE,
                    "");
        }
    }
}
