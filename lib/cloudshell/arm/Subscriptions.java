package cloudshell.arm;

import cloudshell.http.SafeText;
import cloudshell.http.Urls;
import cloudshell.token.Settings;
import cloudshell.token.UsageException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;

/** The user's subscriptions, and the default one. */
public final class Subscriptions {
    private static final String PATH = "/subscriptions?api-version=2022-12-01";
    private static final String PLACEHOLDER = "{subscriptionId}";
    private static final String VERB = "choose the subscription";

    private final Arm arm;
    private final Settings settings;
    private FutureTask<List<Subscription>> asking;
    private volatile String fromProfile = "";

    /**
     * The subscription to use.
     *
     * @param from describes where it was configured
     */
    public record Choice(String id, String from) {}

    public Subscriptions(Arm arm, Settings settings) {
        this.arm = arm.withSubscriptionOrigin(this::origin);
        this.settings = settings;
    }

    /** Returns a client of Resource Manager whose errors say where an unknown default subscription was configured. */
    public Arm arm() {
        return arm;
    }

    /**
     * Returns all subscriptions. They are requested once, however many threads call it; a failure is not cached.
     *
     * @throws ArmException if they cannot be listed
     */
    public List<Subscription> all() {
        var mine = new FutureTask<>(() -> arm.list(PATH).map(Subscription::of).toList());
        var task = first(mine);
        if (task == mine) {
            mine.run();
        }
        try {
            return task.get();
        } catch (ExecutionException e) {
            forget(task);
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) e.getCause();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ArmException("list the subscriptions", "interrupted", "");
        }
    }

    private synchronized FutureTask<List<Subscription>> first(FutureTask<List<Subscription>> other) {
        asking = asking == null ? other : asking;
        return asking;
    }

    private synchronized void forget(FutureTask<List<Subscription>> failed) {
        asking = asking == failed ? null : asking;
    }

    /**
     * Returns the subscriptions with these names or ids, without duplicates. An id that the user cannot read has no
     * other fields.
     *
     * @throws UsageException if no subscription, or more than one, has a name
     */
    public List<Subscription> named(List<String> namesOrIds) {
        var byId = new LinkedHashMap<String, Subscription>();
        for (var nameOrId : namesOrIds) {
            var id = id(nameOrId.strip()).toLowerCase(Locale.ROOT);
            byId.put(id, new Subscription(id, id, "", ""));
        }
        if (byId.size() > 1) {
            all().forEach(each -> byId.computeIfPresent(each.id().toLowerCase(Locale.ROOT), (id, unknown) -> each));
        }
        return List.copyOf(byId.values());
    }

    /**
     * Returns the id of a subscription. A GUID is returned unchanged; a name is looked up.
     *
     * @throws UsageException if no subscription, or more than one, has the name
     */
    public String id(String nameOrId) {
        if (nameOrId == null) {
            throw new UsageException(VERB, "it is null", "its name or id");
        }
        if (Subscription.isId(nameOrId)) {
            return nameOrId;
        }
        var found = all().stream()
                .filter(subscription -> subscription.name().equalsIgnoreCase(nameOrId.strip()))
                .toList();
        if (found.size() == 1) {
            return found.get(0).id();
        }
        var ids = found.stream().map(Subscription::id).collect(Collectors.joining(", "));
        throw found.isEmpty()
                ? new UsageException(
                        VERB,
                        "there is no subscription '" + SafeText.line(nameOrId) + "'",
                        "one of " + Subscription.names(all(), nameOrId))
                : new UsageException(VERB, found.size() + " have the name '" + nameOrId + "'", "an id: " + ids);
    }

    /**
     * Checks that the user can read a subscription.
     *
     * @throws UsageException if not, or if the name is ambiguous
     */
    public void check(String nameOrId) {
        var id = id(nameOrId);
        if (all().stream().noneMatch(each -> each.id().equalsIgnoreCase(id))) {
            throw new UsageException(
                    VERB,
                    "the user sees no subscription " + SafeText.line(nameOrId),
                    "one of " + Subscription.names(all(), nameOrId));
        }
    }

    /**
     * Returns the id of the subscription to use: the one in the options, else {@code AZURE_SUBSCRIPTION_ID}, else az's
     * default, else the only enabled one.
     *
     * @throws UsageException if there is none, or several to choose from
     */
    public String defaultId() {
        return choice().id();
    }

    /**
     * Returns the subscription to use and where it was configured.
     *
     * @throws UsageException if there is none, or several to choose from
     */
    public Choice choice() {
        var named = settings.subscription();
        if (!named.isEmpty()) {
            return new Choice(id(named), settings.signIn().subscription().isEmpty() ? "AZURE_SUBSCRIPTION_ID" : "-s");
        }
        var profile = AzProfile.read(settings);
        if (!profile.subscription().isEmpty()) {
            fromProfile = profile.subscription();
            return new Choice(fromProfile, AzProfile.NAME);
        }
        return new Choice(onlyOne(profile), "the only enabled subscription");
    }

    /**
     * Replaces {@code {subscriptionId}} in a path by the id of the default subscription.
     *
     * @throws UsageException if the path needs it, and there is none, or several to choose from
     */
    public String filledIn(String path) {
        return path.contains(PLACEHOLDER) ? path.replace(PLACEHOLDER, Urls.segment(defaultId())) : path;
    }

    /**
     * Returns where a subscription was configured that a service does not know: "" unless it is the default in az's
     * profile, which may be another user's or tenant's.
     */
    private String origin(String path) {
        return !fromProfile.isEmpty() && path.toLowerCase(Locale.ROOT).contains(fromProfile.toLowerCase(Locale.ROOT))
                ? "; this default subscription comes from " + AzProfile.NAME
                : "";
    }

    private String onlyOne(AzProfile profile) {
        var enabled = all().stream().filter(Subscription::isEnabled).toList();
        if (enabled.size() == 1) {
            return enabled.get(0).id();
        }
        throw enabled.isEmpty()
                ? new UsageException(
                        VERB,
                        "the signed-in user sees no enabled subscription" + profile.problem(),
                        "ask its owner for a role")
                : new UsageException(
                        VERB,
                        enabled.size() + " are enabled and no default is set" + profile.problem(),
                        "AZURE_SUBSCRIPTION_ID with one of " + Subscription.names(enabled, ""));
    }
}
