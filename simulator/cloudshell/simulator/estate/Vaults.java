package cloudshell.simulator.estate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.UnaryOperator;

/** Two key vaults; each has an origin of the simulator's. */
final class Vaults extends ResourceGenerator {
    static final String TYPE = "Microsoft.KeyVault/vaults";

    private final UnaryOperator<String> origins;
    private final String tenant;

    Vaults(Vocabulary words, UnaryOperator<String> origins, String tenant) {
        super(TYPE, words, 0);
        this.origins = origins;
        this.tenant = tenant;
    }

    @Override
    int count() {
        return 2;
    }

    @Override
    String name(int subscription, int n) {
        return name(words, subscription, n);
    }

    static String name(Vocabulary words, int subscription, int n) {
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
                .put("vaultUri", origins.apply(name(subscription, n)) + "/")
                .put("enableRbacAuthorization", true)
                .put("enableSoftDelete", true)
                .put("enablePurgeProtection", n == 0)
                .putArray("accessPolicies");
    }
}
