package cloudshell.simulator.deployments;

import cloudshell.simulator.estate.Estate;
import cloudshell.simulator.estate.ResourceId;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Predicts the changes of a deployment. */
final class WhatIf {
    private final Estate estate;
    private final ArrayNode changes;

    WhatIf(Estate estate, ArrayNode changes) {
        this.estate = estate;
        this.changes = changes;
    }

    void add(DeclaredResource resource) {
        var before = find(resource.path());
        var after = resource.body().deepCopy();
        after.put("id", resource.path())
                .put("name", resource.name().substring(resource.name().lastIndexOf('/') + 1))
                .put("type", resource.type())
                .put("apiVersion", resource.apiVersion());
        var change = changes.addObject().put("resourceId", resource.path());
        if (before.isEmpty()) {
            change.put("changeType", "Create").putNull("before").set("after", after);
            return;
        }
        var delta = change.objectNode().arrayNode();
        compare("", before.get(), resource.body(), delta);
        change.put("changeType", delta.isEmpty() ? "NoChange" : "Modify");
        change.set("before", before.get());
        change.set("after", after);
        if (!delta.isEmpty()) {
            change.set("delta", delta);
        }
    }

    private Optional<ObjectNode> find(String id) {
        if (ResourceId.isOne(id)) {
            return estate.find(ResourceId.of(id));
        }
        var parts = id.split("/");
        boolean group = parts.length == 5 && parts[3].equalsIgnoreCase("resourceGroups");
        return group ? estate.groups(estate.indexOf(parts[2])).find(parts[4]) : Optional.empty();
    }

    private static void compare(String path, JsonNode before, JsonNode after, ArrayNode delta) {
        after.properties().forEach(field -> {
            var at = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
            var old = before.path(field.getKey());
            var value = field.getValue();
            if (value.isObject() && old.isObject()) {
                compare(at, old, value, delta);
            } else if (!same(old, value)) {
                var change = delta.addObject()
                        .put("path", at)
                        .put("propertyChangeType", old.isMissingNode() ? "Create" : "Modify");
                change.set("before", old.isMissingNode() ? null : old);
                change.set("after", value);
            }
        });
    }

    /** An array that Azure has completed is the same if each of its elements is. */
    private static boolean same(JsonNode before, JsonNode after) {
        if (before.isArray() && after.isArray() && before.size() == after.size()) {
            for (int n = 0; n < after.size(); n++) {
                var delta = ((ArrayNode) after).arrayNode();
                if (after.get(n).isObject()) {
                    compare("", before.get(n), after.get(n), delta);
                }
                if (after.get(n).isObject() ? !delta.isEmpty() : !same(before.get(n), after.get(n))) {
                    return false;
                }
            }
            return true;
        }
        return before.isTextual() && after.isTextual()
                ? before.asText()
                        .replace(" ", "")
                        .toLowerCase(Locale.ROOT)
                        .equals(after.asText().replace(" ", "").toLowerCase(Locale.ROOT))
                : before.equals(after);
    }

    /** What is in the group and not in the template: left alone, or deleted by a complete deployment. */
    void others(Scope scope, Set<String> planned, boolean complete) {
        for (var node : estate.inGroup(estate.indexOf(scope.subscription()), scope.group())) {
            var id = node.path("id").asText();
            if (!planned.contains(id.toLowerCase(Locale.ROOT))) {
                changes.addObject()
                        .put("resourceId", id)
                        .put("changeType", complete ? "Delete" : "Ignore")
                        .set("before", node);
            }
        }
    }
}
