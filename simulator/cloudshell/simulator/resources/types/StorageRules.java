package cloudshell.simulator.resources.types;

import cloudshell.simulator.http.ResponseException;
import java.util.List;

/** {@code Microsoft.Storage/storageAccounts}. */
final class StorageRules implements TypeRules {
    @Override
    public Put put() {
        return Put.ACCEPTED;
    }

    @Override
    public void complete(Write write) {
        var name = write.name();
        if (!name.matches("[a-z0-9]{3,24}")) {
            throw new ResponseException(
                    400,
                    "AccountNameInvalid",
                    name + " is not a valid storage account name. Storage account name must be between 3 and 24"
                            + " characters in length and use numbers and lower-case letters only.");
        }
        if (write.isNew() && StorageNames.isTaken(write.estate(), name)) {
            throw new ResponseException(
                    409, "StorageAccountAlreadyTaken", "The storage account named " + name + " is already taken.");
        }
        var sku = write.node().withObjectProperty("sku");
        if (!sku.hasNonNull("name")) {
            throw new ResponseException(400, "InvalidParameter", "Required parameter 'sku.name' is missing (null).");
        }
        sku.put("tier", sku.path("name").asText().startsWith("Premium") ? "Premium" : "Standard");
        if (!write.node().hasNonNull("kind")) {
            write.node().put("kind", "StorageV2");
        }
        write.orElse("accessTier", "Hot");
        write.orElse("allowBlobPublicAccess", false);
        write.orElse("minimumTlsVersion", "TLS1_2");
        write.orElse("supportsHttpsTrafficOnly", true);
        write.orElse("allowSharedKeyAccess", true);
        write.keep("creationTime", write.now());
        write.keep("primaryLocation", write.location());
        write.keep("statusOfPrimary", "available");
        if (!write.properties().has("networkAcls")) {
            var acls = write.properties().putObject("networkAcls");
            acls.put("bypass", "AzureServices").put("defaultAction", "Allow");
            acls.putArray("virtualNetworkRules");
            acls.putArray("ipRules");
        }
        var endpoints = write.properties().putObject("primaryEndpoints");
        for (var service : List.of("dfs", "web", "blob", "queue", "table", "file")) {
            endpoints.put(
                    service,
                    "https://" + name + (service.equals("web") ? ".z6.web" : "." + service) + ".core.windows.net/");
        }
    }
}
