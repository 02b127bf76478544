///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION Long lists of VMs: list-vms beside a baseline fetch and parse of the same pages
//JAVA 17+
//SOURCES ../scripts/list-vms.java
//SOURCES ${cloudshell-simulator:cloudshell-simulator@catalog}

// Run it from the root of the checkout:
//   ./jbangw benchmarks/list-throughput.java [VMs [RUNS]]      (20,000 VMs, 5 runs)
// The simulator's pages (200 VMs each, and their power states) are recorded first and then served from memory, so
// that what is measured is the client. The baseline client is the same JVM with the same flags, HttpURLConnection and
// ObjectMapper, one page after the other, printing nothing. Both are whole processes, run in turn. Linux only: resident
// memory is VmHWM in /proc.

import static java.nio.charset.StandardCharsets.UTF_8;

import cloudshell.CloudShell;
import cloudshell.simulator.Simulator;
import cloudshell.simulator.SimulatorOptions;
import cloudshell.token.Settings;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

class ListThroughput {
    static final int PAGE = 200;
    static final String FLAGS = "//RUNTIME_OPTIONS ";

    /** A finished process: seconds on the clock and of processor time, MiB resident at most. */
    record Sample(double wall, double cpu, double resident) {}

    public static void main(String[] args) throws Exception {
        int vms = args.length > 0 ? Integer.parseInt(args[0]) : 20_000;
        int runs = args.length > 1 ? Integer.parseInt(args[1]) : 5;
        var pages = new ConcurrentHashMap<String, byte[]>();
        var server = serve(pages);
        var url = "http://localhost:" + server.getAddress().getPort();
        var path = record(vms, url, pages);
        var commands = new LinkedHashMap<String, List<String>>();
        commands.put("baseline", List.of("BaselineFetch", url + path, url + path + "&statusOnly=true"));
        for (var format : List.of("tsv", "table", "jsonl", "json")) {
            commands.put("list-vms -o " + format, List.of("ListVms", "-s", path.split("/")[2], "-o", format));
        }
        commands.put("baseline, one list", List.of("BaselineFetch", url + path));
        commands.put(
                "list-vms -o jsonl, one list",
                List.of("ListVms", "-s", path.split("/")[2], "-o", "jsonl", "--no-power-state"));
        var samples = new LinkedHashMap<String, List<Sample>>();
        for (int run = 0; run < runs; run++) {
            for (var command : commands.entrySet()) {
                samples.computeIfAbsent(command.getKey(), name -> new ArrayList<>())
                        .add(measure(command.getValue(), url));
            }
        }
        print(vms, samples);
        server.stop(0);
    }

    /** Reads all pages of both lists from a simulator, as they are, but for the URL of the next one. */
    static String record(int vms, String url, Map<String, byte[]> pages) {
        try (var simulator =
                Simulator.start(SimulatorOptions.DEFAULTS.withVms(vms).withPageSize(PAGE))) {
            var environment = simulator.environment();
            var arm = CloudShell.connect(Settings.of(environment)).arm();
            var first = "/subscriptions/" + environment.get("AZURE_SUBSCRIPTION_ID")
                    + "/providers/Microsoft.Compute/virtualMachines?api-version=2021-07-01";
            for (var list : List.of(first, first + "&statusOnly=true")) {
                for (var next = list; next != null; ) {
                    var response = arm.get(next);
                    var link = response.path("nextLink").textValue();
                    var body = response.toString().replace(simulator.address(), url);
                    pages.put(next.replace(simulator.address(), ""), body.getBytes(UTF_8));
                    next = link;
                }
            }
            return first;
        }
    }

    static HttpServer serve(Map<String, byte[]> pages) throws IOException {
        var token = "{\"access_token\":\"benchmark\",\"expires_on\":\"4102444800\",\"token_type\":\"Bearer\"}";
        pages.put("/oauth2/token", token.getBytes(UTF_8));
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newFixedThreadPool(4, task -> {
            var thread = new Thread(task);
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            var body = pages.get(exchange.getRequestURI().toString());
            exchange.sendResponseHeaders(body == null ? 404 : 200, body == null ? -1 : body.length);
            if (body != null) {
                exchange.getResponseBody().write(body);
            }
            exchange.close();
        });
        server.start();
        return server;
    }

    static Sample measure(List<String> arguments, String url) throws IOException, InterruptedException {
        var words = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        var flags =
                Files.readAllLines(Path.of("scripts/list-vms.java")).stream().filter(line -> line.startsWith(FLAGS));
        flags.forEach(
                line -> words.addAll(List.of(line.substring(FLAGS.length()).split(" "))));
        words.addAll(List.of("-cp", System.getProperty("java.class.path")));
        words.addAll(arguments);
        var builder = new ProcessBuilder(words)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("MSI_ENDPOINT", url + "/oauth2/token");
        builder.environment().put("AZURE_RESOURCE_MANAGER_ENDPOINT", url);
        long start = System.nanoTime();
        var process = builder.start();
        double resident = 0;
        var cpu = Duration.ZERO;
        while (!process.waitFor(10, TimeUnit.MILLISECONDS)) {
            resident = Math.max(resident, resident(process.pid()));
            cpu = process.info().totalCpuDuration().orElse(cpu);
        }
        if (process.exitValue() != 0) {
            throw new IllegalStateException("exit code " + process.exitValue() + ": " + arguments);
        }
        return new Sample((System.nanoTime() - start) / 1e9, cpu.toMillis() / 1e3, resident);
    }

    static double resident(long pid) {
        try (var lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024.0)
                    .findFirst()
                    .orElse(0);
        } catch (IOException | RuntimeException e) {
            return 0;
        }
    }

    static void print(int vms, Map<String, List<Sample>> samples) {
        System.out.printf("%,d VMs, %d a page; medians, and the largest memory%n", vms, PAGE);
        System.out.printf("%-28s %7s %7s %7s %7s%n", "", "wall s", "x baseline", "cpu s", "MiB");
        double baseline = 0;
        for (var entry : samples.entrySet()) {
            double wall =
                    median(entry.getValue().stream().mapToDouble(Sample::wall).toArray());
            double cpu =
                    median(entry.getValue().stream().mapToDouble(Sample::cpu).toArray());
            double most = entry.getValue().stream()
                    .mapToDouble(Sample::resident)
                    .max()
                    .orElse(0);
            baseline = entry.getKey().startsWith("baseline") ? wall : baseline;
            System.out.printf("%-28s %7.2f %7.2f %7.2f %7.0f%n", entry.getKey(), wall, wall / baseline, cpu, most);
        }
    }

    static double median(double[] values) {
        java.util.Arrays.sort(values);
        return values[values.length / 2];
    }
}

/** The baseline: reads each list to its end, one page after the other, as trees. */
class BaselineFetch {
    public static void main(String[] lists) throws IOException {
        var mapper = new ObjectMapper();
        long vms = 0;
        for (var list : lists) {
            for (var next = list; next != null; ) {
                var connection = (HttpURLConnection) URI.create(next).toURL().openConnection();
                connection.setRequestProperty("Authorization", "Bearer benchmark");
                try (var in = connection.getInputStream()) {
                    var page = mapper.readTree(in.readAllBytes());
                    vms += page.path("value").size();
                    next = page.path("nextLink").textValue();
                }
            }
        }
        System.out.println(vms);
    }
}
