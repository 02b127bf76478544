package cloudshell.arm;

import cloudshell.http.JsonTrees;
import cloudshell.http.SafeText;
import cloudshell.token.Settings;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The default subscription in az's profile ({@code azureProfile.json} in {@code AZURE_CONFIG_DIR} or {@code ~/.azure}).
 *
 * @param subscription its id, or "" if the profile has none for this cloud
 * @param problem why the profile could not be read, to be appended to an error; "" if it could
 */
record AzProfile(String subscription, String problem) {
    /** The profile's name in errors. */
    static final String NAME = "az's profile";

    private static final AzProfile NONE = new AzProfile("", "");

    static AzProfile read(Settings settings) {
        var home = settings.variable("HOME").isEmpty() ? System.getProperty("user.home") : settings.variable("HOME");
        var directory = settings.variable("AZURE_CONFIG_DIR").isBlank()
                ? Path.of(home, ".azure")
                : Path.of(settings.variable("AZURE_CONFIG_DIR"));
        var file = directory.resolve("azureProfile.json");
        if (!Files.isRegularFile(file)) {
            return NONE;
        }
        try {
            var profile = JsonTrees.of(Files.readAllBytes(file));
            if (!profile.path("subscriptions").isArray()) {
                return unreadable(file, "it has no list of subscriptions");
            }
            for (var account : profile.path("subscriptions")) {
                if (isDefault(account, settings)) {
                    return new AzProfile(account.path("id").asText(), "");
                }
            }
            return NONE;
        } catch (IOException e) {
            return unreadable(file, e.getMessage());
        }
    }

    private static AzProfile unreadable(Path file, String reason) {
        return new AzProfile("", "; " + NAME + " could not be read (" + SafeText.line(file + ": " + reason) + ")");
    }

    /**
     * {@code az login --allow-no-subscriptions} writes an account with the tenant's id, which is not a subscription.
     */
    private static boolean isDefault(JsonNode account, Settings settings) {
        var id = account.path("id").asText();
        var cloud = account.path("environmentName").asText("");
        return account.path("isDefault").asBoolean()
                && (cloud.isEmpty() || cloud.equalsIgnoreCase(settings.cloud().azName()))
                && Subscription.isId(id)
                && !id.equalsIgnoreCase(account.path("tenantId").asText());
    }
}
