package cloudshell;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The elements of a list, page after page, until a page names no next one. A page may be empty and still name one. A
 * name that comes a second time would go round for ever and is an error.
 *
 * <p>A page is fetched when the reader comes to it. From the second on, the next one is fetched while the reader is
 * busy with this one: whoever reads two pages will read more, and whoever wants five elements pays for one page.
 */
final class Pages implements Iterator<JsonNode> {
    /** @param next what fetches the page after this one; null or "" where this is the last */
    record Page(JsonNode elements, String next) {
        /** @throws ArmException where the answer has no such array */
        static Page of(JsonNode answer, String array, String next) {
            if (!answer.path(array).isArray()) {
                throw new ArmException("read the list", "the answer has no array called " + array, "check the path");
            }
            return new Page(answer.path(array), next);
        }
    }

    private final Function<String, Page> fetch;
    private final Set<String> seen = new HashSet<>();
    private Iterator<JsonNode> elements = Collections.emptyIterator();
    private Ahead<Page> ahead;
    private String next;

    Pages(Function<String, Page> fetch, String first) {
        this.fetch = fetch;
        this.next = first;
    }

    /** Fetches the first page already now, in the background. */
    Pages started() {
        fetchAhead();
        return this;
    }

    @Override
    public boolean hasNext() {
        while (!elements.hasNext()) {
            if (next.isEmpty()) {
                return false;
            }
            turn();
        }
        return true;
    }

    @Override
    public JsonNode next() {
        return elements.next();
    }

    private void turn() {
        var page = ahead == null ? open(next) : ahead.get();
        var isFirst = seen.size() == 1;
        elements = page.elements().iterator();
        next = page.next() == null ? "" : page.next();
        ahead = null;
        if (!isFirst && !next.isEmpty()) {
            fetchAhead();
        }
    }

    private void fetchAhead() {
        var link = next;
        ahead = Ahead.of(() -> open(link));
    }

    private Page open(String link) {
        if (!seen.add(link)) {
            throw new ArmException("read the list", "a next link came a second time", "run it again");
        }
        return fetch.apply(link);
    }

    /** A stream of what an iterator gives, which asks it for nothing before it is read. */
    static <T> Stream<T> stream(Iterator<T> elements) {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(elements, Spliterator.ORDERED), false);
    }
}
