package cloudshell.simulator.estate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What was written, changed and deleted in this run, by ids in lower case. */
final class ChangeSet {
    private final Map<String, ObjectNode> changed = new HashMap<>();
    private final Map<String, ObjectNode> created = new LinkedHashMap<>();
    private final Map<String, String> power = new HashMap<>();
    private final Set<String> deleted = new HashSet<>();
    private volatile boolean none = true;

    /** Whether nothing was changed, so that nobody needs to look. */
    boolean none() {
        return none;
    }

    synchronized void change(String key, ObjectNode node) {
        none = false;
        (created.containsKey(key) ? created : changed).put(key, node);
    }

    synchronized void create(String key, ObjectNode node) {
        none = false;
        created.put(key, node);
    }

    synchronized void delete(String key) {
        none = false;
        if (created.remove(key) == null) {
            deleted.add(key);
        }
        changed.remove(key);
        power.remove(key);
    }

    /** All that was made and is below this id goes as well. */
    synchronized void deleteBelow(String prefix) {
        created.keySet().removeIf(key -> key.startsWith(prefix));
        changed.keySet().removeIf(key -> key.startsWith(prefix));
    }

    synchronized boolean isDeleted(String key) {
        return deleted.contains(key);
    }

    synchronized Optional<ObjectNode> changed(String key) {
        return Optional.ofNullable(changed.get(key));
    }

    synchronized Optional<ObjectNode> created(String key) {
        return Optional.ofNullable(created.get(key));
    }

    /** Those that were created and whose id begins so. */
    synchronized List<ObjectNode> createdBelow(String prefix) {
        var found = new ArrayList<ObjectNode>();
        created.forEach((key, node) -> {
            if (key.startsWith(prefix)) {
                found.add(node);
            }
        });
        return found;
    }

    synchronized void power(String key, String state) {
        none = false;
        power.put(key, state);
    }

    synchronized Optional<String> power(String key) {
        return Optional.ofNullable(power.get(key));
    }
}
