//DEPS org.wiremock:wiremock:3.13.2
//DEPS org.slf4j:slf4j-nop:2.0.17
//SOURCES ArmAnswers.java BearerCheck.java Estate.java Fault.java Faults.java Kql.java Plan.java
//SOURCES RequestLog.java ResourceGraphAnswers.java ServiceAnswers.java SimulatedRequest.java
//SOURCES TokenAnswers.java
package cloudshell.simulator;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;

import cloudshell.token.UsageException;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.common.FatalStartupException;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A Cloud Shell on this machine: its token endpoint and enough of Resource Manager for every command, on loopback
 * only. It keeps no header and no body of any request.
 */
public final class Simulator implements AutoCloseable {
    private static final String NAME = "cloudshell";

    private final Plan plan;
    private final RequestLog log = new RequestLog();
    private final WireMockServer server;
    private TokenAnswers tokens;
    private ArmAnswers arm;
    private ServiceAnswers services;
    private Faults faults;

    private Simulator(Plan plan) {
        this.plan = plan;
        this.server = new WireMockServer(WireMockConfiguration.options()
                .bindAddress("127.0.0.1")
                .port(plan.port())
                .disableRequestJournal()
                .gzipDisabled(true)
                .containerThreads(64)
                .extensions(new Answers()));
    }

    /** The kinds of faults that can be asked for, but for those by an HTTP status. */
    public static List<String> faults() {
        return Fault.all();
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
        } catch (FatalStartupException e) {
            throw new UsageException(
                    "start the simulator", "port " + plan.port() + " is taken", "another --port, or none");
        }
        var clock = Clock.systemUTC();
        simulator.tokens = new TokenAnswers(plan, clock);
        simulator.arm = new ArmAnswers(plan, simulator.tokens, simulator.address());
        simulator.services = new ServiceAnswers(simulator.tokens, simulator.address());
        simulator.faults = new Faults(plan.faults(), simulator.address());
        simulator.server.stubFor(any(anyUrl()).willReturn(aResponse().withTransformers(NAME)));
        return simulator;
    }

    /** {@code http://localhost:PORT}. */
    public String address() {
        return "http://localhost:" + server.port();
    }

    /** What Cloud Shell sets in its environment, and where Resource Manager, Graph and a key vault are here. */
    public Map<String, String> environment() {
        var environment = new LinkedHashMap<String, String>();
        environment.put("MSI_ENDPOINT", address() + "/oauth2/token");
        environment.put("AZURE_RESOURCE_MANAGER_ENDPOINT", address());
        environment.put("AZURE_GRAPH_ENDPOINT", address());
        environment.put("AZURE_KEYVAULT_URL", address());
        environment.put("AZURE_SUBSCRIPTION_ID", Estate.subscription(0));
        environment.put("ACC_CLOUD", "PROD");
        environment.put("ACC_TID", Estate.TENANT);
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
        server.stop();
    }

    private final class Answers implements ResponseDefinitionTransformerV2 {
        @Override
        public ResponseDefinition transform(ServeEvent event) {
            var request = SimulatedRequest.of(event.getRequest());
            log.add(request);
            var answer = faults.strike(request).orElseGet(() -> usual(request));
            return plan.latency() > 0 ? answer.withFixedDelay(plan.latency()).build() : answer.build();
        }

        private ResponseDefinitionBuilder usual(SimulatedRequest request) {
            if (request.isForTokens()) {
                return tokens.answer(request);
            }
            return ServiceAnswers.has(request) ? services.answer(request) : arm.answer(request);
        }

        @Override
        public String getName() {
            return NAME;
        }

        @Override
        public boolean applyGlobally() {
            return false;
        }
    }
}
