package cloudshell.simulator.estate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The resource groups of one subscription. */
public final class Groups {
    private final Vocabulary words;
    private final ChangeSet changes;
    private final int subscription;

    Groups(Vocabulary words, ChangeSet changes, int subscription) {
        this.words = words;
        this.changes = changes;
        this.subscription = subscription;
    }

    public List<ObjectNode> all() {
        var groups = new ArrayList<ObjectNode>();
        for (int n = 0; n < words.roles().size(); n++) {
            made(n).ifPresent(groups::add);
        }
        for (var node : changes.createdBelow(Subscriptions.scope(subscription) + "/resourcegroups/")) {
            if (!node.path("id").asText().contains("/providers/")) {
                groups.add(node);
            }
        }
        return groups;
    }

    /** The one of that name, in any case. */
    public Optional<ObjectNode> find(String name) {
        return all().stream()
                .filter(group -> group.path("name").asText().equalsIgnoreCase(name))
                .findFirst();
    }

    public void write(String name, ObjectNode node) {
        changes.write(key(name), find(name), node);
    }

    /** Writes a state on the way to another, which is no change of its own. */
    public void settle(String name, ObjectNode node) {
        changes.settle(key(name), node);
    }

    /**
     * Deletes it with all that is in it.
     *
     * @param contents what is in it, which becomes part of the history
     */
    public void delete(String name, List<ObjectNode> contents) {
        contents.forEach(
                node -> changes.delete(ResourceId.of(node.path("id").asText()).key(), node));
        find(name).ifPresent(group -> changes.delete(key(name), group));
        changes.deleteBelow(key(name) + "/");
    }

    private Optional<ObjectNode> made(int n) {
        var key = key(words.group(n));
        if (changes.isDeleted(key)) {
            return Optional.empty();
        }
        return changes.changed(key).or(() -> Optional.of(describe(n)));
    }

    private ObjectNode describe(int n) {
        var group = JsonNodeFactory.instance.objectNode();
        group.put("id", Subscriptions.scope(subscription) + "/resourceGroups/" + words.group(n))
                .put("name", words.group(n))
                .put("type", "Microsoft.Resources/resourceGroups")
                .put("location", words.location(n));
        group.putObject("tags").put("env", n % 2 == 0 ? "prod" : "dev");
        group.putObject("properties").put("provisioningState", "Succeeded");
        return group;
    }

    private String key(String name) {
        return (Subscriptions.scope(subscription) + "/resourceGroups/" + name).toLowerCase(Locale.ROOT);
    }
}
