//DEPS org.wiremock:wiremock:3.13.2
//DEPS org.slf4j:slf4j-nop:2.0.20
//SOURCES Answers.java Plan.java Recording.java RequestLog.java
//SOURCES ../../../lib/cloudshell/token/Tokens.java
//SOURCES arm/ArmAnswers.java estate/Estate.java faults/Faults.java identity/TokenEndpoint.java
//SOURCES kql/Query.java people/Directory.java resourcegraph/ResourceGraphAnswers.java
//SOURCES resources/ResourceAnswers.java server/StubServer.java services/MicrosoftGraph.java
//SOURCES tls/RunTls.java wire/SimulatedRequest.java
package cloudshell.simulator;

import cloudshell.simulator.estate.Estate;
import cloudshell.simulator.faults.Fault;
import cloudshell.simulator.identity.Who;
import cloudshell.simulator.server.StubServer;
import cloudshell.simulator.server.Tls;
import cloudshell.simulator.tls.RunTls;
import cloudshell.simulator.wire.Answer;
import cloudshell.simulator.wire.SimulatedRequest;
import cloudshell.token.UsageException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A Cloud Shell on this machine: its token endpoint, Resource Manager, Resource Graph, Microsoft Graph and key vaults,
 * on loopback only. It keeps no header and no body of any request but in the record that the plan asks for.
 */
public final class Simulator implements AutoCloseable {
    private final RequestLog log = new RequestLog();
    private final Optional<Recording> record;
    private final Optional<RunTls> tls;
    private final StubServer server;
    private final CompletableFuture<Answers> answers = new CompletableFuture<>();

    private Simulator(Plan plan) {
        this.record = plan.record().map(Recording::to);
        this.tls = plan.https() ? Optional.of(RunTls.make(Clock.systemUTC(), System.getenv())) : Optional.empty();
        var protocols = tls.<Tls>map(run -> run).orElse(Tls.NONE);
        this.server = new StubServer(this::answer, plan.latency(), protocols, plan.port(), 0, 0);
    }

    /** The kinds of faults that can be asked for, but for those by an HTTP status. */
    public static List<String> faults() {
        return Fault.all();
    }

    /**
     * Starts one; port 0 in the plan takes any free port.
     *
     * @throws UsageException where the port is taken, or the file of the record cannot be written
     */
    public static Simulator start(Plan plan) {
        var simulator = new Simulator(plan);
        try {
            simulator.server.start();
        } catch (UncheckedIOException e) {
            simulator.close();
            throw new UsageException(
                    "start the simulator", "port " + plan.port() + " is taken", "another --port, or none");
        }
        simulator.answers.complete(new Answers(plan, simulator.safeAddress(1), simulator.safeAddress(2)));
        return simulator;
    }

    /** Who asks before the addresses are known waits for them. */
    private Answer answer(SimulatedRequest request) {
        log.add(request);
        var answer = answers.join().of(request);
        record.ifPresent(file -> file.add(request, answer));
        return answer;
    }

    /** {@code http://localhost:PORT}. */
    public String address() {
        return "http://localhost:" + server.port(0);
    }

    /** The same with TLS where the plan has it. */
    private String safeAddress(int n) {
        return (tls.isPresent() ? "https" : "http") + "://localhost:" + server.port(n);
    }

    /**
     * What Cloud Shell sets in its environment, and where Resource Manager, Graph and the key vaults are here; with TLS
     * also what makes clients trust it.
     */
    public Map<String, String> environment() {
        var environment = new LinkedHashMap<String, String>();
        environment.put("MSI_ENDPOINT", address() + "/oauth2/token");
        environment.put("AZURE_RESOURCE_MANAGER_ENDPOINT", safeAddress(0));
        environment.put("AZURE_MICROSOFT_GRAPH_ENDPOINT", safeAddress(1));
        environment.put("AZURE_GRAPH_ENDPOINT", safeAddress(1));
        environment.put("AZURE_KEYVAULT_URL", safeAddress(2));
        environment.put("AZURE_SUBSCRIPTION_ID", Estate.subscription(0));
        tls.ifPresent(run -> environment.putAll(run.environment(safeAddress(0))));
        environment.put("ACC_CLOUD", "PROD");
        environment.put("ACC_TID", Who.TENANT);
        environment.put("AZUREPS_HOST_ENVIRONMENT", "cloud-shell/1.0");
        environment.put("POWERSHELL_DISTRIBUTION_CHANNEL", "CloudShell");
        return environment;
    }

    /** The requests so far, by method and path. */
    public RequestLog log() {
        return log;
    }

    @Override
    public void close() {
        server.close();
        record.ifPresent(Recording::close);
        tls.ifPresent(RunTls::close);
    }
}
