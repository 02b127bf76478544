package faults;

import static org.junit.jupiter.api.Assertions.assertTrue;

import harness.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** Runs the cases of a table several at a time, since most of them wait, and prints the table under target/. */
final class Table {
    private final List<String> lines = new ArrayList<>();
    private final List<Case> cases = new ArrayList<>();
    private final ExecutorService workers = Executors.newFixedThreadPool(24);
    private final String file;
    private final String title;
    private final List<String> titles;
    private final List<List<String>> rows = new ArrayList<>();
    private String page = "";
    private List<Integer> shown = List.of();

    private record Case(String name, CompletableFuture<Row> row) {}

    /** A line of the table, and the check that it is as expected. */
    record Row(List<String> cells, Runnable check) {}

    Table(String file, String title, String... columns) {
        this.file = file;
        this.title = title;
        this.titles = List.of(columns);
        lines.add("# " + title + "\n");
        lines.add(line(List.of(columns)));
        lines.add("|---".repeat(columns.length) + "|");
    }

    void add(String name, Supplier<Row> row) {
        cases.add(new Case(name, CompletableFuture.supplyAsync(row, workers)));
    }

    /** One test for each case; the last step is to write the table. */
    Stream<DynamicTest> tests() {
        workers.shutdown();
        return Stream.concat(
                cases.stream().map(each -> DynamicTest.dynamicTest(each.name(), () -> check(each))),
                Stream.of(DynamicTest.dynamicTest("target/" + file, this::write)));
    }

    /** Some of its columns, all where none are named, stand in a page of the docs; the last step then compares. */
    Table inDocs(String page, Integer... columns) {
        this.page = page;
        this.shown = List.of(columns);
        return this;
    }

    private void check(Case each) {
        var row = each.row().join();
        lines.add(line(row.cells()));
        rows.add(row.cells());
        row.check().run();
    }

    private void write() {
        try {
            Files.writeString(Project.target(".").resolve(file), String.join("\n", lines) + "\n");
            if (!page.isEmpty()) {
                var section = section();
                Files.writeString(Project.target(".").resolve("docs-" + file), section);
                assertTrue(Project.read(page).contains(section), () -> page + " should have:\n" + section);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String section() {
        var text = new ArrayList<String>();
        text.add("## " + title + "\n");
        text.add(line(shown(titles)));
        text.add("|---".repeat(shown(titles).size()) + "|");
        rows.forEach(row -> text.add(line(shown(row))));
        return String.join("\n", text) + "\n";
    }

    private List<String> shown(List<String> cells) {
        return shown.isEmpty() ? cells : shown.stream().map(cells::get).toList();
    }

    private static String line(List<String> cells) {
        return "| "
                + String.join(
                        " | ",
                        cells.stream().map(cell -> cell.replace("|", "\\|")).toList()) + " |";
    }
}
