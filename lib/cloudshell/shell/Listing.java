package cloudshell.shell;

import cloudshell.arm.Pages;
import cloudshell.token.CloudShellException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Collector;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Elements that are read on demand and kept: one line each on the screen, as many as fit. It can be traversed
 * repeatedly, with the operations of a stream; the method that returned it sends a new request.
 */
public final class Listing<T> implements Iterable<T> {
    private final List<T> read = new ArrayList<>();
    private final Iterator<T> rest;
    private final Function<? super T, List<String>> cells;

    private Listing(Iterator<T> rest, Function<? super T, List<String>> cells) {
        this.rest = rest;
        this.cells = cells;
    }

    /**
     * Returns a listing whose first element is read at once, so that errors are reported at once.
     *
     * @param cells the columns of an element on the screen
     * @throws CloudShellException if the first element cannot be read
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
        return new Listing<>(stream().map(change).iterator(), ListingText::cells);
    }

    public <R> Listing<R> flatMap(Function<? super T, ? extends Stream<? extends R>> change) {
        return new Listing<>(stream().<R>flatMap(change).iterator(), ListingText::cells);
    }

    public Listing<T> skip(long first) {
        return new Listing<>(stream().skip(first).iterator(), cells);
    }

    public Listing<T> sorted(Comparator<? super T> order) {
        return new Listing<>(stream().sorted(order).iterator(), cells);
    }

    public Listing<T> distinct() {
        return new Listing<>(stream().distinct().iterator(), cells);
    }

    public IntStream mapToInt(ToIntFunction<? super T> number) {
        return stream().mapToInt(number);
    }

    public LongStream mapToLong(ToLongFunction<? super T> number) {
        return stream().mapToLong(number);
    }

    public <R, A> R collect(Collector<? super T, A, R> collector) {
        return stream().collect(collector);
    }

    public <R> R collect(Supplier<R> container, BiConsumer<R, ? super T> add, BiConsumer<R, R> combine) {
        return stream().collect(container, add, combine);
    }

    public Optional<T> reduce(BinaryOperator<T> combine) {
        return stream().reduce(combine);
    }

    public T reduce(T identity, BinaryOperator<T> combine) {
        return stream().reduce(identity, combine);
    }

    public Optional<T> findFirst() {
        return stream().findFirst();
    }

    public Optional<T> findAny() {
        return findFirst();
    }

    public boolean anyMatch(Predicate<? super T> wanted) {
        return stream().anyMatch(wanted);
    }

    public boolean allMatch(Predicate<? super T> wanted) {
        return stream().allMatch(wanted);
    }

    public boolean noneMatch(Predicate<? super T> wanted) {
        return stream().noneMatch(wanted);
    }

    public Optional<T> min(Comparator<? super T> order) {
        return stream().min(order);
    }

    public Optional<T> max(Comparator<? super T> order) {
        return stream().max(order);
    }

    public Object[] toArray() {
        return stream().toArray();
    }

    public <A> A[] toArray(IntFunction<A[]> array) {
        return stream().toArray(array);
    }

    public void forEachOrdered(Consumer<? super T> action) {
        forEach(action);
    }

    public List<T> toList() {
        return stream().toList();
    }

    public long count() {
        return stream().count();
    }

    /** Returns as many lines as fit on the screen, in columns. */
    @Override
    public String toString() {
        try {
            var rows = new ArrayList<List<String>>();
            for (int i = 0; i < ListingText.ROWS && has(i); i++) {
                rows.add(cells.apply(read.get(i)));
            }
            var lines = ListingText.lines(rows);
            var text = new StringBuilder();
            lines.forEach(line -> text.append('\n').append(line));
            if (has(lines.size())) {
                text.append("\n\u2026 and more: forEach(System.out::println) shows all");
            }
            return text.isEmpty() ? "(none)" : text.toString();
        } catch (CloudShellException e) {
            return HintingExecutionControl.described(e);
        }
    }
}
