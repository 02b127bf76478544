package cloudshell.simulator.authorization;

import cloudshell.simulator.http.ResponseException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.function.Predicate;

/** Management locks, and what they forbid. */
public final class Locks {
    static final String TYPE = "Microsoft.Authorization/locks";

    private final ScopedStore store;

    public Locks(ScopedStore store) {
        this.store = store;
    }

    /**
     * Rejects the deletion of what is locked, or of what contains something locked.
     *
     * @throws ResponseException 409 ScopeLocked
     */
    public void checkDelete(String id) {
        var lock = find(scope -> ScopedStore.contains(scope, id) || ScopedStore.contains(id, scope), false);
        reject("delete", id, lock);
    }

    /**
     * Rejects a change of what can only be read.
     *
     * @throws ResponseException 409 ScopeLocked
     */
    public void checkWrite(String id) {
        reject("write", id, find(scope -> ScopedStore.contains(scope, id), true));
    }

    private Optional<String> find(Predicate<String> applies, boolean readOnly) {
        return store.ofType(TYPE).stream()
                .filter(lock -> !readOnly || level(lock).equals("ReadOnly"))
                .map(lock -> ScopedStore.scope(lock.path("id").asText()))
                .filter(applies)
                .findFirst();
    }

    private static String level(ObjectNode lock) {
        return lock.path("properties").path("level").asText();
    }

    private static void reject(String what, String id, Optional<String> locked) {
        locked.ifPresent(scope -> {
            throw new ResponseException(
                    409,
                    "ScopeLocked",
                    "The scope '" + id + "' cannot perform " + what
                            + " operation because following scope(s) are locked: '" + scope
                            + "'. Please remove the lock and try again.");
        });
    }
}
