package benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloudshell.managedidentity.ManagedIdentityEndpoint;
import cloudshell.simulator.Simulator;
import cloudshell.token.CloudShellTokenSource;
import cloudshell.token.Settings;
import cloudshell.token.Tokens;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Measures the endpoint: a cached token, many requests at once, and the CPU time before a command starts. */
final class ManagedIdentityBenchmark {
    private static final String ARM = "https://management.azure.com/";
    private static final int ROUNDS = 20_000;
    private static final int CLIENTS = 64;

    /** Prints the CPU that its parent has used, in ms: as Linux counts it, threads that have ended included. */
    private static final String[] COMMAND = {
        "--",
        "sh",
        "-c",
        "read -r line </proc/$PPID/stat; set -- ${line##*) }; echo $(((${12} + ${13}) * 1000 / $(getconf CLK_TCK)))"
    };

    private final Simulator simulator;
    private final URI endpoint;
    private final StringBuilder rows = new StringBuilder("| | ms | |\n|---|--:|---|\n");

    private ManagedIdentityBenchmark(Simulator simulator, URI endpoint) {
        this.simulator = simulator;
        this.endpoint = endpoint;
    }

    static String table(Simulator simulator, Programs programs, int rounds) throws Exception {
        var settings = Settings.of(simulator.environment());
        var tokens = new Tokens(CloudShellTokenSource.of(settings), settings.cloud(), settings.clock());
        try (var endpoint = ManagedIdentityEndpoint.of(tokens)) {
            var benchmark = new ManagedIdentityBenchmark(
                    simulator, URI.create(endpoint.variables(Map.of()).get("MSI_ENDPOINT")));
            benchmark.cached();
            benchmark.concurrent();
            if (Files.exists(Path.of("/proc/self/stat"))) {
                benchmark.cpu("CPU of `exec` before COMMAND starts", programs.alone("exec", COMMAND), rounds);
            }
            return benchmark.rows.toString();
        }
    }

    private void cached() throws IOException {
        var nanos = new long[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            long start = System.nanoTime();
            ask(ARM);
            nanos[i] = System.nanoTime() - start;
        }
        var late = Arrays.copyOfRange(nanos, ROUNDS / 2, ROUNDS);
        var perSecond = late.length * 1e9 / Arrays.stream(late).sum();
        Arrays.sort(late);
        row("a cached token, one connection", late[late.length / 2] / 1e6, "%.0f a second".formatted(perSecond));
    }

    /** For an audience that is not cached: one request to the source. */
    private void concurrent() throws Exception {
        var before = simulator.log().forTokens();
        var ready = new CountDownLatch(1);
        var threads = Executors.newFixedThreadPool(CLIENTS);
        Callable<Void> client = () -> {
            ready.await();
            ask("https://vault.azure.net");
            return null;
        };
        var responses = new ArrayList<Future<Void>>();
        for (int i = 0; i < CLIENTS; i++) {
            responses.add(threads.submit(client));
        }
        long start = System.nanoTime();
        ready.countDown();
        for (var response : responses) {
            response.get();
        }
        var requests = simulator.log().forTokens() - before;
        row("64 at once, a new audience", (System.nanoTime() - start) / 1e6, requests + " request to the source");
        threads.shutdownNow();
    }

    private void cpu(String what, BenchmarkRun.Program program, int rounds) throws IOException, InterruptedException {
        var figures = new ArrayList<Double>();
        for (int round = 0; round <= rounds; round++) {
            var builder = new ProcessBuilder(program.words()).redirectError(ProcessBuilder.Redirect.DISCARD);
            builder.environment().putAll(program.environment());
            var process = builder.start();
            var output = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
            process.waitFor();
            if (round > 0) {
                figures.add(Double.valueOf(output));
            }
        }
        var spread = Stats.of(figures);
        row(what, spread.median(), String.format(Locale.ROOT, "%.0f to %.0f", spread.low(), spread.high()));
    }

    private void ask(String resource) throws IOException {
        var connection = (HttpURLConnection)
                URI.create(endpoint + "?resource=" + resource).toURL().openConnection();
        connection.setRequestProperty("Metadata", "true");
        try (var body = connection.getInputStream()) {
            body.readAllBytes();
        }
    }

    private void row(String what, double millis, String more) {
        var figure = String.format(Locale.ROOT, millis < 10 ? "%.2f" : "%.0f", millis);
        rows.append("| %s | %s | %s |\n".formatted(what, figure, more));
    }
}
