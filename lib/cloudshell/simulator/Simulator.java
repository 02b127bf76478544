//DEPS org.wiremock:wiremock:3.13.2
//DEPS org.slf4j:slf4j-nop:2.0.17
//SOURCES Answers.java Plan.java RequestLog.java
//SOURCES arm/ArmAnswers.java estate/Estate.java faults/Faults.java identity/TokenEndpoint.java
//SOURCES kql/Query.java people/Directory.java resourcegraph/ResourceGraphAnswers.java
//SOURCES resources/ResourceAnswers.java server/StubServer.java services/MicrosoftGraph.java
//SOURCES wire/SimulatedRequest.java
package cloudshell.simulator;

import cloudshell.UsageException;
import cloudshell.simulator.estate.Estate;
import cloudshell.simulator.identity.Who;
import cloudshell.simulator.server.StubServer;
import cloudshell.simulator.server.Tls;
import cloudshell.simulator.wire.Answer;
import cloudshell.simulator.wire.SimulatedRequest;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A Cloud Shell on this machine: its token endpoint, Resource Manager, Resource Graph, Microsoft Graph and key vaults,
 * on loopback only. It keeps no header and no body of any request but in the record that the plan asks for.
 */
public final class Simulator implements AutoCloseable {
    private final RequestLog log = new RequestLog();
    private final StubServer server;
    private volatile Answers answers;

    private Simulator(Plan plan) {
        this.server = new StubServer(this::answer, plan.latency(), Tls.NONE, plan.port(), 0, 0);
    }

    /**
     * Starts one; port 0 in the plan takes any free port.
     *
     * @throws UsageException where the port is taken
     */
    public static Simulator start(Plan plan) {
        var simulator = new Simulator(plan);
        try {
            simulator.server.start();
        } catch (UncheckedIOException e) {
            throw new UsageException(
                    "start the simulator", "port " + plan.port() + " is taken", "another --port, or none");
        }
        simulator.answers = new Answers(plan, simulator.address(1), simulator.address(2));
        return simulator;
    }

    private Answer answer(SimulatedRequest request) {
        log.add(request);
        return answers.of(request);
    }

    /** {@code http://localhost:PORT}. */
    public String address() {
        return address(0);
    }

    private String address(int n) {
        return "http://localhost:" + server.port(n);
    }

    /** What Cloud Shell sets in its environment, and where Resource Manager, Graph and a key vault are here. */
    public Map<String, String> environment() {
        var environment = new LinkedHashMap<String, String>();
        environment.put("MSI_ENDPOINT", address() + "/oauth2/token");
        environment.put("AZURE_RESOURCE_MANAGER_ENDPOINT", address());
        environment.put("AZURE_MICROSOFT_GRAPH_ENDPOINT", address(1));
        environment.put("AZURE_GRAPH_ENDPOINT", address(1));
        environment.put("AZURE_KEYVAULT_URL", address(2));
        environment.put("AZURE_SUBSCRIPTION_ID", Estate.subscription(0));
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
    }
}
