package cloudshell;

import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One of Azure's clouds: what Cloud Shell calls it ({@code ACC_CLOUD}), what az calls it, and its Resource Manager.
 * The values are those of az's {@code cloud list} and of Cloud Shell's start-up script.
 */
public enum Cloud {
    PUBLIC("PROD", "AzureCloud", "https://management.azure.com/", "https://login.microsoftonline.com"),
    US_GOVERNMENT(
            "Fairfax",
            "AzureUSGovernment",
            "https://management.usgovcloudapi.net/",
            "https://login.microsoftonline.us"),
    CHINA("Mooncake", "AzureChinaCloud", "https://management.chinacloudapi.cn/", "https://login.chinacloudapi.cn");

    private final String cloudShellName;
    private final String azName;
    private final URI resourceManager;
    private final URI login;

    Cloud(String cloudShellName, String azName, String resourceManager, String login) {
        this.cloudShellName = cloudShellName;
        this.azName = azName;
        this.resourceManager = URI.create(resourceManager);
        this.login = URI.create(login);
    }

    /** The name in {@code ACC_CLOUD}: {@code PROD}, {@code Fairfax} or {@code Mooncake}. */
    public String cloudShellName() {
        return cloudShellName;
    }

    /** The name that az uses: {@code AzureCloud}, {@code AzureUSGovernment} or {@code AzureChinaCloud}. */
    public String azName() {
        return azName;
    }

    /** Resource Manager, which is also the audience of its tokens. */
    public URI resourceManager() {
        return resourceManager;
    }

    public URI login() {
        return login;
    }

    /**
     * The cloud of this name, Cloud Shell's or az's, in any case.
     *
     * @throws UsageException for any other name
     */
    public static Cloud named(String name) {
        for (var cloud : values()) {
            if (cloud.cloudShellName.equalsIgnoreCase(name) || cloud.azName.equalsIgnoreCase(name)) {
                return cloud;
            }
        }
        var known = Arrays.stream(values())
                .map(cloud -> cloud.azName + " (" + cloud.cloudShellName + ")")
                .collect(Collectors.joining(", "));
        throw new UsageException(
                "choose the cloud",
                "'" + name + "' is not a known cloud",
                "use one of " + known + ", or name an endpoint in AZURE_RESOURCE_MANAGER_ENDPOINT");
    }

    /** The cloud that {@code ACC_CLOUD} or {@code AZURE_CLOUD} names; the public one where neither is set. */
    static Cloud of(Map<String, String> environment) {
        var cloudShell = environment.getOrDefault("ACC_CLOUD", "");
        var az = environment.getOrDefault("AZURE_CLOUD", "");
        if (!cloudShell.isEmpty() && !az.isEmpty() && named(cloudShell) != named(az)) {
            throw new UsageException(
                    "choose the cloud",
                    "ACC_CLOUD is " + cloudShell + " and AZURE_CLOUD is " + az,
                    "unset one of them, or say --cloud");
        }
        var name = cloudShell.isEmpty() ? az : cloudShell;
        return name.isEmpty() ? PUBLIC : named(name);
    }
}
