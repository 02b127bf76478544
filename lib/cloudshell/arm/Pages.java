package cloudshell.arm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Iterates over the elements of a list, page by page, until a page has no next link. A page may be empty and still have
 * one. A link that is repeated, or a hundred empty pages in a row, would never end and is an error. After a failure,
 * each further call fails with it.
 *
 * <p>A page is requested when the reader reaches it. From the second page on, the next one is requested while the
 * reader processes the current one: a reader of two pages probably reads more, and a reader of five elements waits for
 * one page.
 */
public final class Pages implements Iterator<JsonNode> {
    private static final int MOST_EMPTY = 100;
    private static final String READ = "read the list";

    /**
     * @param next the link of the next page; "" if this is the last one
     * @param missing why the list is incomplete after these elements; null if it is not
     */
    public record Page(JsonNode elements, String next, ArmException missing) {
        /** @throws ArmException if the response has no such array */
        static Page of(JsonNode response, String array, String next) {
            if (!response.path(array).isArray()) {
                throw new ArmException(READ, "the response has no array called " + array, "check the path");
            }
            return new Page(response.path(array), next, null);
        }
    }

    private final Function<String, Page> fetch;
    private final Set<String> seen = new HashSet<>();
    private Iterator<JsonNode> elements = Collections.emptyIterator();
    private Ahead<Page> ahead;
    private String next;
    private RuntimeException failure;
    private int empty;

    Pages(Function<String, Page> fetch, String first) {
        this.fetch = fetch;
        this.next = first;
    }

    /**
     * Returns the next link of a response, from the first of these fields that it has; "" if there is none.
     *
     * @throws ArmException if it is not a string, since the list would end there unnoticed
     */
    public static String next(JsonNode response, String... fields) {
        for (var field : fields) {
            var link = response.path(field);
            if (!link.isMissingNode() && !link.isNull() && !link.isTextual()) {
                throw new ArmException(
                        READ, "its " + field + " is not a string; the list is incomplete", "run it again");
            }
            if (!link.asText("").isEmpty() && link.isTextual()) {
                return link.asText();
            }
        }
        return "";
    }

    /** Requests the first page in the background. */
    public Pages started() {
        if (ahead == null && failure == null) {
            fetchAhead();
        }
        return this;
    }

    @Override
    public boolean hasNext() {
        if (failure != null) {
            throw failure;
        }
        try {
            while (!elements.hasNext()) {
                if (next.isEmpty()) {
                    return false;
                }
                turn();
            }
            return true;
        } catch (RuntimeException e) {
            failure = e;
            throw e;
        }
    }

    @Override
    public JsonNode next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return elements.next();
    }

    private void turn() {
        var page = ahead == null ? open(next) : ahead.get();
        var isFirst = seen.size() == 1;
        elements = page.elements().iterator();
        next = page.next();
        ahead = null;
        empty = elements.hasNext() ? 0 : empty + 1;
        if (page.missing() != null) {
            elements = new EndingIn(elements, page.missing());
        } else if (empty > MOST_EMPTY) {
            throw new ArmException(READ, MOST_EMPTY + " consecutive pages were empty; stopped", "");
        } else if (!isFirst && !next.isEmpty()) {
            fetchAhead();
        }
    }

    private void fetchAhead() {
        var link = next;
        ahead = Ahead.of(() -> open(link));
    }

    private Page open(String link) {
        if (!seen.add(link)) {
            throw new ArmException(READ, "the service returned the same next link twice", "run it again");
        }
        return fetch.apply(link);
    }

    /** Returns the stream of an iterator, which is not read before the stream is. */
    public static <T> Stream<T> stream(Iterator<T> elements) {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(elements, Spliterator.ORDERED), false);
    }

    /** The elements, followed by an exception. */
    private record EndingIn(Iterator<JsonNode> elements, ArmException reason) implements Iterator<JsonNode> {
        @Override
        public boolean hasNext() {
            if (!elements.hasNext()) {
                throw reason;
            }
            return true;
        }

        @Override
        public JsonNode next() {
            return elements.next();
        }
    }

    /** A page that is requested on another thread while the caller processes the one before. */
    private static final class Ahead<T> {
        private final FutureTask<T> task;

        private Ahead(Supplier<T> fetch) {
            this.task = new FutureTask<>(fetch::get);
        }

        static <T> Ahead<T> of(Supplier<T> fetch) {
            var ahead = new Ahead<>(fetch);
            var worker = new Thread(ahead.task, "cloudshell-ahead");
            worker.setDaemon(true);
            worker.start();
            return ahead;
        }

        /** Waits for the page, or throws what the request threw. */
        T get() {
            try {
                return task.get();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof Error error) {
                    throw error;
                }
                throw (RuntimeException) e.getCause();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ArmException("read the list", "interrupted", "");
            }
        }
    }
}
