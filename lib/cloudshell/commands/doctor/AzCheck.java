package cloudshell.commands.doctor;

import cloudshell.credentials.AzureCli;
import cloudshell.token.AccessToken;
import cloudshell.token.Failure;
import cloudshell.token.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Compares az with the token: user, tenant and cloud. */
final class AzCheck {
    private static final String CHECK = "az";
    private static final String NO_MANAGED_DEVICE =
            "Conditional Access evaluates the container, which is not a managed device (AADSTS53000, AADSTS530033)";

    private final AzureCli az;
    private final Map<String, String> claims;
    private final Settings settings;

    /** @param claims of the token; empty if it has no readable ones */
    AzCheck(AzureCli az, Map<String, String> claims, Settings settings) {
        this.az = az;
        this.claims = claims;
        this.settings = settings;
    }

    List<Finding> findings() {
        try {
            var account = az.account();
            var findings = new ArrayList<Finding>();
            findings.add(identity(account));
            cloud(account, findings);
            if (settings.namesCloudShell() && !"true".equals(account.get("user.cloudShellID"))) {
                findings.add(Finding.note(
                        CHECK,
                        "az is signed in separately from Cloud Shell (after az login). " + NO_MANAGED_DEVICE,
                        "if Azure denies az, open a new session and use az without az login"));
            }
            return findings;
        } catch (AzureCli.AccountException e) {
            return List.of(without(e));
        }
    }

    private Finding without(AzureCli.AccountException e) {
        if (e.failure() != Failure.NO_TOKEN) {
            return Finding.warn(CHECK, e.reason(), e.commandHint());
        }
        return settings.namesCloudShell()
                ? Finding.note(CHECK, e.reason() + ". After az login in Cloud Shell, " + NO_MANAGED_DEVICE, "")
                : Finding.note(CHECK, e.reason(), e.commandHint());
    }

    private Finding identity(Map<String, String> account) {
        var user = account.getOrDefault("user.name", "").replaceFirst("^live\\.com#", "");
        var tenant = account.getOrDefault("tenantId", "");
        if (claims.isEmpty()) {
            return Finding.ok(CHECK, "az is signed in as %s in tenant %s".formatted(user, tenant), user, tenant);
        }
        if (user.equalsIgnoreCase(AccessToken.user(claims))
                && tenant.equalsIgnoreCase(claims.getOrDefault("tid", tenant))) {
            return Finding.ok(CHECK, "az uses the same user and tenant");
        }
        return Finding.warn(
                CHECK,
                "az is signed in as %s in tenant %s, and the token is for another user".formatted(user, tenant),
                "--source az for az's identity; az login --tenant for the other tenant",
                user,
                tenant);
    }

    private void cloud(Map<String, String> account, List<Finding> findings) {
        var cloud = account.getOrDefault("environmentName", "");
        if (!cloud.isEmpty() && !cloud.equalsIgnoreCase(settings.cloud().azName())) {
            findings.add(Finding.warn(
                    "az-cloud",
                    "az is in " + cloud + ", and this toolkit in "
                            + settings.cloud().azName(),
                    "--cloud " + cloud + ", or az cloud set --name "
                            + settings.cloud().azName()));
        }
    }
}
