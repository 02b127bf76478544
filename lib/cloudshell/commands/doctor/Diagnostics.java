//SOURCES ../../arm/Arm.java ../../output/Rows.java
//SOURCES AzCheck.java EnvironmentCheck.java Finding.java IdentityCheck.java Proxies.java Redactor.java
//SOURCES Report.java ResourceManagerCheck.java RuntimeCheck.java SubscriptionCheck.java TokenCheck.java
package cloudshell.commands.doctor;

import cloudshell.arm.AzureClient;
import cloudshell.credentials.AzureCli;
import cloudshell.credentials.TokenSources;
import cloudshell.token.Settings;
import cloudshell.token.UsageException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Checks everything that a token and a request to Resource Manager depend on, and explains it. Changes nothing; no
 * finding contains a secret.
 */
public final class Diagnostics {
    private final Settings settings;
    private final Consumer<Finding> listener;
    private final List<Finding> findings = new ArrayList<>();

    private Diagnostics(Settings settings, Consumer<Finding> listener) {
        this.settings = settings;
        this.listener = listener;
    }

    /** Returns all findings. Each is passed on at once, since some take seconds. */
    public static List<Finding> of(Settings settings, Consumer<Finding> listener) {
        var examination = new Diagnostics(settings, listener);
        examination.run();
        return List.copyOf(examination.findings);
    }

    private void run() {
        report(RuntimeCheck.findings(
                settings.environment(), ManagementFactory.getRuntimeMXBean().getInputArguments()));
        report(EnvironmentCheck.findings(settings));
        report(Proxies.findings(settings));
        try {
            var azure = new AzureClient(settings, TokenSources.select(settings));
            var token = new TokenCheck(azure, settings);
            report(token.findings());
            report(new AzCheck(AzureCli.of(settings), token.claims(), settings).findings());
            report(new ResourceManagerCheck(settings).findings());
            if (token.isThere()) {
                report(new SubscriptionCheck(azure, settings).findings());
            }
        } catch (UsageException e) {
            report(List.of(Finding.bad("settings", e)));
        }
    }

    /** Omits what an earlier finding has reported. */
    private void report(List<Finding> more) {
        var named = List.of(
                settings.signIn().tenant(), settings.variable("ACC_TID"), settings.variable("AZURE_SUBSCRIPTION_ID"));
        for (var each : more) {
            var finding = each.hiding(named);
            if (findings.stream().noneMatch(earlier -> earlier.line().contains(finding.line()))) {
                findings.add(finding);
                listener.accept(finding);
            }
        }
    }
}
