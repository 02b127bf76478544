package cloudshell.simulator.resourcegraph;

import cloudshell.simulator.estate.ChangeEvent;
import cloudshell.simulator.estate.Estate;
import cloudshell.simulator.identity.SimulatedUser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The tables {@code resourcechanges} and {@code resourcecontainerchanges}: what was written before this run and in it. */
record ChangeRows(Estate estate, boolean containers) {
    private static final int MAX_CHANGES = 50;

    Stream<ObjectNode> of(List<Integer> subscriptions) {
        var ids = new HashSet<String>();
        subscriptions.forEach(n -> ids.add(Estate.subscription(n)));
        var events = estate.events();
        return IntStream.range(0, events.size())
                .filter(n -> isWanted(events.get(n), ids))
                .mapToObj(n -> row(events.get(n), n));
    }

    private boolean isWanted(ChangeEvent event, Set<String> subscriptions) {
        boolean container = !event.resourceId().contains("/providers/");
        return container == containers
                && subscriptions.contains(event.resourceId().split("/")[2]);
    }

    private static ObjectNode row(ChangeEvent event, int number) {
        var name = UUID.nameUUIDFromBytes((event.resourceId() + number).getBytes(StandardCharsets.UTF_8))
                .toString();
        var node = JsonNodeFactory.instance.objectNode();
        node.put("id", event.resourceId() + "/providers/Microsoft.Resources/changes/" + name)
                .put("name", name)
                .put("type", "microsoft.resources/changes");
        var properties = node.putObject("properties");
        properties
                .put("targetResourceId", event.resourceId())
                .put("targetResourceType", event.resourceType().toLowerCase(Locale.ROOT))
                .put("changeType", event.kind());
        var changes = JsonNodeFactory.instance.objectNode();
        if (event.kind().equals("Update")) {
            compare("", event.before().orElseThrow(), event.after().orElseThrow(), changes);
        }
        properties
                .putObject("changeAttributes")
                .put("timestamp", event.time().toString())
                .put("correlationId", name)
                .put("changedBy", SimulatedUser.MAIL)
                .put("changedByType", "User")
                .put("clientType", "Azure CLI")
                .put("operation", operation(event))
                .put("previousResourceSnapshotId", event.before().isEmpty() ? "" : snapshot(name, "before"))
                .put("newResourceSnapshotId", event.after().isEmpty() ? "" : snapshot(name, "after"))
                .put("changesCount", changes.size());
        properties.set("changes", changes);
        return node;
    }

    private static String operation(ChangeEvent event) {
        return event.resourceType() + (event.kind().equals("Delete") ? "/delete" : "/write");
    }

    private static String snapshot(String name, String moment) {
        return UUID.nameUUIDFromBytes((name + moment).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private static void compare(String path, JsonNode before, JsonNode after, ObjectNode changes) {
        var names = new HashSet<String>();
        before.fieldNames().forEachRemaining(names::add);
        after.fieldNames().forEachRemaining(names::add);
        for (var name : names.stream().sorted().toList()) {
            var old = before.path(name);
            var value = after.path(name);
            var at = path.isEmpty() ? name : path + "." + name;
            if (old.isObject() && value.isObject()) {
                compare(at, old, value, changes);
            } else if (!old.equals(value) && changes.size() < MAX_CHANGES) {
                var change = changes.putObject(at)
                        .put(
                                "propertyChangeType",
                                old.isMissingNode() ? "Insert" : value.isMissingNode() ? "Remove" : "Update")
                        .put("changeCategory", "User");
                change.set("previousValue", old.isMissingNode() ? change.nullNode() : old);
                change.set("newValue", value.isMissingNode() ? change.nullNode() : value);
            }
        }
    }
}
