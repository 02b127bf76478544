package cloudshell.simulator.estate;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A virtual network in each location. */
final class VirtualNetworks extends ResourceGenerator {
    static final String TYPE = "Microsoft.Network/virtualNetworks";

    VirtualNetworks(Vocabulary words) {
        super(TYPE, words, 0);
    }

    @Override
    int count() {
        return words.locations().size();
    }

    @Override
    String name(int subscription, int n) {
        return "vnet-" + words.location(n);
    }

    @Override
    int group(int n) {
        return 0;
    }

    @Override
    void describe(ObjectNode node, int subscription, int n) {
        node.put("location", words.location(n));
        var properties = properties(node);
        properties.putObject("addressSpace").putArray("addressPrefixes").add("10.0.0.0/8");
        var subnet = properties.putArray("subnets").addObject();
        subnet.put("name", "default")
                .put("id", id(subscription, n) + "/subnets/default")
                .put("type", TYPE + "/subnets");
        properties(subnet).put("addressPrefix", "10.0.0.0/8");
    }
}
