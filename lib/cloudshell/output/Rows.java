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
 * Prints a stream in the format of {@code --output}, each element as it arrives.
 *
 * @param header the columns of table and csv; tsv has none
 * @param cells returns the row of an element
 * @param json returns the JSON of an element
 */
public record Rows<T>(List<String> header, Function<T, List<String>> cells, Function<T, JsonNode> json) {
    /**
     * A destination of rows. Nothing is written before the first row or the end, so that a failure leaves no header.
     */
    private interface Format<T> extends Consumer<T> {
        /** Called after the last row if nothing failed. */
        default void end() {}

        /** Called in every case: writes complete rows that are held back. */
        default void release() {}
    }

    /**
     * Prints all elements, each as it arrives or a quarter of a second later. If the stream fails, the complete rows
     * are printed, and a JSON array stays open. On a broken pipe the rest is not requested.
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
     * Removes the progress line before the first row; a table does so itself, since its first row comes later. A reader
     * of a pipe may print to the same terminal at once.
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
                    reportLeftOut(table.leftOut(), call);
                }
            }
        };
    }

    /** Returns false if columns come from the rows and there is none, which is printed. */
    private boolean hasColumns(Invocation call) {
        if (header.isEmpty()) {
            call.note("no rows");
        }
        return !header.isEmpty();
    }

    private static void reportLeftOut(List<String> columns, Invocation call) {
        if (!columns.isEmpty()) {
            call.note("columns omitted: " + String.join(", ", columns) + ": make the terminal wider, or -o json");
        }
    }
}
