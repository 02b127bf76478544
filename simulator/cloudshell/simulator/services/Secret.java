package cloudshell.simulator.services;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A secret of a vault with its versions, the newest last. */
final class Secret {
    private static final int RECOVERABLE_DAYS = 90;

    private final String name;
    private final List<ObjectNode> versions = new ArrayList<>();

    Secret(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    int versions() {
        return versions.size();
    }

    /**
     * Adds a version.
     *
     * @param body as a client sends it: {@code value}, {@code contentType}, {@code attributes}, {@code tags}
     */
    ObjectNode add(ObjectNode body, long now) {
        var version = JsonNodeFactory.instance.objectNode();
        version.put("value", body.path("value").asText());
        version.put("version", UUID.randomUUID().toString().replace("-", ""));
        var attributes = version.putObject("attributes").put("enabled", true);
        attributes
                .put("created", now)
                .put("updated", now)
                .put("recoveryLevel", "Recoverable+Purgeable")
                .put("recoverableDays", RECOVERABLE_DAYS);
        change(version, body, now);
        versions.add(version);
        return version;
    }

    static void change(ObjectNode version, ObjectNode body, long now) {
        var attributes = (ObjectNode) version.get("attributes");
        for (var field : List.of("enabled", "nbf", "exp")) {
            if (body.path("attributes").hasNonNull(field)) {
                attributes.set(field, body.path("attributes").get(field));
            }
        }
        attributes.put("updated", now);
        for (var field : List.of("contentType", "tags")) {
            if (body.hasNonNull(field)) {
                version.set(field, body.get(field));
            }
        }
        if (!version.has("tags")) {
            version.putObject("tags");
        }
    }

    /** @param version empty for the newest */
    Optional<ObjectNode> version(String version) {
        return version.isEmpty()
                ? Optional.of(versions.get(versions.size() - 1))
                : versions.stream()
                        .filter(each -> each.path("version").asText().equals(version))
                        .findFirst();
    }

    /** As lists show it: without its value, and without its version unless versions are listed. */
    ObjectNode described(String vault, ObjectNode version, boolean withVersion) {
        var node = version.deepCopy();
        node.remove(List.of("value", "version"));
        node.put(
                "id",
                vault + "/secrets/" + name
                        + (withVersion ? "/" + version.path("version").asText() : ""));
        return node;
    }

    ObjectNode bundle(String vault, ObjectNode version) {
        var node = JsonNodeFactory.instance.objectNode();
        node.set("value", version.get("value"));
        return node.setAll(described(vault, version, true));
    }

    /** The newest version's description first, then the others. */
    List<ObjectNode> listed(String vault) {
        return versions.stream().map(each -> described(vault, each, true)).toList();
    }
}
