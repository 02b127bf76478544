package cloudshell.simulator.estate;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A network interface for each VM; those of the first role have a public address. */
final class NetworkInterfaces extends ResourceGenerator {
    static final String TYPE = "Microsoft.Network/networkInterfaces";

    NetworkInterfaces(Vocabulary words, int vms) {
        super(TYPE, words, vms);
    }

    @Override
    int count() {
        return vms;
    }

    @Override
    String name(int subscription, int n) {
        return words.vm(n);
    }

    @Override
    int group(int n) {
        return n % words.roles().size();
    }

    @Override
    void describe(ObjectNode node, int subscription, int n) {
        node.put("location", words.location(n));
        var properties = properties(node);
        var configuration = properties.putArray("ipConfigurations").addObject();
        configuration
                .put("name", "ipconfig1")
                .put("id", id(subscription, n) + "/ipConfigurations/ipconfig1")
                .put("type", "Microsoft.Network/networkInterfaces/ipConfigurations");
        var address = properties(configuration);
        address.put("privateIPAddress", "10.%d.%d.%d".formatted(n + 4 >> 16 & 255, n + 4 >> 8 & 255, n + 4 & 255))
                .put("privateIPAllocationMethod", "Dynamic")
                .put("privateIPAddressVersion", "IPv4")
                .put("primary", true);
        address.putObject("subnet")
                .put(
                        "id",
                        sibling(subscription, 0, "Microsoft.Network/virtualNetworks", "vnet-" + words.location(n))
                                + "/subnets/default");
        if (group(n) == 0) {
            address.putObject("publicIPAddress")
                    .put("id", sibling(subscription, 0, PublicIpAddresses.TYPE, words.vm(n) + "-ip"));
        }
        properties
                .put("macAddress", "00-0D-3A-%02X-%02X-%02X".formatted(n >> 16 & 255, n >> 8 & 255, n & 255))
                .put("primary", true)
                .put("enableAcceleratedNetworking", false)
                .put("enableIPForwarding", false)
                .putObject("virtualMachine")
                .put("id", sibling(subscription, group(n), VirtualMachines.TYPE, words.vm(n)));
    }
}
