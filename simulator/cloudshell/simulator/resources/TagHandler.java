package cloudshell.simulator.resources;

import static cloudshell.simulator.http.Response.error;
import static cloudshell.simulator.http.Response.json;

import cloudshell.simulator.estate.Estate;
import cloudshell.simulator.estate.ResourceId;
import cloudshell.simulator.http.Response;
import cloudshell.simulator.http.SimulatedRequest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Tags by themselves: {@code SCOPE/providers/Microsoft.Resources/tags/default} of a subscription, a group or a resource,
 * and the names of a subscription's tags.
 */
public final class TagHandler {
    private static final int MAX_NAMES = 1_000;

    private final Estate estate;
    private final Page page;
    private final Map<Integer, ObjectNode> ofSubscriptions = new HashMap<>();
    private final Map<Integer, Map<String, TreeSet<String>>> names = new HashMap<>();

    public TagHandler(Estate estate, Page page) {
        this.estate = estate;
        this.page = page;
    }

    /** The tags of a subscription itself. */
    public synchronized Optional<ObjectNode> of(int subscription) {
        return Optional.ofNullable(ofSubscriptions.get(subscription)).filter(tags -> !tags.isEmpty());
    }

    public synchronized Response handle(SimulatedRequest request, ArmPath path, int subscription) {
        if (path.rest().size() != 2 || !path.is(1, "default")) {
            return ArmErrors.notSimulated(path.type());
        }
        var owner = ArmPath.of(path.scope());
        if (owner.group().isEmpty()) {
            var node = JsonNodeFactory.instance.objectNode();
            of(subscription).ifPresent(tags -> node.set("tags", tags));
            return handle(
                    request, path, node, tagged -> ofSubscriptions.put(subscription, (ObjectNode) tagged.get("tags")));
        }
        if (owner.provider().isEmpty()) {
            var all = estate.groups(subscription);
            return all.find(owner.group())
                    .map(group -> handle(request, path, group, tagged -> all.write(owner.group(), tagged)))
                    .orElseGet(() -> ArmErrors.noGroup(owner.group()));
        }
        ResourceId id = owner.id();
        return estate.find(id)
                .map(node -> handle(request, path, node, tagged -> estate.write(id, tagged)))
                .orElseGet(() -> ArmErrors.noResource(owner));
    }

    private static Response handle(
            SimulatedRequest request, ArmPath path, ObjectNode owner, Consumer<ObjectNode> write) {
        var tags = owner.path("tags").isObject()
                ? (ObjectNode) owner.get("tags").deepCopy()
                : JsonNodeFactory.instance.objectNode();
        if (request.method().equals("GET")) {
            return shown(path, tags);
        }
        if (request.method().equals("DELETE")) {
            write.accept(tagged(owner, JsonNodeFactory.instance.objectNode()));
            return Response.of(200);
        }
        if (!request.method().equals("PATCH") && !request.method().equals("PUT")) {
            return ArmErrors.method(request);
        }
        var body = ResourceBodies.of(request.body());
        if (body.isEmpty() || !(body.get().path("properties").path("tags") instanceof ObjectNode given)) {
            return ArmErrors.noJson();
        }
        var operation = request.method().equals("PUT")
                ? "Replace"
                : body.get().path("operation").asText();
        var after =
                switch (operation) {
                    case "Merge" -> (ObjectNode) tags.setAll(given);
                    case "Delete" -> {
                        given.fieldNames().forEachRemaining(tags::remove);
                        yield tags;
                    }
                    default -> given;
                };
        write.accept(tagged(owner, after));
        return shown(path, after);
    }

    private static ObjectNode tagged(ObjectNode owner, ObjectNode tags) {
        var tagged = owner.deepCopy();
        tagged.set("tags", tags);
        return tagged;
    }

    private static Response shown(ArmPath path, ObjectNode tags) {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("id", path.scope() + "/providers/Microsoft.Resources/tags/default")
                .put("name", "default")
                .put("type", "Microsoft.Resources/tags");
        node.putObject("properties").set("tags", tags);
        return json(200, node);
    }

    /** {@code /subscriptions/ID/tagNames[/NAME[/tagValues/VALUE]]}. */
    public synchronized Response names(SimulatedRequest request, ArmPath path, int subscription) {
        var own = names.computeIfAbsent(subscription, key -> new TreeMap<>(String.CASE_INSENSITIVE_ORDER));
        if (path.rest().size() == 1) {
            if (!request.method().equals("GET")) {
                return ArmErrors.method(request);
            }
            var all = used(subscription);
            own.forEach((name, values) -> {
                var counts = all.computeIfAbsent(name, key -> new TreeMap<>());
                values.forEach(value -> counts.putIfAbsent(value, 0));
            });
            var list = all.entrySet().stream()
                    .map(each -> described(path, each.getKey(), each.getValue()))
                    .toList();
            return page.of(request, list.size(), n -> Optional.of(list.get(n)));
        }
        var name = path.rest().get(1);
        boolean value = path.rest().size() == 4 && path.is(2, "tagValues");
        if (path.rest().size() != 2 && !value) {
            return ArmErrors.nothingThere();
        }
        return switch (request.method()) {
            case "PUT" -> {
                if (own.size() >= MAX_NAMES) {
                    yield ArmErrors.full();
                }
                boolean there = own.containsKey(name);
                var values = own.computeIfAbsent(name, key -> new TreeSet<>());
                if (!value) {
                    yield json(there ? 200 : 201, described(path, name, Map.of()));
                }
                boolean isNew = values.size() < MAX_NAMES && values.add(path.name());
                yield json(isNew ? 201 : 200, value(path, name, path.name(), 0));
            }
            case "DELETE" -> delete(own, name, value ? Optional.of(path.name()) : Optional.empty(), subscription);
            default -> ArmErrors.method(request);
        };
    }

    private Response delete(Map<String, TreeSet<String>> own, String name, Optional<String> value, int subscription) {
        var counts = used(subscription).getOrDefault(name, new TreeMap<>());
        if (value.map(counts::containsKey).orElse(!counts.isEmpty())) {
            return error(
                    409,
                    "TagNameInUse",
                    "The tag name '" + name + "' is in use and cannot be deleted: resources have it.");
        }
        if (value.isPresent()) {
            return Response.of(own.containsKey(name) && own.get(name).remove(value.get()) ? 200 : 204);
        }
        return Response.of(own.remove(name) != null ? 200 : 204);
    }

    /** Returns how many resources and groups have each value of each tag. */
    private Map<String, Map<String, Integer>> used(int subscription) {
        var all = new TreeMap<String, Map<String, Integer>>(String.CASE_INSENSITIVE_ORDER);
        estate.groups(subscription).all().forEach(group -> count(group, all));
        estate.types(subscription)
                .forEach(type -> estate.search(type, subscription, node -> true).forEach(node -> count(node, all)));
        return all;
    }

    private static void count(JsonNode node, Map<String, Map<String, Integer>> all) {
        node.path("tags").properties().forEach(tag -> all.computeIfAbsent(tag.getKey(), key -> new TreeMap<>())
                .merge(tag.getValue().asText(), 1, Integer::sum));
    }

    private static ObjectNode described(ArmPath path, String name, Map<String, Integer> values) {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("id", "/subscriptions/" + path.subscription() + "/tagNames/" + name)
                .put("tagName", name);
        node.putObject("count")
                .put("type", "Total")
                .put(
                        "value",
                        values.values().stream().mapToInt(Integer::intValue).sum());
        var array = node.putArray("values");
        values.forEach((value, count) -> array.add(value(path, name, value, count)));
        return node;
    }

    private static ObjectNode value(ArmPath path, String name, String value, int count) {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("id", "/subscriptions/" + path.subscription() + "/tagNames/" + name + "/tagValues/" + value)
                .put("tagValue", value);
        node.putObject("count").put("type", "Total").put("value", count);
        return node;
    }
}
