package cloudshell.token;

import cloudshell.http.Origin;
import cloudshell.http.SafeText;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An Azure cloud. The values of the known ones are those of {@code az cloud list} and of Cloud Shell's start-up script.
 *
 * @param cloudShellName the name in {@code ACC_CLOUD}: {@code PROD}, {@code Fairfax} or {@code Mooncake}
 * @param azName the name that az uses: {@code AzureCloud}, {@code AzureUSGovernment} or {@code AzureChinaCloud}
 * @param resourceManager the endpoint of Resource Manager, which is also the audience of its tokens
 */
public record Cloud(String cloudShellName, String azName, URI resourceManager) {
    public static final Cloud PUBLIC = new Cloud("PROD", "AzureCloud", URI.create("https://management.azure.com/"));
    public static final Cloud US_GOVERNMENT =
            new Cloud("Fairfax", "AzureUSGovernment", URI.create("https://management.usgovcloudapi.net/"));
    public static final Cloud CHINA =
            new Cloud("Mooncake", "AzureChinaCloud", URI.create("https://management.chinacloudapi.cn/"));

    private static final List<Cloud> KNOWN = List.of(PUBLIC, US_GOVERNMENT, CHINA);
    private static final String VERB = "choose the cloud";

    /**
     * Returns the cloud of a name in Cloud Shell or az, in any case.
     *
     * @throws UsageException if the name is unknown
     */
    public static Cloud named(String name) {
        var cloud = find(name);
        if (cloud != null) {
            return cloud;
        }
        var known = KNOWN.stream()
                .map(each -> each.azName + " (" + each.cloudShellName + ")")
                .collect(Collectors.joining(", "));
        throw new UsageException(
                VERB,
                "'" + SafeText.line(name) + "' is not a known cloud",
                "one of " + known + "; or AZURE_RESOURCE_MANAGER_ENDPOINT=" + endpointOf(name)
                        + " with Settings.withRemoteEndpoint(true), for the token of Resource Manager only");
    }

    /** Returns the endpoint of a cloud whose other audiences are not known (AzureAuthorityHosts in Azure's SDK for .NET). */
    private static String endpointOf(String name) {
        return switch (name.toLowerCase(Locale.ROOT).replaceAll("^azure|cloud$", "")) {
            case "bleu" -> "https://management.sovcloud-api.fr";
            case "delos", "germany" -> "https://management.sovcloud-api.de";
            default -> "URL";
        };
    }

    private static Cloud find(String name) {
        for (var cloud : KNOWN) {
            if (cloud.cloudShellName.equalsIgnoreCase(name) || cloud.azName.equalsIgnoreCase(name)) {
                return cloud;
            }
        }
        return null;
    }

    /** Returns the public cloud, US Government and China, in this order. */
    public static List<Cloud> known() {
        return KNOWN;
    }

    /** Returns whether this is a known cloud, which az knows by name and whose audiences the toolkit knows. */
    public boolean isKnown() {
        return KNOWN.contains(this);
    }

    /** Returns this cloud's value in a list for the public cloud, US Government and China, or "-" if it has none. */
    public String of(List<String> eachCloud) {
        int column = KNOWN.indexOf(this);
        return column < 0 ? "-" : eachCloud.get(column);
    }

    /**
     * Returns the cloud that {@code ACC_CLOUD} or {@code AZURE_CLOUD} names, or the public one if neither is set. An
     * unknown name is accepted if {@code AZURE_RESOURCE_MANAGER_ENDPOINT} has its endpoint; an endpoint on localhost is
     * a simulator's and names no cloud.
     */
    static Cloud of(Map<String, String> environment) {
        var cloudShell = environment.getOrDefault("ACC_CLOUD", "").strip();
        var az = environment.getOrDefault("AZURE_CLOUD", "").strip();
        if (cloudShell.isEmpty() && az.isEmpty()) {
            return PUBLIC;
        }
        var endpoint =
                environment.getOrDefault("AZURE_RESOURCE_MANAGER_ENDPOINT", "").strip();
        var first = of(cloudShell.isEmpty() ? az : cloudShell, endpoint);
        if (!cloudShell.isEmpty() && !az.isEmpty() && !first.equals(of(az, endpoint))) {
            throw new UsageException(
                    VERB,
                    "ACC_CLOUD is " + cloudShell + " and AZURE_CLOUD is " + az,
                    "unset one of them, or CredentialOptions.DEFAULT.withCloud(\"" + cloudShell + "\")");
        }
        return first;
    }

    /**
     * A known cloud, or another one whose Resource Manager is at the endpoint; "" for none.
     *
     * @throws UsageException if it is not known and there is no endpoint, or one on localhost
     */
    public static Cloud of(String name, String endpoint) {
        if (endpoint.isEmpty() || find(name) != null) {
            return named(name);
        }
        var url = url("AZURE_RESOURCE_MANAGER_ENDPOINT", endpoint);
        return Origin.of(url).isLoopback() ? named(name) : new Cloud(name, name, url);
    }

    /**
     * Parses the URL in an environment variable.
     *
     * @throws UsageException if the value is not an http or https URL
     */
    public static URI url(String variable, String text) {
        try {
            var url = URI.create(text);
            Origin.of(url);
            return url;
        } catch (IllegalArgumentException e) {
            throw new UsageException(
                    "read " + variable,
                    "'" + SafeText.line(text.replaceAll("//[^/]*@", "//***@")) + "' is not an http or https URL",
                    "write it like https://management.azure.com or http://localhost:50342/oauth2/token, or unset it");
        }
    }
}
