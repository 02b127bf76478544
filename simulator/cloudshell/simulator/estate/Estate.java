//SOURCES ChangeEvent.java ChangeSet.java Disks.java Groups.java InstanceViews.java
//SOURCES NetworkInterfaces.java PastChanges.java PublicIpAddresses.java ResourceGenerator.java
//SOURCES ResourceId.java StorageAccounts.java Subscriptions.java Vaults.java VirtualMachines.java
//SOURCES VirtualNetworks.java Vocabulary.java
package cloudshell.simulator.estate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The estate of a small company, all of it invented: the same one in each run with the same seed, and what was written
 * to it in this one.
 */
public final class Estate {
    private static final int MAX_SEARCH = 5_000;

    private final int subscriptions;
    private final String tenant;
    private final Vocabulary words;
    private final List<ResourceGenerator> kinds;
    private final ChangeSet changes;
    private final List<ChangeEvent> past;
    private final UnaryOperator<String> vaultOrigins;

    /**
     * @param vms in each subscription
     * @param seed of the generated resources; 0 is the default
     * @param vaults the origin of the vault with a name
     */
    public Estate(int subscriptions, int vms, long seed, String tenant, UnaryOperator<String> vaults, Clock clock) {
        this.subscriptions = subscriptions;
        this.changes = new ChangeSet(clock);
        this.vaultOrigins = vaults;
        this.tenant = tenant;
        this.words = Vocabulary.of(seed);
        var virtualMachines = new VirtualMachines(words, vms);
        var disks = new Disks(words, vms);
        this.past = subscriptions == 0 ? List.of() : PastChanges.of(virtualMachines, disks, clock.instant());
        this.kinds = List.of(
                virtualMachines,
                disks,
                new NetworkInterfaces(words, vms),
                new PublicIpAddresses(words, vms),
                new VirtualNetworks(words),
                new StorageAccounts(words),
                new Vaults(words, vaults, tenant));
    }

    /** The name of the first subscription's first vault. */
    public static String firstVault(long seed) {
        return Vaults.name(Vocabulary.of(seed), 0, 0);
    }

    public int subscriptions() {
        return subscriptions;
    }

    public static String subscription(int index) {
        return Subscriptions.id(index);
    }

    /** The number of a subscription, -1 if there is none. */
    public int indexOf(String id) {
        try {
            long index = (UUID.fromString(id).getMostSignificantBits() - 0x10000000_0000_4000L) >> 32;
            return index >= 0
                            && index < subscriptions
                            && subscription((int) index).equalsIgnoreCase(id)
                    ? (int) index
                    : -1;
        } catch (IllegalArgumentException e) {
            return -1;
        }
    }

    /** A subscription as Resource Manager shows it. */
    public ObjectNode describe(int index) {
        return Subscriptions.describe(index, tenant, isEnabled(index));
    }

    public boolean isEnabled(int index) {
        return isEnabled(index, subscriptions);
    }

    /** The last of four and more is not. */
    public static boolean isEnabled(int index, int subscriptions) {
        return subscriptions < 4 || index < subscriptions - 1;
    }

    public static String subscriptionName(int index) {
        return Subscriptions.name(index);
    }

    public Groups groups(int subscription) {
        return new Groups(words, changes, subscription);
    }

    /** The types that there are resources of, or may be: those of this estate and those that were made. */
    public List<String> types(int subscription) {
        var types = new ArrayList<String>();
        kinds.forEach(kind -> types.add(kind.type()));
        for (var node : changes.createdBelow(Subscriptions.scope(subscription) + "/resourcegroups/")) {
            var type = node.path("type").asText();
            if (node.path("id").asText().contains("/providers/")
                    && types.stream().noneMatch(type::equalsIgnoreCase)) {
                types.add(type);
            }
        }
        return types;
    }

    /** Those of all types in a group; looks at no more than a few thousand of each. */
    public List<ObjectNode> inGroup(int subscription, String group) {
        return types(subscription).stream()
                .flatMap(type -> search(type, subscription, node -> isIn(node, group)).stream())
                .toList();
    }

    /** Returns whether this estate is made with resources of the type. */
    public boolean has(String type) {
        return kind(type).isPresent();
    }

    /** Returns the number of places in a list of the type; some of them may be empty. */
    public int places(String type, int subscription) {
        return made(type, subscription) + created(type, subscription).size();
    }

    /**
     * The resource at a place of a list, if there is one.
     *
     * @param group the only group to look in, or empty
     */
    public Optional<ObjectNode> at(String type, int subscription, int n, String group) {
        int made = made(type, subscription);
        if (n >= made) {
            var created = created(type, subscription);
            return n - made < created.size()
                    ? Optional.of(created.get(n - made)).filter(node -> group.isEmpty() || isIn(node, group))
                    : Optional.empty();
        }
        var kind = kind(type).orElseThrow();
        return group.isEmpty() || words.group(kind.group(n)).equalsIgnoreCase(group)
                ? current(kind, subscription, n)
                : Optional.empty();
    }

    public Optional<ObjectNode> find(ResourceId id) {
        var created = changes.created(id.key());
        int subscription = indexOf(id.subscription());
        if (created.isPresent() || subscription < 0 || !isEnabled(subscription)) {
            return created;
        }
        var kind = kind(id.type()).orElse(null);
        int n = kind == null ? -1 : kind.find(subscription, id.name());
        return n >= 0 && words.group(kind.group(n)).equalsIgnoreCase(id.group())
                ? current(kind, subscription, n)
                : Optional.empty();
    }

    /** Returns whether it has taken as many changes as one run may make. */
    public boolean isFull() {
        return changes.isFull();
    }

    public Instant now() {
        return changes.now();
    }

    public String tenant() {
        return tenant;
    }

    /** The origin of the vault with a name. */
    public String vaultOrigin(String name) {
        return vaultOrigins.apply(name);
    }

    /** Writes a resource, new or not. */
    public void write(ResourceId id, ObjectNode node) {
        changes.write(id.key(), find(id), node);
    }

    /** Writes the end of a change that {@link #write} began, which is no change of its own. */
    public void settle(ResourceId id, ObjectNode node) {
        changes.settle(id.key(), node);
    }

    /** Deletes a resource with those that are nested in it. */
    public void delete(ResourceId id) {
        find(id).ifPresent(node -> {
            changes.delete(id.key(), node);
            changes.deleteBelow(node.path("id").asText().toLowerCase(Locale.ROOT) + "/");
        });
    }

    /** Those of a type in a subscription that meet a condition; looks at no more than a few thousand. */
    public List<ObjectNode> search(String type, int subscription, Predicate<ObjectNode> condition) {
        int places = places(type, subscription);
        int made = made(type, subscription);
        var found = new ArrayList<ObjectNode>();
        for (int n = places < MAX_SEARCH ? 0 : Math.max(0, made - MAX_SEARCH); n < places; n++) {
            at(type, subscription, n, "").filter(condition).ifPresent(found::add);
        }
        return found;
    }

    /** What was changed before this run and in it, oldest first. */
    public List<ChangeEvent> events() {
        var events = new ArrayList<>(past);
        events.addAll(changes.events());
        return events;
    }

    /** The power state of a VM, if it has one. */
    public Optional<String> power(ResourceId vm) {
        var written = changes.none() ? Optional.<String>empty() : changes.power(vm.key());
        int subscription = indexOf(vm.subscription());
        int n = subscription < 0 ? -1 : kinds.get(0).find(subscription, vm.name());
        boolean generated =
                n >= 0 && (changes.none() || changes.created(vm.key()).isEmpty());
        return written.or(() -> generated ? Optional.ofNullable(words.power(n)) : Optional.of("running"));
    }

    public void power(ResourceId vm, String state) {
        changes.power(vm.key(), state);
    }

    private Optional<ObjectNode> current(ResourceGenerator kind, int subscription, int n) {
        if (changes.none()) {
            return Optional.of(kind.at(subscription, n));
        }
        var key = kind.id(subscription, n).toLowerCase(Locale.ROOT);
        var group = key.substring(0, key.indexOf("/providers/"));
        return changes.isDeleted(key) || changes.isDeleted(group)
                ? Optional.empty()
                : changes.changed(key).or(() -> Optional.of(kind.at(subscription, n)));
    }

    private int made(String type, int subscription) {
        return isEnabled(subscription)
                ? kind(type).map(ResourceGenerator::count).orElse(0)
                : 0;
    }

    private List<ObjectNode> created(String type, int subscription) {
        return changes.none()
                ? List.of()
                : changes.createdBelow(Subscriptions.scope(subscription) + "/resourcegroups/").stream()
                        .filter(node -> node.path("id").asText().contains("/providers/"))
                        .filter(node -> node.path("type").asText().equalsIgnoreCase(type))
                        .toList();
    }

    private static boolean isIn(ObjectNode node, String group) {
        return node.path("id")
                .asText()
                .toLowerCase(Locale.ROOT)
                .contains("/resourcegroups/" + group.toLowerCase(Locale.ROOT) + "/");
    }

    private Optional<ResourceGenerator> kind(String type) {
        return kinds.stream().filter(kind -> kind.type().equalsIgnoreCase(type)).findFirst();
    }
}
