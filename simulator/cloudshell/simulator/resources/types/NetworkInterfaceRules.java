package cloudshell.simulator.resources.types;

import cloudshell.simulator.http.ResponseException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** {@code Microsoft.Network/networkInterfaces}: they take addresses in subnets and hold public ones. */
final class NetworkInterfaceRules implements TypeRules {
    static final String TYPE = SubnetUse.TYPE;

    @Override
    public void complete(Write write) {
        NetworkNodes.stamp(write);
        var configurations = NetworkNodes.nested(write, "ipConfigurations", TYPE + "/ipConfigurations");
        if (configurations.isEmpty()) {
            throw new ResponseException(
                    400,
                    "NetworkInterfaceMustHaveOneIpConfiguration",
                    "Network interface " + write.resourceId() + " must have one IP configuration.");
        }
        var first = true;
        for (var each : configurations) {
            completeConfiguration(
                    write,
                    (ObjectNode) each.get("properties"),
                    each.path("name").asText(),
                    first);
            first = false;
        }
        write.keep("macAddress", mac(write));
        write.orElse("enableAcceleratedNetworking", false);
        write.orElse("enableIPForwarding", false);
        write.orElse("nicType", "Standard");
        write.orElseEmptyArray("hostedWorkloads");
        write.orElseEmptyArray("tapConfigurations");
        if (!write.properties().path("dnsSettings").path("dnsServers").isArray()) {
            write.properties().withObjectProperty("dnsSettings").putArray("dnsServers");
        }
        write.before()
                .map(old -> old.path("properties").path("virtualMachine"))
                .filter(JsonNode::isObject)
                .ifPresent(vm -> write.properties().set("virtualMachine", vm));
    }

    private static void completeConfiguration(Write write, ObjectNode properties, String name, boolean first) {
        var id = properties.path("subnet").path("id").asText();
        var network = write.referred(id.replaceFirst("(?i)/subnets/.*$", ""));
        var subnet = VirtualNetworkRules.subnet(network, id).orElseThrow(() -> write.referredMissing(id));
        properties.put("primary", properties.path("primary").asBoolean(first));
        if (!properties.hasNonNull("privateIPAllocationMethod")) {
            properties.put("privateIPAllocationMethod", "Dynamic");
        }
        if (!properties.hasNonNull("privateIPAddressVersion")) {
            properties.put("privateIPAddressVersion", "IPv4");
        }
        if (!properties.hasNonNull("privateIPAddress")) {
            properties.put("privateIPAddress", address(write, subnet, name));
        }
        var publicIp = properties.path("publicIPAddress").path("id").asText();
        if (!publicIp.isEmpty()) {
            write.referred(publicIp);
        }
    }

    /** The address that this configuration had, or the first free one of the subnet. */
    private static String address(Write write, JsonNode subnet, String name) {
        for (var old : write.before().map(each -> each.path("properties").path("ipConfigurations")).stream()
                .flatMap(array -> java.util.stream.StreamSupport.stream(array.spliterator(), false))
                .toList()) {
            if (old.path("name").asText().equals(name) && old.path("properties").has("privateIPAddress")) {
                return old.path("properties").path("privateIPAddress").asText();
            }
        }
        var prefix = VirtualNetworkRules.prefix(subnet.path("properties"));
        return Ipv4Prefix.parse(prefix)
                .flatMap(block -> block.free(used(write, subnet.path("id").asText())))
                .orElseThrow(() -> new ResponseException(
                        400,
                        "SubnetIsFull",
                        "Subnet " + subnet.path("name").asText() + " with address prefix " + prefix
                                + " does not have enough capacity for IP addresses."));
    }

    private static Set<String> used(Write write, String subnet) {
        var used = new HashSet<String>();
        write.estate().search(TYPE, write.subscription(), nic -> true).forEach(nic -> collect(nic, subnet, used));
        collect(write.node(), subnet, used);
        return used;
    }

    private static void collect(ObjectNode nic, String subnet, Set<String> used) {
        for (var each : nic.path("properties").path("ipConfigurations")) {
            if (each.path("properties").path("subnet").path("id").asText().equalsIgnoreCase(subnet)) {
                used.add(each.path("properties").path("privateIPAddress").asText());
            }
        }
    }

    private static String mac(Write write) {
        var digits = write.guid("mac").replace("-", "").toUpperCase(java.util.Locale.ROOT);
        return "00-0D-3A-" + digits.substring(0, 2) + "-" + digits.substring(2, 4) + "-" + digits.substring(4, 6);
    }

    @Override
    public void written(Write write) {
        var before = write.before().map(NetworkInterfaceRules::publicIps).orElse(List.of());
        var after = publicIps(write.node());
        before.stream().filter(id -> !after.contains(id)).forEach(id -> release(write, id));
        for (var each : write.node().path("properties").path("ipConfigurations")) {
            var id = each.path("properties").path("publicIPAddress").path("id").asText();
            if (!id.isEmpty()) {
                write.update(
                        id,
                        address -> PublicIpRules.attach(address, each.path("id").asText()));
            }
        }
    }

    private static void release(Write write, String id) {
        write.update(id, PublicIpRules::detach);
    }

    private static List<String> publicIps(ObjectNode nic) {
        var ids = new ArrayList<String>();
        nic.path("properties").path("ipConfigurations").forEach(each -> {
            var id = each.path("properties").path("publicIPAddress").path("id").asText();
            if (!id.isEmpty()) {
                ids.add(id);
            }
        });
        return ids;
    }

    @Override
    public void checkDelete(Write write) {
        var vm = write.node()
                .path("properties")
                .path("virtualMachine")
                .path("id")
                .asText();
        if (!vm.isEmpty()) {
            throw new ResponseException(
                    400,
                    "NicInUse",
                    "Network Interface " + write.resourceId() + " is used by existing resource " + vm
                            + ". In order to delete the network interface, it must be dissociated from the resource. To"
                            + " learn more, see aka.ms/deletenic.");
        }
    }

    @Override
    public void deleted(Write write) {
        publicIps(write.node()).forEach(id -> release(write, id));
    }
}
