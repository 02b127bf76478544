package cloudshell.simulator.estate;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A storage account in each group; the last one lets anybody read. */
final class StorageAccounts extends ResourceGenerator {
    static final String TYPE = "Microsoft.Storage/storageAccounts";

    StorageAccounts(Vocabulary words) {
        super(TYPE, words, 0);
    }

    @Override
    int count() {
        return words.roles().size();
    }

    @Override
    String name(int subscription, int n) {
        return "st%s%03d".formatted(words.role(n), subscription);
    }

    @Override
    int group(int n) {
        return n;
    }

    @Override
    void describe(ObjectNode node, int subscription, int n) {
        var name = name(subscription, n);
        node.put("kind", "StorageV2").put("location", words.location(n));
        node.putObject("sku").put("name", "Standard_LRS").put("tier", "Standard");
        node.putObject("tags").put("env", n % 2 == 0 ? "prod" : "dev");
        var properties = properties(node);
        properties
                .put("accessTier", "Hot")
                .put("allowBlobPublicAccess", n == count() - 1)
                .put("minimumTlsVersion", n == count() - 1 ? "TLS1_0" : "TLS1_2")
                .put("supportsHttpsTrafficOnly", true)
                .put("creationTime", "2026-01-15T08:00:00.0000000Z")
                .put("primaryLocation", words.location(n))
                .put("statusOfPrimary", "available");
        properties
                .putObject("primaryEndpoints")
                .put("blob", "https://" + name + ".blob.core.windows.net/")
                .put("file", "https://" + name + ".file.core.windows.net/");
    }
}
