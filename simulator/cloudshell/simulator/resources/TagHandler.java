package cloudshell.simulator.resources;

import static cloudshell.simulator.http.Response.json;

import cloudshell.simulator.http.Response;
import cloudshell.simulator.http.SimulatedRequest;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;

/** {@code .../providers/Microsoft.Resources/tags/default}: the tags of a group or a resource, by themselves. */
public final class TagHandler {
    private TagHandler() {}

    /** @param write takes the thing with its new tags */
    public static Response answer(
            SimulatedRequest request, ArmPath path, ObjectNode thing, Consumer<ObjectNode> write) {
        var tags = thing.path("tags").isObject()
                ? (ObjectNode) thing.get("tags").deepCopy()
                : JsonNodeFactory.instance.objectNode();
        if (request.method().equals("GET")) {
            return shown(path, tags);
        }
        if (request.method().equals("DELETE")) {
            write.accept(tagged(thing, JsonNodeFactory.instance.objectNode()));
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
        write.accept(tagged(thing, after));
        return shown(path, after);
    }

    private static ObjectNode tagged(ObjectNode thing, ObjectNode tags) {
        var tagged = thing.deepCopy();
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
}
