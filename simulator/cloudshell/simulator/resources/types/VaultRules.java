package cloudshell.simulator.resources.types;

import cloudshell.simulator.http.ResponseException;

/** Key vaults: {@code Microsoft.KeyVault/vaults}. */
final class VaultRules implements TypeRules {
    @Override
    public void complete(Write write) {
        if (!write.name().matches("[a-zA-Z](?!.*--)[a-zA-Z0-9-]{1,22}[a-zA-Z0-9]")) {
            throw new ResponseException(
                    400,
                    "VaultNameNotValid",
                    "The vault name '" + write.name() + "' is invalid. A vault's name must be between 3-24 alphanumeric"
                            + " characters. The name must begin with a letter, end with a letter or digit, and not"
                            + " contain consecutive hyphens.");
        }
        write.require("tenantId");
        write.require("sku.name");
        write.properties().withObjectProperty("sku").put("family", "A");
        write.orElseEmptyArray("accessPolicies");
        write.orElse("enabledForDeployment", false);
        write.orElse("enableSoftDelete", true);
        write.orElse("softDeleteRetentionInDays", 90);
        write.orElse("enableRbacAuthorization", false);
        write.orElse("publicNetworkAccess", "Enabled");
        write.properties().put("vaultUri", write.estate().vaultOrigin(write.name()) + "/");
    }
}
