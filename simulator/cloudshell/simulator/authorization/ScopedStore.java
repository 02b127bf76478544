package cloudshell.simulator.authorization;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Resources that extend others: each has the id of its scope before its own. */
public final class ScopedStore {
    private static final int MAX = 10_000;

    private final Map<String, ObjectNode> all = new LinkedHashMap<>();

    /** Returns whether it has taken as many as one run may write. */
    public synchronized boolean isFull() {
        return all.size() >= MAX;
    }

    public synchronized Optional<ObjectNode> find(String id) {
        return Optional.ofNullable(all.get(key(id)));
    }

    public synchronized void write(ObjectNode node) {
        all.put(key(node.path("id").asText()), node);
    }

    public synchronized Optional<ObjectNode> delete(String id) {
        return Optional.ofNullable(all.remove(key(id)));
    }

    /** Those of a type, {@code Microsoft.Authorization/locks}, in the order in which they were written. */
    public synchronized List<ObjectNode> ofType(String type) {
        var found = new ArrayList<ObjectNode>();
        for (var node : all.values()) {
            if (node.path("type").asText().equalsIgnoreCase(type)) {
                found.add(node);
            }
        }
        return found;
    }

    /** The scope that an id extends. */
    static String scope(String id) {
        int at = id.toLowerCase(Locale.ROOT).lastIndexOf("/providers/");
        return at < 0 ? "" : id.substring(0, at);
    }

    /** Returns whether one scope is the other, or contains it. */
    static boolean contains(String outer, String inner) {
        return (key(inner) + "/").startsWith(key(outer) + "/");
    }

    /** Removes what extends a resource that is gone, and all below it. */
    public synchronized void deleteBelow(String scope) {
        all.keySet().removeIf(id -> contains(scope, id));
    }

    private static String key(String id) {
        return id.toLowerCase(Locale.ROOT);
    }
}
