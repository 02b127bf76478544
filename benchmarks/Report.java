package benchmarks;

import benchmarks.BenchmarkRun.Program;
import benchmarks.BenchmarkRun.Result;
import cloudshell.simulator.Simulator;
import cloudshell.simulator.SimulatorOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Measures everything in one run and writes the report; its words are in report.md, its figures come from here. */
final class Report {
    private final boolean quick;

    private Report(boolean quick) {
        this.quick = quick;
    }

    public static void main(String[] args) throws Exception {
        new Report(List.of(args).contains("--quick")).write();
        System.exit(0);
    }

    private void write() throws Exception {
        var text = Files.readString(Path.of("benchmarks/report.md"));
        try (var simulator = Simulator.start(SimulatorOptions.DEFAULTS)) {
            var programs = new Programs(simulator.environment());
            var commands = sit(quick ? 3 : 15, commands(programs));
            var jbang = sit(quick ? 2 : 9, programs.throughJbang());
            var first = sit(quick ? 1 : 5, programs.firstRuns());
            text = text.replace("{{first}}", table(first));
            text = text.replace("{{commands}}", table(commands)).replace("{{jbang}}", table(jbang));
            text = text.replace("{{lists}}", lists(programs));
            text = text.replace("{{endpoint}}", ManagedIdentityBenchmark.table(simulator, programs, quick ? 3 : 15));
            var plot = Plot.of("One command, whole process, medians", commands);
            Files.writeString(directory().resolve("benchmarks.svg"), plot);
        }
        text = text.replace("{{long-lived}}", microbenchmarks()).replace("{{host}}", vm());
        Files.writeString(directory().resolve("benchmarks.md"), text);
        System.err.println("wrote " + directory().resolve("benchmarks.md"));
    }

    private Path directory() throws IOException {
        return Files.createDirectories(Path.of(quick ? "target/benchmarks" : "docs"));
    }

    private static List<Program> commands(Programs programs) throws IOException, InterruptedException {
        var all = new ArrayList<>(List.of(
                programs.hello(),
                programs.alone("token"),
                programs.alone("list-vms"),
                programs.alone("audience-check", "graph"),
                programs.alone("rest", "GET", "/subscriptions?api-version=2022-12-01")));
        all.addAll(programs.cached());
        all.addAll(programs.peers());
        return all;
    }

    private static List<Result> sit(int rounds, List<Program> programs) throws IOException, InterruptedException {
        System.err.println(rounds + " rounds of " + programs.size() + " programs");
        return BenchmarkRun.of(rounds, programs);
    }

    private String lists(Programs programs) throws IOException, InterruptedException {
        var tables = new StringBuilder();
        for (int vms : quick ? List.of(1_000) : List.of(1_000, 20_000, 100_000)) {
            System.err.println(vms + " VMs");
            tables.append(programs.longLists(vms, quick ? 1 : 3)).append("\n\n");
        }
        return "```\n" + tables.toString().strip() + "\n```";
    }

    private String microbenchmarks() throws RunnerException {
        var options = new OptionsBuilder()
                .include("benchmarks\\.(LongLived|PageParsing)\\.")
                .forks(1)
                .warmupIterations(quick ? 1 : 3)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(quick ? 1 : 5)
                .measurementTime(TimeValue.seconds(1))
                .syncIterations(false)
                .addProfiler(GCProfiler.class)
                .build();
        return table(new Runner(options).run());
    }

    private static String table(Collection<RunResult> results) {
        var rows = new StringBuilder("| | time | \u00b1 | bytes allocated |\n|---|--:|--:|--:|\n");
        for (var result : results) {
            var time = result.getPrimaryResult();
            var bytes = result.getSecondaryResults().get("gc.alloc.rate.norm");
            rows.append(String.format(
                    Locale.ROOT,
                    "| %s | %.1f %s | %.1f | %s |%n",
                    time.getLabel(),
                    time.getScore(),
                    time.getScoreUnit(),
                    Double.isNaN(time.getScoreError()) ? 0 : time.getScoreError(),
                    bytes == null ? "" : String.format(Locale.ROOT, "%.0f", bytes.getScore())));
        }
        return rows.toString();
    }

    private static String table(List<Result> results) {
        var rows = new StringBuilder("| | ms | ratio (middle half) | MiB |\n|---|--:|--:|--:|\n");
        for (var result : results) {
            rows.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %s | %.0f |%n",
                    result.name(),
                    result.seconds().millis(),
                    result.ratio().ratio(),
                    result.memory().median()));
        }
        return rows.toString();
    }

    private static String vm() {
        return "%d processors, %s %s, Java %s, %s"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"),
                        Runtime.version(),
                        LocalDate.now(ZoneOffset.UTC));
    }
}
