package cloudshell.vm;

import cloudshell.arm.Pages;
import cloudshell.token.CloudShellException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The VMs of one subscription: the list, and the list of power states if they are wanted. Both are requested at the
 * same time and joined by the id in lower case, since they write it differently.
 */
final class VmList implements Iterator<VirtualMachine> {
    private final Pages vms;
    private final PowerStates states;
    private boolean started;

    /**
     * @param states the list of power states, or null if they are not wanted
     * @param atEnd whether a failure of the power states is reported at the end, and not if the list itself fails
     */
    VmList(Pages vms, Pages states, Consumer<CloudShellException> onFailure, boolean atEnd) {
        this.vms = vms;
        this.states = states == null ? null : new PowerStates(states, onFailure, atEnd);
    }

    /** Requests the first page of each list in the background. */
    VmList started() {
        if (!started) {
            started = true;
            vms.started();
            if (states != null) {
                states.list.started();
            }
        }
        return this;
    }

    @Override
    public boolean hasNext() {
        boolean more = started().vms.hasNext();
        if (!more && states != null) {
            states.reportHeld();
        }
        return more;
    }

    @Override
    public VirtualMachine next() {
        var vm = vms.next();
        return VirtualMachine.of(
                vm, states == null ? null : states.of(vm.path("id").asText()));
    }

    /**
     * Reads its list only as far as needed. Both lists have the same order, so little is kept; if they do not, or a VM
     * is missing in one, states that were read ahead are kept until they are needed.
     */
    private static final class PowerStates {
        private final Map<String, String> ahead = new HashMap<>();
        private final Pages list;
        private final Consumer<CloudShellException> onFailure;
        private final boolean atEnd;
        private boolean failed;
        private CloudShellException held;

        PowerStates(Pages list, Consumer<CloudShellException> onFailure, boolean atEnd) {
            this.list = list;
            this.onFailure = onFailure;
            this.atEnd = atEnd;
        }

        void reportHeld() {
            if (held != null) {
                onFailure.accept(held);
                held = null;
            }
        }

        String of(String id) {
            if (!ahead.isEmpty() && ahead.containsKey(key(id))) {
                return ahead.remove(key(id));
            }
            try {
                while (!failed && list.hasNext()) {
                    var vm = list.next();
                    var found = vm.path("id").asText();
                    var state = VirtualMachine.powerState(vm);
                    if (found.equalsIgnoreCase(id)) {
                        return state;
                    }
                    ahead.put(key(found), state);
                }
            } catch (CloudShellException e) {
                failed = true;
                held = e;
                if (!atEnd) {
                    reportHeld();
                }
            }
            return null;
        }

        private static String key(String id) {
            return id.toLowerCase(Locale.ROOT);
        }
    }
}
