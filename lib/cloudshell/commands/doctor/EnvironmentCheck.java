package cloudshell.commands.doctor;

import cloudshell.http.Origin;
import cloudshell.token.Cloud;
import cloudshell.token.Settings;
import cloudshell.token.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Checks the environment: Cloud Shell or not, and which cloud. */
final class EnvironmentCheck {
    private static final String ENDPOINT = "AZURE_RESOURCE_MANAGER_ENDPOINT";
    private static final String PLACE = "place";

    private EnvironmentCheck() {}

    static List<Finding> findings(Settings settings) {
        var findings = new ArrayList<Finding>();
        findings.add(place(settings));
        findings.add(cloud(settings));
        if (isSet("MSI_SECRET", settings)) {
            findings.add(Finding.warn(
                    "msi-secret",
                    "MSI_SECRET is set, and Azure's SDKs detect App Service instead of Cloud Shell",
                    "unset MSI_SECRET"));
        }
        if (isSet("AZURE_CLIENT_ID", settings)) {
            findings.add(Finding.warn(
                    "client-id",
                    "AZURE_CLIENT_ID is set, and Azure's SDKs request the managed identity of that id; Cloud Shell has"
                            + " none, and this toolkit does not read it",
                    "unset AZURE_CLIENT_ID if a program cannot sign in"));
        }
        return findings;
    }

    /** Azure's own Resource Manager is never on localhost. */
    static boolean isSimulator(Settings settings) {
        try {
            var endpoint = settings.variable(ENDPOINT).strip();
            return settings.namesCloudShell()
                    && !endpoint.isEmpty()
                    && Origin.of(Cloud.url(ENDPOINT, endpoint)).isLoopback();
        } catch (UsageException e) {
            return false;
        }
    }

    private static Finding place(Settings settings) {
        var signs = Stream.of("MSI_ENDPOINT", "ACC_CLOUD", "AZUREPS_HOST_ENVIRONMENT")
                .filter(name -> isSet(name, settings))
                .map(name -> name + "=" + settings.variable(name).replaceAll("//[^/]*@", "//***@"))
                .collect(Collectors.joining(" "));
        if (isSimulator(settings)) {
            return Finding.ok(
                    PLACE,
                    "this is a simulator of Azure Cloud Shell, since " + ENDPOINT + "="
                            + settings.variable(ENDPOINT) + " is on localhost"
                            + (signs.isEmpty() ? "" : ": " + signs));
        }
        if (settings.namesCloudShell()) {
            return Finding.ok(PLACE, "this is Azure Cloud Shell, as the environment says: " + signs);
        }
        return settings.variable("CLOUD_SHELL").equals("true")
                ? Finding.note(PLACE, "this is Google's Cloud Shell (CLOUD_SHELL=true), not Azure's", "")
                : Finding.note(
                        PLACE,
                        "this is not Azure Cloud Shell: MSI_ENDPOINT, ACC_CLOUD and AZUREPS_HOST_ENVIRONMENT do not"
                                + " say so",
                        "");
    }

    private static Finding cloud(Settings settings) {
        try {
            var cloud = settings.cloud();
            var from = Stream.of("ACC_CLOUD", "AZURE_CLOUD")
                    .filter(name -> isSet(name, settings))
                    .findFirst();
            var named = settings.signIn().cloud().isEmpty()
                    ? from.map(name -> "named by " + name).orElse("since none is named")
                    : "named by --cloud";
            return Finding.ok("cloud", "the cloud is %s, %s".formatted(cloud.azName(), named));
        } catch (UsageException e) {
            return Finding.bad("cloud", e);
        }
    }

    private static boolean isSet(String variable, Settings settings) {
        return !settings.variable(variable).isBlank();
    }
}
