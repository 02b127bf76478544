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

/** The subscriptions of the user, and which one is meant. */
public final class Subscriptions {
    private static final String PATH = "/subscriptions?api-version=2022-12-01";
    private static final String PLACEHOLDER = "{subscriptionId}";
    private static final String VERB = "choose the subscription";

    private final Arm arm;
    private final Settings settings;
    private FutureTask<List<Subscription>> asking;
    private volatile String fromProfile = "";

    /**
     * The subscription to use where none is named.
     *
     * @param from where it comes from, in words
     */
    public record Choice(String id, String from) {}

    public Subscriptions(Arm arm, Settings settings) {
        this.arm = arm.withSubscriptionOrigin(this::origin);
        this.settings = settings;
    }

    /** Resource Manager, whose errors say where an unknown default subscription comes from. */
    public Arm arm() {
        return arm;
    }

    /**
     * All that the user may see, asked for once, however many threads come; a failure is not kept.
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
     * The subscriptions of these names or ids, each once. Of an id that is not among the user's, only that is known.
     *
     * @throws UsageException as {@link #id} does
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
     * The id of the subscription of this name or id. A GUID is taken at its word; a name is looked up.
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
     * Looks a name or an id up among those that the user sees.
     *
     * @throws UsageException if none, or more than one, has it
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
     * The id of the subscription to use: the one that was asked for, else {@code AZURE_SUBSCRIPTION_ID}, else az's
     * default, else the only enabled one.
     *
     * @throws UsageException if there is none, or several to choose from
     */
    public String defaultId() {
        return choice().id();
    }

    /**
     * The same, and where it comes from.
     *
     * @throws UsageException as {@link #defaultId} does
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
     * The path with the default subscription's id for {@code {subscriptionId}}; nothing is asked where it has none.
     *
     * @throws UsageException as {@link #defaultId} does
     */
    public String filledIn(String path) {
        return path.contains(PLACEHOLDER) ? path.replace(PLACEHOLDER, Urls.segment(defaultId())) : path;
    }

    /**
     * Says where a subscription comes from that a service does not know: "" unless it is the default of az's profile,
     * which may be of another user or tenant.
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
