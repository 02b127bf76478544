package cloudshell.vm;

import cloudshell.arm.ArmException;
import cloudshell.http.SafeText;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A virtual machine: Resource Manager's object, with {@code powerState} and {@code resourceGroup} added as {@code az vm
 * list -d} names them. A text that Azure does not give is ""; none is null.
 */
public record VirtualMachine(ObjectNode node) {
    private static final String POWER = "PowerState/";
    private static final String VM = "VM ";

    /** @param powerState as the portal shows it, {@code VM running}; null if it is unknown */
    static VirtualMachine of(JsonNode vm, String powerState) {
        var node = object(vm);
        node.put("resourceGroup", segment(node.path("id").asText(), "resourceGroups"));
        node.put("powerState", powerState);
        return new VirtualMachine(node);
    }

    private static ObjectNode object(JsonNode vm) {
        if (vm instanceof ObjectNode node) {
            return node;
        }
        throw new ArmException("read the VMs", "an element of the list is not a JSON object", "run it again");
    }

    /** Returns the VM in a row of Resource Graph, which has null columns for properties that Resource Manager omits. */
    static VirtualMachine ofGraph(JsonNode row) {
        object(row).removeIf(JsonNode::isNull);
        var state = row.path("properties").path("extended").path("instanceView").path("powerState");
        return of(row, readable(state.path("code").asText()));
    }

    /** Returns the same VM without its power state. */
    public VirtualMachine withoutPower() {
        return of(node, null);
    }

    /** Returns {@code VM running} and the like from an instance view; null if it has no power state. */
    static String powerState(JsonNode vm) {
        for (var status : vm.path("properties").path("instanceView").path("statuses")) {
            var state = readable(status.path("code").asText());
            if (state != null) {
                return state;
            }
        }
        return null;
    }

    private static String readable(String code) {
        return code.regionMatches(true, 0, POWER, 0, POWER.length())
                ? VM + code.substring(POWER.length()).toLowerCase(Locale.ROOT)
                : null;
    }

    public String id() {
        return node.path("id").asText();
    }

    public String name() {
        return node.path("name").asText();
    }

    /** Returns the group as the id has it, which Resource Manager often writes in capitals. */
    public String resourceGroup() {
        return node.path("resourceGroup").asText();
    }

    public String subscriptionId() {
        return segment(id(), "subscriptions");
    }

    public String location() {
        return node.path("location").asText();
    }

    public String size() {
        return node.path("properties").path("hardwareProfile").path("vmSize").asText();
    }

    /** Returns {@code Linux}, {@code Windows}, or "" if the VM has neither. */
    public String os() {
        return node.path("properties")
                .path("storageProfile")
                .path("osDisk")
                .path("osType")
                .asText();
    }

    /**
     * Returns the power state, UNKNOWN if it is not known. Compare it with {@code ==}: it equals no text, which {@link
     * #powerCode} returns.
     */
    public PowerState power() {
        return PowerState.of(powerCode());
    }

    /** Returns the tags, in the order of the service. */
    public Map<String, String> tags() {
        var tags = new LinkedHashMap<String, String>();
        node.path("tags")
                .properties()
                .forEach(tag -> tags.put(tag.getKey(), tag.getValue().asText()));
        return Collections.unmodifiableMap(tags);
    }

    /**
     * Returns the service's power state, such as {@code running} or {@code deallocated}; {@code unknown} if there is
     * none.
     */
    public String powerCode() {
        var state = node.path("powerState").asText(null);
        if (state == null) {
            return "unknown";
        }
        return state.startsWith(VM) ? state.substring(VM.length()) : state;
    }

    /** Returns the provisioning state: {@code Succeeded}, {@code Updating}, {@code Failed}, ... */
    public String provisioning() {
        return node.path("properties").path("provisioningState").asText();
    }

    @Override
    public String toString() {
        return SafeText.printable(String.join("  ", name(), powerCode(), size(), location(), resourceGroup()));
    }

    private static String segment(String id, String name) {
        for (int start = 0, end; start < id.length(); start = end + 1) {
            end = id.indexOf('/', start);
            if (end < 0) {
                return "";
            }
            if (end - start == name.length() && id.regionMatches(true, start, name, 0, name.length())) {
                int next = id.indexOf('/', end + 1);
                return id.substring(end + 1, next < 0 ? id.length() : next);
            }
        }
        return "";
    }
}
