package cloudshell.simulator;

import cloudshell.simulator.estate.Estate;
import cloudshell.simulator.identity.SimulatedUser;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Azure CLI's own directory, in which it is signed in as it is in Cloud Shell: the user's stays as it is, and no token is
 * written.
 */
final class AzureCliProfile {
    private static final int MAX_SUBSCRIPTIONS = 200;

    private AzureCliProfile() {}

    /** The variables that make Azure CLI use it; none if the user has chosen a directory by {@code AZURE_CONFIG_DIR}. */
    static Map<String, String> write(Path directory, int subscriptions, Map<String, String> outer) {
        if (!outer.getOrDefault("AZURE_CONFIG_DIR", "").isBlank()) {
            return Map.of();
        }
        try {
            var azure = Files.createDirectories(directory.resolve("azure"));
            Files.writeString(azure.resolve("azureProfile.json"), profile(subscriptions));
            Files.writeString(azure.resolve("config"), "[cloud]\nname = AzureCloud\n");
            var environment = new LinkedHashMap<String, String>();
            environment.put("AZURE_CONFIG_DIR", azure.toString());
            environment.put("AZURE_CORE_COLLECT_TELEMETRY", "no");
            var extensions = Path.of(outer.getOrDefault("HOME", ""), ".azure", "cliextensions");
            if (!outer.containsKey("AZURE_EXTENSION_DIR") && Files.isDirectory(extensions)) {
                environment.put("AZURE_EXTENSION_DIR", extensions.toString());
            }
            return environment;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String profile(int subscriptions) {
        var profile = JsonNodeFactory.instance.objectNode();
        profile.put("installationId", "0a1b2c3d-0000-4000-8000-00000000a2c1");
        var all = profile.putArray("subscriptions");
        for (int n = 0; n < Math.min(subscriptions, MAX_SUBSCRIPTIONS); n++) {
            var each = all.addObject();
            each.put("id", Estate.subscription(n))
                    .put("name", Estate.subscriptionName(n))
                    .put("state", Estate.isEnabled(n, subscriptions) ? "Enabled" : "Disabled")
                    .put("isDefault", n == 0)
                    .put("tenantId", SimulatedUser.TENANT)
                    .put("homeTenantId", SimulatedUser.TENANT)
                    .put("environmentName", "AzureCloud");
            each.putArray("managedByTenants");
            each.putObject("user")
                    .put("name", SimulatedUser.MAIL)
                    .put("type", "user")
                    .put("cloudShellID", true);
        }
        return profile.toString();
    }
}
