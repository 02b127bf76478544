package cloudshell.shell;

import cloudshell.arm.Pages;
import cloudshell.http.SafeText;
import cloudshell.token.CloudShellException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Things that are read as they are asked for, and kept: a line each on the screen, as many as it has package for. It can
 * be gone through again and again; the verb that gave it asks anew.
 */
public final class Listing<T> implements Iterable<T> {
    private static final int ROWS = 20;
    private static final int COLUMNS = 80;

    /** JShell cuts the middle out of what has more than 1,000 characters. */
    private static final int CHARACTERS = 900;

    private static final List<String> NAMES = List.of("name", "displayName", "subject");
    private static final Set<String> NOT_SHOWN = Set.of("name", "displayName", "subject", "id");

    private final List<T> read = new ArrayList<>();
    private final Iterator<T> rest;
    private final Function<? super T, List<String>> cells;

    private Listing(Iterator<T> rest, Function<? super T, List<String>> cells) {
        this.rest = rest;
        this.cells = cells;
    }

    /**
     * A listing of which the first thing is read at once, so that what is wrong with it is known at once.
     *
     * @param cells what is shown of a thing, in columns
     * @throws CloudShellException if it cannot be read
     */
    static <T> Listing<T> of(Supplier<Stream<T>> things, Function<? super T, List<String>> cells) {
        var listing = new Listing<T>(things.get().iterator(), cells);
        listing.has(0);
        return listing;
    }

    private boolean has(int index) {
        while (index >= read.size() && rest.hasNext()) {
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
        return Pages.stream(iterator());
    }

    public Listing<T> limit(long most) {
        return new Listing<>(stream().limit(most).iterator(), cells);
    }

    public Listing<T> filter(Predicate<? super T> wanted) {
        return new Listing<>(stream().filter(wanted).iterator(), cells);
    }

    public <R> Listing<R> map(Function<? super T, R> change) {
        return new Listing<>(stream().map(change).iterator(), Listing::cells);
    }

    public List<T> toList() {
        return stream().toList();
    }

    public long count() {
        return stream().count();
    }

    /** As many lines as the screen has package for, in columns. */
    @Override
    public String toString() {
        try {
            var rows = new ArrayList<List<String>>();
            for (int i = 0; i < ROWS && has(i); i++) {
                rows.add(cells.apply(read.get(i)));
            }
            var text = new StringBuilder();
            int shown = 0;
            for (var line : aligned(rows)) {
                if (text.length() + line.length() <= CHARACTERS) {
                    text.append('\n').append(line);
                    shown++;
                }
            }
            if (has(shown)) {
                text.append("\n\u2026 and more: forEach(System.out::println) shows all");
            }
            return text.isEmpty() ? "(none)" : text.toString();
        } catch (CloudShellException e) {
            return HintingExecutionControl.told(e);
        }
    }

    private static List<String> aligned(List<List<String>> rows) {
        var lines = new ArrayList<String>();
        for (var row : rows) {
            var line = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                int column = i;
                int width = rows.stream()
                        .filter(other -> other.size() > column)
                        .mapToInt(other -> other.get(column).length())
                        .max()
                        .orElse(0);
                line.append(row.get(i)).append(" ".repeat(width - row.get(i).length() + 2));
            }
            lines.add(cut(SafeText.printable(line.toString()).stripTrailing()));
        }
        return lines;
    }

    /** Of a JSON object its name, and then what else is neither an object nor an array nor the id. */
    static List<String> cells(Object thing) {
        if (!(thing instanceof ObjectNode node)) {
            return List.of(String.valueOf(thing));
        }
        var cells = new ArrayList<String>();
        name(node).ifPresent(cells::add);
        node.properties().stream()
                .filter(field -> field.getValue().isValueNode() && !NOT_SHOWN.contains(field.getKey()))
                .forEach(field -> cells.add(field.getValue().asText()));
        return cells.isEmpty() ? List.of(node.path("id").asText(node.toString())) : cells;
    }

    /** Where it has none, the end of its id, which is a path (Key Vault). */
    private static Optional<String> name(ObjectNode node) {
        var id = node.path("id").asText();
        var ofId = id.contains("/") ? Stream.of(id.replaceFirst(".*/(?=.)", "")) : Stream.<String>empty();
        var own = NAMES.stream().map(field -> node.path(field).asText());
        return Stream.concat(own, ofId).filter(name -> !name.isEmpty()).findFirst();
    }

    private static String cut(String line) {
        return line.length() <= COLUMNS ? line : line.substring(0, COLUMNS - 1) + "\u2026";
    }
}
