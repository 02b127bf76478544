package cloudshell.simulator.estate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The resources that were created, changed and deleted in this run, by ids in lower case, and a history of it. */
final class ChangeSet {
    private static final int MAX_EVENTS = 10_000;
    private static final int MAX_RESOURCES = 20_000;
    private static final long MAX_CHARACTERS = 64L * 1024 * 1024;
    private static final int MAX_KEPT = 16 * 1024;

    private final Clock clock;
    private final Map<String, ObjectNode> changed = new HashMap<>();
    private final Map<String, ObjectNode> created = new LinkedHashMap<>();
    private final Map<String, String> power = new HashMap<>();
    private final Set<String> deleted = new HashSet<>();
    private final Deque<ChangeEvent> events = new ArrayDeque<>();
    private final Map<String, Integer> lengths = new HashMap<>();
    private long characters;
    private volatile boolean none = true;

    ChangeSet(Clock clock) {
        this.clock = clock;
    }

    /** Returns whether nothing was changed. */
    boolean none() {
        return none;
    }

    /** Returns whether it has taken as much as one run may write. */
    synchronized boolean isFull() {
        return created.size() + changed.size() >= MAX_RESOURCES || characters >= MAX_CHARACTERS;
    }

    Instant now() {
        return clock.instant();
    }

    /** @param before the resource as it was, if it was there */
    synchronized void write(String key, Optional<ObjectNode> before, ObjectNode node) {
        none = false;
        (before.isEmpty() || created.containsKey(key) ? created : changed).put(key, node);
        count(key, node.toString().length());
        record(before, Optional.of(node));
    }

    /** Replaces what was written, without an event. */
    synchronized void settle(String key, ObjectNode node) {
        none = false;
        (created.containsKey(key) ? created : changed).put(key, node);
    }

    synchronized void delete(String key, ObjectNode before) {
        none = false;
        if (created.remove(key) == null) {
            deleted.add(key);
        }
        changed.remove(key);
        power.remove(key);
        count(key, 0);
        record(Optional.of(before), Optional.empty());
    }

    private void record(Optional<ObjectNode> before, Optional<ObjectNode> after) {
        if (events.size() == MAX_EVENTS) {
            events.removeFirst();
        }
        events.addLast(new ChangeEvent(clock.instant(), before.map(ChangeSet::kept), after.map(ChangeSet::kept)));
    }

    /** A copy; of a very large resource only what identifies it, so that the history has a bound. */
    private static ObjectNode kept(ObjectNode node) {
        return node.toString().length() > MAX_KEPT
                ? node.deepCopy().retain(List.of("id", "name", "type", "location"))
                : node.deepCopy();
    }

    private void count(String key, int length) {
        var before = length == 0 ? lengths.remove(key) : lengths.put(key, length);
        characters += length - (before == null ? 0 : before);
    }

    /** Everything that is below this id goes as well. */
    synchronized void deleteBelow(String prefix) {
        created.entrySet()
                .removeIf(each -> each.getKey().startsWith(prefix)
                        || (each.getValue().path("id").asText() + "/")
                                .regionMatches(true, 0, prefix, 0, prefix.length()));
        changed.keySet().removeIf(key -> key.startsWith(prefix));
        power.keySet().removeIf(key -> key.startsWith(prefix));
        lengths.keySet().stream().filter(key -> key.startsWith(prefix)).toList().forEach(key -> count(key, 0));
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

    synchronized List<ChangeEvent> events() {
        return List.copyOf(events);
    }

    synchronized void power(String key, String state) {
        none = false;
        power.put(key, state);
    }

    synchronized Optional<String> power(String key) {
        return Optional.ofNullable(power.get(key));
    }
}
