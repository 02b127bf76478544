package cloudshell.shell;

import cloudshell.wire.SafeText;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Things that are read as they are asked for, and kept: a line each on the screen, as many as it has room for. It can
 * be gone through again and again; the verb that gave it asks anew.
 */
public final class Listing<T> implements Iterable<T> {
    private static final int ROWS = 20;
    private static final int COLUMNS = 80;

    /** JShell cuts the middle out of what has more than 1,000 characters. */
    private static final int CHARACTERS = 900;

    private static final Set<String> NOT_SHOWN = Set.of("name", "displayName", "id");

    private final List<T> read = new ArrayList<>();
    private final Iterator<T> rest;

    private Listing(Iterator<T> rest) {
        this.rest = rest;
    }

    /**
     * A listing of which the first thing is read at once, so that what is wrong with it is known at once.
     *
     * @throws Mishap where it cannot be read
     */
    static <T> Listing<T> of(Supplier<Stream<T>> things) {
        var listing = new Listing<T>(Mishap.onOneLine(things::get).iterator());
        listing.has(0);
        return listing;
    }

    private boolean has(int index) {
        while (index >= read.size() && Mishap.onOneLine(rest::hasNext)) {
            read.add(rest.next());
        }
        return index < read.size();
    }

    @Override
    public Iterator<T> iterator() {
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return has(next);
            }

            @Override
            public T next() {
                return read.get(next++);
            }
        };
    }

    public Stream<T> stream() {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(iterator(), Spliterator.ORDERED), false);
    }

    public Listing<T> limit(long most) {
        return new Listing<>(stream().limit(most).iterator());
    }

    public Listing<T> filter(Predicate<? super T> wanted) {
        return new Listing<>(stream().filter(wanted).iterator());
    }

    public <R> Listing<R> map(Function<? super T, R> change) {
        return new Listing<>(stream().map(change).iterator());
    }

    public List<T> toList() {
        return stream().toList();
    }

    public long count() {
        return stream().count();
    }

    /** As many lines as the screen has room for. */
    @Override
    public String toString() {
        try {
            var text = new StringBuilder();
            for (int i = 0; has(i); i++) {
                if (i == ROWS || text.length() > CHARACTERS) {
                    return text + "\n\u2026 and more: forEach(System.out::println) shows all";
                }
                text.append('\n').append(cut(line(read.get(i))));
            }
            return text.isEmpty() ? "(none)" : text.toString();
        } catch (Mishap e) {
            return e.getMessage();
        }
    }

    /** Of a JSON object its name, and then what else is neither an object nor an array nor the long id. */
    private static String line(Object thing) {
        if (!(thing instanceof ObjectNode node)) {
            return SafeText.printable(String.valueOf(thing));
        }
        var cells = new ArrayList<>(
                List.of(node.path("name").asText(node.path("displayName").asText())));
        node.properties().stream()
                .filter(field -> field.getValue().isValueNode() && !NOT_SHOWN.contains(field.getKey()))
                .forEach(field -> cells.add(field.getValue().asText()));
        return SafeText.printable(String.join("  ", cells).strip());
    }

    private static String cut(String line) {
        return line.length() <= COLUMNS ? line : line.substring(0, COLUMNS - 1) + "\u2026";
    }
}
