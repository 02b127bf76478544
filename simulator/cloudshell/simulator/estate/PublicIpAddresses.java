package cloudshell.simulator.estate;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Public addresses, from the range that is kept for examples; one belongs to nothing. */
final class PublicIpAddresses extends ResourceGenerator {
    static final String TYPE = "Microsoft.Network/publicIPAddresses";

    PublicIpAddresses(Vocabulary words, int vms) {
        super(TYPE, words, vms);
    }

    @Override
    int count() {
        return used() + 1;
    }

    private int used() {
        return (vms + words.roles().size() - 1) / words.roles().size();
    }

    @Override
    String name(int subscription, int n) {
        return n < used() ? words.vm(vm(n)) + "-ip" : "spare-ip";
    }

    private int vm(int n) {
        return n * words.roles().size();
    }

    @Override
    int group(int n) {
        return 0;
    }

    @Override
    void describe(ObjectNode node, int subscription, int n) {
        node.put("location", words.location(n < used() ? vm(n) : 0));
        node.putObject("sku").put("name", "Standard").put("tier", "Regional");
        var properties = properties(node);
        properties
                .put("ipAddress", "203.0.113." + n % 256)
                .put("publicIPAddressVersion", "IPv4")
                .put("publicIPAllocationMethod", "Static")
                .put("idleTimeoutInMinutes", 4);
        if (n < used()) {
            properties
                    .putObject("ipConfiguration")
                    .put(
                            "id",
                            sibling(subscription, 0, NetworkInterfaces.TYPE, words.vm(vm(n)))
                                    + "/ipConfigurations/ipconfig1");
        }
    }
}
