package benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Some programs run side by side: in each round every one of them once, in random order, so that whatever else the
 * VM does meets them all. A ratio is taken round by round to the first of them.
 */
final class BenchmarkRun {
    /** A process: what it is called in the report, its words, and what is added to its environment. */
    record Program(String name, List<String> words, Map<String, String> environment) {}

    /** A program's seconds, its ratio to the first program, and its largest memory in MiB. */
    record Result(String name, Stats seconds, Stats ratio, Stats memory) {}

    private static final Path MEMORY = Path.of("/usr/bin/time");

    private final Map<Program, List<Double>> seconds = new LinkedHashMap<>();
    private final Map<Program, List<Double>> memory = new LinkedHashMap<>();

    private BenchmarkRun(List<Program> programs) {
        for (var program : programs) {
            seconds.put(program, new ArrayList<>());
            memory.put(program, new ArrayList<>());
        }
    }

    static List<Result> of(int rounds, List<Program> programs) throws IOException, InterruptedException {
        var run = new BenchmarkRun(programs);
        var order = new ArrayList<>(programs);
        for (int round = 0; round <= rounds; round++) {
            Collections.shuffle(order, new Random(round));
            for (var program : order) {
                run.run(program, round > 0);
            }
        }
        return run.results(programs);
    }

    private void run(Program program, boolean counts) throws IOException, InterruptedException {
        var said = Files.createTempFile("benchmark", ".txt");
        var peak = Files.createTempFile("benchmark", ".kb");
        var words = new ArrayList<String>();
        if (Files.exists(MEMORY)) {
            words.addAll(List.of(MEMORY.toString(), "-f", "%M", "-o", peak.toString()));
        }
        words.addAll(program.words());
        var builder = new ProcessBuilder(words)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(said.toFile());
        builder.environment().putAll(program.environment());
        long start = System.nanoTime();
        var process = builder.start();
        process.getOutputStream().close();
        int exit = process.waitFor();
        double took = (System.nanoTime() - start) / 1e9;
        if (exit != 0) {
            throw new IOException(program.name() + " ended with " + exit + ": " + Files.readString(said));
        }
        if (counts) {
            seconds.get(program).add(took);
            var kilobytes = Files.readString(peak).strip();
            memory.get(program).add(kilobytes.isEmpty() ? 0 : Double.parseDouble(kilobytes) / 1024);
        }
        Files.delete(said);
        Files.delete(peak);
    }

    private List<Result> results(List<Program> programs) {
        var first = seconds.get(programs.get(0));
        var results = new ArrayList<Result>();
        for (var program : programs) {
            var ratios = new ArrayList<Double>();
            for (int i = 0; i < first.size(); i++) {
                ratios.add(seconds.get(program).get(i) / first.get(i));
            }
            results.add(new Result(
                    program.name(), Stats.of(seconds.get(program)), Stats.of(ratios), Stats.of(memory.get(program))));
        }
        return results;
    }
}
