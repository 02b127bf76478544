//SOURCES ../cli/Command.java ../http/JsonTrees.java
//SOURCES Ansi.java ColumnWidths.java Delimited.java DisplayWidth.java Table.java
package cloudshell.output;

import cloudshell.cli.Invocation;
import cloudshell.cli.Progress;
import cloudshell.http.JsonTrees;
import cloudshell.http.JsonWriter;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Prints a stream of things in the format that {@code --output} names, each as it comes.
 *
 * @param header the columns of table and csv; a command prints tsv without
 * @param cells a thing's row
 * @param json a thing in json and jsonl
 */
public record Rows<T>(List<String> header, Function<T, List<String>> cells, Function<T, JsonNode> json) {
    /** Where rows go. Nothing is written before the first row or the end, so that a failure leaves no header. */
    private interface Format<T> extends Consumer<T> {
        /** After the last row, and only if nothing failed. */
        default void end() {}

        /** Whatever happened: writes out complete rows that are held back. */
        default void release() {}
    }

    /**
     * Prints them all, each as it comes or a quarter of a second later. If the stream fails half-way, the complete
     * rows come out, and json is left open. If the reader has gone away, the rest is not asked for.
     */
    public void print(Stream<T> things, Invocation call) {
        var format = format(call);
        var gone = new AtomicBoolean();
        var ticker = new Progress.Ticker(() -> gone.set(call.out().checkError()));
        try (things) {
            things.takeWhile(thing -> !gone.get()).forEach(begun(format, call));
            format.end();
        } finally {
            ticker.close();
            format.release();
            call.out().flush();
        }
    }

    /**
     * The progress line gives way to the first row; that of a table comes later, and the table sees to it. Who reads from
     * a pipe may show a row at once, on the terminal that has the line.
     */
    private Consumer<T> begun(Format<T> format, Invocation call) {
        var terminal = call.terminal();
        if (call.value("output", "table").equals("table") || !terminal.outIsTerminal() && !terminal.outIsPipe()) {
            return format;
        }
        return thing -> {
            if (terminal.outIsTerminal()) {
                call.progress().end();
            } else {
                call.progress().giveWay();
            }
            format.accept(thing);
        };
    }

    private Format<T> format(Invocation call) {
        return switch (call.value("output", "table")) {
            case "json" -> array(call);
            case "jsonl" -> {
                var writer = new JsonWriter(call.out());
                yield thing -> writer.writeLine(JsonTrees.value(json.apply(thing)));
            }
            case "tsv" -> {
                var tsv = Delimited.tsv(call.out());
                yield thing -> tsv.row(cells.apply(thing));
            }
            case "csv" -> csv(call);
            default -> table(call);
        };
    }

    private Format<T> array(Invocation call) {
        var writer = new JsonWriter(call.out());
        return new Format<>() {
            @Override
            public void accept(T thing) {
                writer.element(JsonTrees.value(json.apply(thing)));
            }

            @Override
            public void end() {
                writer.end();
            }
        };
    }

    private Format<T> csv(Invocation call) {
        var csv = Delimited.csv(call.out());
        return new Format<>() {
            private boolean started;

            @Override
            public void accept(T thing) {
                var row = cells.apply(thing);
                end();
                csv.row(row);
            }

            @Override
            public void end() {
                if (!started && hasColumns(call)) {
                    started = true;
                    csv.row(header);
                }
            }
        };
    }

    private Format<T> table(Invocation call) {
        var table =
                new Table(call.out(), header, call.terminal().columns(), Ansi.of(call.terminal()), () -> call.progress()
                        .end());
        return new Format<>() {
            private boolean worthPrinting;

            @Override
            public void accept(T thing) {
                worthPrinting = true;
                table.row(cells.apply(thing));
            }

            @Override
            public void end() {
                worthPrinting = hasColumns(call);
            }

            @Override
            public void release() {
                if (worthPrinting) {
                    table.flush();
                    call.out().flush();
                    tellWhatIsLeftOut(table.leftOut(), call);
                }
            }
        };
    }

    /** Columns that are found in the rows are none where there is no row, which is said. */
    private boolean hasColumns(Invocation call) {
        if (header.isEmpty()) {
            call.note("no rows");
        }
        return !header.isEmpty();
    }

    private static void tellWhatIsLeftOut(List<String> columns, Invocation call) {
        if (!columns.isEmpty()) {
            call.note("columns omitted: " + String.join(", ", columns) + ": make the terminal wider, or -o json");
        }
    }
}
