package cloudshell.commands.doctor;

import cloudshell.arm.ArmException;
import cloudshell.arm.AzureClient;
import cloudshell.arm.Subscription;
import cloudshell.arm.Subscriptions;
import cloudshell.token.Settings;
import cloudshell.token.UsageException;
import java.util.List;

/** Reports the subscriptions of the token and the default one. */
final class SubscriptionCheck {
    private static final String CHECK = "subscriptions";
    private static final String DEFAULT = "default-subscription";

    private final Subscriptions subscriptions;

    SubscriptionCheck(AzureClient azure, Settings settings) {
        this.subscriptions = new Subscriptions(azure.arm(), settings);
    }

    List<Finding> findings() {
        try {
            var all = subscriptions.all();
            return all.isEmpty()
                    ? List.of(Finding.warn(
                            CHECK,
                            "the token shows no subscription",
                            "request a role in one, or name its tenant: --source az --tenant TENANT"))
                    : List.of(visible(all), chosen(all));
        } catch (ArmException e) {
            return List.of(Finding.bad(CHECK, e));
        }
    }

    private static Finding visible(List<Subscription> all) {
        long enabled = all.stream().filter(Subscription::isEnabled).count();
        return Finding.ok(CHECK, "subscriptions visible: %d, enabled: %d".formatted(all.size(), enabled));
    }

    private Finding chosen(List<Subscription> all) {
        try {
            var chosen = subscriptions.choice();
            var name = all.stream()
                    .filter(each -> each.id().equalsIgnoreCase(chosen.id()))
                    .map(Subscription::name)
                    .findFirst();
            return name.isPresent()
                    ? Finding.ok(
                            DEFAULT,
                            "the default subscription is '%s', from %s".formatted(name.get(), chosen.from()),
                            name.get())
                    : Finding.warn(
                            DEFAULT,
                            "the default subscription, %s from %s, is not among those"
                                    .formatted(chosen.id(), chosen.from()),
                            "if it is in another tenant: switch the directory, or --source az --tenant TENANT");
        } catch (UsageException e) {
            return Finding.warn(
                    DEFAULT,
                    e.getMessage(),
                    "az account set, or AZURE_SUBSCRIPTION_ID, or " + e.commandHint(),
                    all.stream().map(Subscription::name).toArray(String[]::new));
        }
    }
}
