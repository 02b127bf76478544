package cloudshell;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Lists the virtual machines of a subscription as the documentation does, and their power states by a second list
 * ({@code statusOnly=true}): two calls a page, never one for each machine.
 */
public final class VirtualMachines {
    /** The version of the documented call; {@code statusOnly} exists since 2019-07-01. */
    public static final String API_VERSION = "2021-07-01";

    private final Arm arm;
    private final String apiVersion;

    public VirtualMachines(Arm arm, String apiVersion) {
        this.arm = arm.withHeader("x-ms-version", "2019-02-02");
        this.apiVersion = apiVersion;
    }

    /** The machines of a subscription, without power states, as their pages arrive. */
    public Stream<VirtualMachine> list(String subscription) {
        return arm.list(path(subscription)).map(machine -> VirtualMachine.of(machine, null));
    }

    /**
     * The machines of a subscription with their power states. Where the second list fails, the machines from there on
     * have none, and the failure is handed over once.
     */
    public Stream<VirtualMachine> listWithPower(String subscription, Consumer<CloudShellException> onFailure) {
        var states = new PowerStates(subscription, onFailure);
        return arm.list(path(subscription))
                .map(machine ->
                        VirtualMachine.of(machine, states.of(machine.path("id").asText())));
    }

    private String path(String subscription) {
        return "/subscriptions/" + subscription + "/providers/Microsoft.Compute/virtualMachines?api-version="
                + apiVersion;
    }

    /**
     * Reads the status list only as far as the machines asked for. Both lists come in one order, so that little is
     * held; where they do not, what is read ahead is held until it is asked for.
     */
    private final class PowerStates {
        private final Map<String, String> ahead = new HashMap<>();
        private final Consumer<CloudShellException> onFailure;
        private final String path;
        private Iterator<JsonNode> rest;
        private boolean failed;

        PowerStates(String subscription, Consumer<CloudShellException> onFailure) {
            this.path = path(subscription) + "&statusOnly=true";
            this.onFailure = onFailure;
        }

        String of(String id) {
            var key = id.toLowerCase(Locale.ROOT);
            try {
                while (!failed && !ahead.containsKey(key) && rest().hasNext()) {
                    var machine = rest().next();
                    ahead.put(machine.path("id").asText().toLowerCase(Locale.ROOT), VirtualMachine.powerState(machine));
                }
            } catch (CloudShellException e) {
                failed = true;
                onFailure.accept(e);
            }
            return ahead.remove(key);
        }

        private Iterator<JsonNode> rest() {
            if (rest == null) {
                rest = arm.list(path).iterator();
            }
            return rest;
        }
    }
}
