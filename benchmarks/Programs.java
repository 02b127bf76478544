package benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import benchmarks.BenchmarkRun.Program;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The programs that are compared, each with the words that start it. */
final class Programs {
    private static final String ARM = "https://management.azure.com/";
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final String CLIENT_JARS = ".*/(com/azure|com/microsoft/azure|io/projectreactor|org/reactivestreams"
            + "|com/fasterxml|org/slf4j/slf4j-(api|nop)|net/java/dev/jna|io/clientcore)/.*";

    private static final int MOST_TRAINING_RUNS = 30;

    private final Path target = Path.of("target").toAbsolutePath();
    private final Path home = target.resolve("benchmarks-home");
    private final Map<String, String> environment;
    private final Map<String, String> other;

    Programs(Map<String, String> simulator) throws IOException {
        environment = inHome(simulator, home);
        other = inHome(simulator, target.resolve("benchmarks-other-home"));
    }

    private static Map<String, String> inHome(Map<String, String> simulator, Path home) throws IOException {
        var all = new HashMap<>(simulator);
        all.put("HOME", home.toString());
        all.put("JBANG_DIR", home.resolve(".jbang").toString());
        all.put("JAVA_HOME", System.getProperty("java.home"));
        Files.createDirectories(home);
        return all;
    }

    /** The typed commands, cached, each with the java command line that it ends in. */
    List<Program> cached() throws IOException, InterruptedException {
        var mine = Path.of(other.get("HOME")).resolve("mine.java");
        Files.writeString(mine, """
                //JAVA 17+
                //SOURCES cloudshell@catalog
                import cloudshell.CloudShell;

                class Mine {
                    public static void main(String[] args) {
                        System.out.println(CloudShell.connect().token().expiresAt());
                    }
                }
                """);
        var token = typed("`jbang token@catalog`", "token@catalog");
        var vms = typed("`jbang list-vms@catalog`", "list-vms@catalog");
        var own = typed("a script of one's own, `jbang mine.java`", mine.toString());
        return List.of(
                token,
                endsIn("the java command line of `token`", "aliases/token@catalog"),
                vms,
                endsIn("the java command line of `list-vms`", "aliases/list-vms@catalog"),
                own,
                endsIn("the java command line of `mine.java`", "mine.java/run"));
    }

    /** Cached, with its archive: the first run lists classes, the second one makes the archive in the background. */
    private Program typed(String name, String script) throws IOException, InterruptedException {
        var entry = script.endsWith("@catalog")
                ? "aliases/" + script
                : Path.of(script).getFileName() + "/run";
        for (int i = 0; i < MOST_TRAINING_RUNS; i++) {
            output(jbang(script), other);
            if (i > 1 && lines(entry).stream().anyMatch(line -> line.startsWith("a "))) {
                return new Program(name, jbang(script), other);
            }
            Thread.sleep(200);
        }
        throw new IOException("no archive was made for " + script);
    }

    /** The command line of a cache entry: words (w), and flags (x) behind the first of them. */
    private Program endsIn(String name, String entry) throws IOException {
        var words = new ArrayList<String>();
        var flags = new ArrayList<String>();
        for (var line : lines(entry)) {
            if (line.startsWith("w ")) {
                words.add(line.substring(2));
            } else if (line.startsWith("x ")) {
                flags.add(line.substring(2));
            }
        }
        words.addAll(1, flags);
        return new Program(name, words, other);
    }

    private List<String> lines(String entry) throws IOException {
        try (var files = Files.walk(Path.of(other.get("JBANG_DIR"), "cache"))) {
            return Files.readAllLines(
                    files.filter(file -> file.endsWith(entry)).findFirst().orElseThrow());
        }
    }

    Program hello() {
        return new Program(
                "java Hello",
                List.of(JAVA, "-cp", "target/cloudshell-tests/test-classes", "benchmarks.Hello"),
                environment);
    }

    /** A command started by java itself, with the flags of its script. */
    Program alone(String command, String... arguments) throws IOException, InterruptedException {
        output(jbang("build", command + "@catalog"), environment);
        var words = new ArrayList<>(List.of(JAVA));
        words.addAll(flags(command));
        words.addAll(List.of(
                "-cp", output(jbang("info", "classpath", command + "@catalog"), environment), mainClass(command)));
        words.addAll(List.of(arguments));
        return new Program("`" + command + "`, without an archive", words, environment);
    }

    /** The table that list-throughput.java prints. */
    String longLists(int vms, int runs) throws IOException, InterruptedException {
        return output(
                List.of(
                        JAVA,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "ListThroughput",
                        Integer.toString(vms),
                        Integer.toString(runs)),
                environment);
    }

    /** Today's ways to the same token, those that are installed. */
    List<Program> peers() throws IOException {
        var peers = new ArrayList<Program>();
        var oneLiner = "curl -s -H Metadata:true --data-urlencode resource=" + ARM + " \"$MSI_ENDPOINT\" |"
                + " /usr/bin/python3 -c 'import json,sys; print(json.load(sys.stdin)[\"access_token\"])'";
        if (Files.exists(Path.of("/usr/bin/python3"))) {
            peers.add(new Program("`curl | python3`", List.of("sh", "-c", oneLiner), environment));
        }
        peers.add(client("MSAL4J", "clients.Msal4jClient", ARM));
        peers.add(client("azure-identity for Java", "clients.AzureIdentityClient", ARM + ".default"));
        if (Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(directory -> Files.exists(Path.of(directory, "az")))) {
            var words = List.of("az", "account", "get-access-token", "--resource", ARM);
            peers.add(new Program("`az account get-access-token`", words, azEnvironment()));
        }
        return peers;
    }

    /** JBang from its launcher to the end of the program: an empty script first, the baseline. */
    List<Program> throughJbang() throws IOException {
        var empty = home.resolve("empty/empty.java");
        Files.createDirectories(empty.getParent());
        Files.writeString(empty, "class empty {\n    public static void main(String[] args) {}\n}\n");
        Files.writeString(
                empty.resolveSibling("jbang-catalog.json"),
                "{\"aliases\": {\"empty\": {\"script-ref\": \"empty.java\"}}}");
        var alias = "empty@" + empty.resolveSibling("jbang-catalog.json");
        return List.of(
                throughJbang("an empty script by its path, the JVM's own flags", "", empty.toString(), other),
                throughJbang("an empty script by an alias, the JVM's own flags", "", alias, other),
                throughJbang("`jbang token@catalog`, the JVM's own flags", "", "token@catalog", other),
                throughJbang("an empty script by its path, jbangw's own flags", null, empty.toString(), other),
                throughJbang("`jbang token@catalog`, jbangw's own flags", null, "token@catalog", other));
    }

    /** From an empty home, the jars in the Maven repository; and after an edit, which each round makes. */
    List<Program> firstRuns() throws IOException {
        var empty = target.resolve("benchmarks-first-home");
        var first = inHome(environment, empty);
        var script = Path.of(other.get("HOME")).resolve("edited.java");
        Files.writeString(script, "class edited {\n    public static void main(String[] args) {}\n}\n");
        var mine = script.resolveSibling("mine.java");
        return List.of(
                afterEdit("an empty script, after an edit", script),
                afterEdit("a script of one's own with the library, after an edit", mine),
                new Program("`./jbangw token@catalog`, first run", emptied(empty, "token@catalog"), first),
                new Program("`./jbangw demo@catalog`, first run", emptied(empty, "demo@catalog"), first));
    }

    private Program afterEdit(String name, Path script) {
        var words = List.of("sh", "-c", "echo \"// $$\" >>\"$1\" && exec ./jbangw \"$1\"", "edit", script.toString());
        return new Program(name, words, other);
    }

    private static List<String> emptied(Path home, String command) {
        return List.of(
                "sh", "-c", "rm -rf \"$1\" && mkdir \"$1\" && exec ./jbangw \"$2\"", "first", home.toString(), command);
    }

    /** JBang itself is started, since nothing is cached. */
    private static Program throughJbang(String name, String options, String script, Map<String, String> home) {
        var all = new HashMap<>(home);
        all.put("JBANGW_CACHE", "no");
        if (options != null) {
            all.put("JBANG_JAVA_OPTIONS", options);
        }
        return new Program(name, jbang(script), all);
    }

    private Program client(String name, String mainClass, String argument) {
        return new Program(name, List.of(JAVA, "-cp", classPath(CLIENT_JARS), mainClass, argument), environment);
    }

    /** az as it is in Cloud Shell: its profile says that the user is the shell's. */
    private Map<String, String> azEnvironment() throws IOException {
        var directory = Files.createDirectories(home.resolve("azure"));
        Files.writeString(
                directory.resolve("azureProfile.json"),
                """
                {"subscriptions": [{"id": "%s", "name": "Production", "state": "Enabled", "isDefault": true,
                  "user": {"name": "user@simulator.example", "type": "user", "cloudShellID": true},
                  "tenantId": "%s", "environmentName": "AzureCloud"}]}
                """.formatted(environment.get("AZURE_SUBSCRIPTION_ID"), environment.get("ACC_TID")),
                UTF_8);
        var all = new HashMap<>(environment);
        all.put("AZURE_CONFIG_DIR", directory.toString());
        all.put("AZURE_CORE_COLLECT_TELEMETRY", "0");
        return all;
    }

    private static List<String> jbang(String... arguments) {
        var words = new ArrayList<>(List.of(Path.of("jbangw").toAbsolutePath().toString()));
        words.addAll(List.of(arguments));
        return words;
    }

    private static List<String> flags(String command) throws IOException {
        var flags = new ArrayList<String>();
        for (var line : Files.readAllLines(Path.of("scripts", command + ".java"))) {
            if (line.startsWith("//RUNTIME_OPTIONS ")) {
                flags.addAll(List.of(line.substring(line.indexOf(' ') + 1).split(" ")));
            }
        }
        return flags;
    }

    /** {@code ListVms} for list-vms, as the script has it. */
    private static String mainClass(String command) throws IOException {
        for (var line : Files.readAllLines(Path.of("scripts", command + ".java"))) {
            if (line.startsWith("class ")) {
                return line.split(" ")[1];
            }
        }
        throw new IOException(command + " has no class");
    }

    private static String classPath(String jars) {
        var kept = new ArrayList<>(List.of("target/cloudshell-tests/test-classes"));
        for (var entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (entry.matches(jars)) {
                kept.add(entry);
            }
        }
        return String.join(File.pathSeparator, kept);
    }

    private static String output(List<String> words, Map<String, String> environment)
            throws IOException, InterruptedException {
        var builder = new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        var process = builder.start();
        process.getOutputStream().close();
        var out = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
        if (process.waitFor() != 0) {
            throw new IOException("failed: " + words);
        }
        return out;
    }
}
