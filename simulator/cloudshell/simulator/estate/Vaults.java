package cloudshell.simulator.estate;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Two key vaults; their addresses are the simulator's. */
final class Vaults extends Kind {
    static final String TYPE = "Microsoft.KeyVault/vaults";

    private final String address;
    private final String tenant;

    Vaults(Vocabulary words, String address, String tenant) {
        super(TYPE, words, 0);
        this.address = address;
        this.tenant = tenant;
    }

    @Override
    int count() {
        return 2;
    }

    @Override
    String name(int subscription, int n) {
        return "kv-%s-%03d".formatted(words.role(n), subscription);
    }

    @Override
    int group(int n) {
        return n;
    }

    @Override
    void describe(ObjectNode node, int subscription, int n) {
        node.put("location", words.location(n));
        node.putObject("tags").put("env", n % 2 == 0 ? "prod" : "dev");
        var properties = properties(node);
        properties.putObject("sku").put("family", "A").put("name", "standard");
        properties
                .put("tenantId", tenant)
                .put("vaultUri", address + "/" + name(subscription, n) + "/")
                .put("enableRbacAuthorization", true)
                .put("enableSoftDelete", true)
                .put("enablePurgeProtection", n == 0)
                .putArray("accessPolicies");
    }
}
