package benchmarks;

import cloudshell.lend.Lend;
import cloudshell.simulator.Plan;
import cloudshell.simulator.Simulator;
import cloudshell.token.LocalEndpoint;
import cloudshell.token.Settings;
import cloudshell.token.Tokens;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What lending costs: a token in hand, many that ask at once, and a command's start by lend beside one without. */
final class Lending {
    private static final String ARM = "https://management.azure.com/";
    private static final int ROUNDS = 20_000;
    private static final int ASKERS = 64;

    private final Simulator simulator;
    private final URI endpoint;

    private Lending(Simulator simulator, URI endpoint) {
        this.simulator = simulator;
        this.endpoint = endpoint;
    }

    public static void main(String[] args) throws Exception {
        try (var simulator = Simulator.start(Plan.USUAL)) {
            var settings = Settings.of(simulator.environment());
            var tokens = new Tokens(LocalEndpoint.of(settings), settings.cloud(), settings.clock());
            try (var lend = Lend.of(tokens)) {
                var lending = new Lending(
                        simulator, URI.create(lend.variables(Map.of()).get("MSI_ENDPOINT")));
                lending.inHand();
                lending.atOnce();
                lending.start(args.length > 0 ? Integer.parseInt(args[0]) : 15);
            }
        }
        System.exit(0);
    }

    private void inHand() throws IOException {
        var nanos = new long[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            long start = System.nanoTime();
            ask(ARM);
            nanos[i] = System.nanoTime() - start;
        }
        var late = Arrays.copyOfRange(nanos, ROUNDS / 2, ROUNDS);
        var perSecond = late.length * 1e9 / Arrays.stream(late).sum();
        Arrays.sort(late);
        print("a token in hand, one connection", late[late.length / 2] / 1e6, "%.0f a second".formatted(perSecond));
    }

    /** For an audience that nobody has asked for yet: one request to the source. */
    private void atOnce() throws Exception {
        var before = simulator.log().forTokens();
        var ready = new CountDownLatch(1);
        var threads = Executors.newFixedThreadPool(ASKERS);
        Callable<Void> asker = () -> {
            ready.await();
            ask("https://vault.azure.net");
            return null;
        };
        var answers = new ArrayList<Future<Void>>();
        for (int i = 0; i < ASKERS; i++) {
            answers.add(threads.submit(asker));
        }
        long start = System.nanoTime();
        ready.countDown();
        for (var answer : answers) {
            answer.get();
        }
        var requests = simulator.log().forTokens() - before;
        print("64 at once, a new audience", (System.nanoTime() - start) / 1e6, requests + " request");
        threads.shutdownNow();
    }

    private void start(int rounds) throws IOException, InterruptedException {
        var programs = new Programs(simulator.environment());
        var alone = new Sitting.Program("`true`", List.of("/bin/true"), simulator.environment());
        var all = List.of(alone, programs.alone("token"), programs.alone("lend", "--", "/bin/true"));
        for (var result : Sitting.of(rounds, all)) {
            print("start: " + result.name(), result.seconds().median() * 1e3, "");
        }
    }

    private void ask(String resource) throws IOException {
        var connection = (HttpURLConnection)
                URI.create(endpoint + "?resource=" + resource).toURL().openConnection();
        connection.setRequestProperty("Metadata", "true");
        try (var body = connection.getInputStream()) {
            body.readAllBytes();
        }
    }

    private static void print(String what, double millis, String more) {
        System.out.println(String.format(Locale.ROOT, "%-34s %8.2f ms  %s", what, millis, more));
    }
}
