package cloudshell;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import java.util.Spliterator;
import java.util.function.Consumer;

/**
 * The elements of a list, page after page: follows {@code nextLink} (Microsoft Graph's {@code
 * @odata.nextLink}) until it is absent, null or empty. A page may be
 * empty and still have one. A link that comes a second time would go round for ever and is an error.
 */
final class Pages implements Spliterator<JsonNode> {
    private final Arm arm;
    private final Set<String> seen = new HashSet<>();
    private Iterator<JsonNode> page = Collections.emptyIterator();
    private String next;

    Pages(Arm arm, String path) {
        this.arm = arm;
        this.next = path;
    }

    @Override
    public boolean tryAdvance(Consumer<? super JsonNode> action) {
        while (!page.hasNext()) {
            if (next.isEmpty()) {
                return false;
            }
            turn();
        }
        action.accept(page.next());
        return true;
    }

    private void turn() {
        if (!seen.add(next)) {
            throw new ArmException("read the list", "a next link came a second time", "run it again");
        }
        var answer = arm.get(next);
        var elements = answer.path("value");
        if (!elements.isArray()) {
            throw new ArmException("read the list", "the answer has no array called value", "check the path");
        }
        page = elements.iterator();
        next = link(answer, "nextLink");
        if (next.isEmpty()) {
            next = link(answer, "@odata.nextLink");
        }
    }

    private static String link(JsonNode answer, String name) {
        return answer.path(name).isNull() ? "" : answer.path(name).asText("");
    }

    @Override
    public Spliterator<JsonNode> trySplit() {
        return null;
    }

    @Override
    public long estimateSize() {
        return Long.MAX_VALUE;
    }

    @Override
    public int characteristics() {
        return ORDERED | NONNULL;
    }
}
