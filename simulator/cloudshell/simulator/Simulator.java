//DEPS com.fasterxml.jackson.core:jackson-databind:2.23.0
//SOURCES AzureCliProfile.java Dispatcher.java Ports.java RecordFile.java Recording.java RequestLog.java
//SOURCES SimulatorOptions.java
//SOURCES ../../../lib/cloudshell/token/Tokens.java arm/ArmHandler.java estate/Estate.java
//SOURCES faults/Faults.java identity/TokenEndpoint.java authorization/ScopedHandler.java
//SOURCES deployments/DeploymentHandler.java resourcegraph/ResourceGraphHandler.java
//SOURCES resources/ResourceHandler.java server/SimulatorServer.java services/MicrosoftGraph.java
//SOURCES http/SimulatedRequest.java
package cloudshell.simulator;

import cloudshell.simulator.estate.Estate;
import cloudshell.simulator.faults.Fault;
import cloudshell.simulator.http.Response;
import cloudshell.simulator.http.SimulatedRequest;
import cloudshell.simulator.identity.SimulatedUser;
import cloudshell.simulator.server.RunFolder;
import cloudshell.simulator.server.RunTls;
import cloudshell.simulator.server.SimulatorServer;
import cloudshell.token.UsageException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A simulated Azure Cloud Shell: its token endpoint, Resource Manager, Resource Graph, Microsoft Graph and key vaults,
 * on loopback only. It keeps no header and no body of any request except in the record that the options name.
 */
public final class Simulator implements AutoCloseable {
    private final SimulatorOptions options;
    private final RequestLog log = new RequestLog();
    private final Optional<Recording> record;
    private final Optional<RunTls> tls;
    private final SimulatorServer server;
    private final Ports ports;
    private RunFolder directory;
    private final Dispatcher dispatcher;

    private Simulator(SimulatorOptions options) {
        this.options = options;
        this.record = options.record().map(Recording::to);
        this.tls = options.https()
                ? Optional.of(RunTls.make(
                        Clock.systemUTC(), System.getenv(), directory().path()))
                : Optional.empty();
        this.server = new SimulatorServer(this::handle, options.latency(), tls.map(RunTls::sockets));
        try {
            this.ports = new Ports(server, options.port(), options.https());
        } catch (UncheckedIOException e) {
            close();
            throw new UsageException(
                    "start the simulator", "port " + options.port() + " is in use", "another --port, or none");
        }
        this.dispatcher = new Dispatcher(options, ports);
        ports.serve();
    }

    /** All faults except those by an HTTP status. */
    public static List<String> faults() {
        return Fault.all();
    }

    /**
     * Starts a simulator; with port 0 in the options it listens on any free port.
     *
     * @throws UsageException if the port is in use, or the record cannot be written
     */
    public static Simulator start(SimulatorOptions options) {
        return new Simulator(options);
    }

    private Response handle(SimulatedRequest request) {
        log.add(request);
        var response = dispatcher.handle(request);
        record.ifPresent(file -> file.add(request, dispatcher.service(request), response));
        return response;
    }

    /** {@code http://localhost:PORT}. */
    public String address() {
        return "http://localhost:" + ports.port(Ports.ARM);
    }

    /**
     * The variables that Cloud Shell sets, and the URLs of Resource Manager, Graph and the key vaults here; with TLS
     * also what makes clients trust it.
     */
    public Map<String, String> environment() {
        var environment = new LinkedHashMap<String, String>();
        environment.put("MSI_ENDPOINT", address() + "/oauth2/token");
        environment.put("AZURE_RESOURCE_MANAGER_ENDPOINT", ports.origin(Ports.ARM));
        environment.put("AZURE_MICROSOFT_GRAPH_ENDPOINT", ports.origin(Ports.GRAPH));
        environment.put("AZURE_KEYVAULT_URL", ports.vaultOrigin(Estate.firstVault(options.seed())));
        environment.put("AZURE_SUBSCRIPTION_ID", Estate.subscription(0));
        if (tls.isPresent()) {
            environment.putAll(azureCli());
        }
        tls.ifPresent(run -> environment.putAll(run.environment(ports.origin(Ports.ARM))));
        environment.put("ACC_CLOUD", "PROD");
        environment.put("ACC_TID", SimulatedUser.TENANT);
        environment.put("AZUREPS_HOST_ENVIRONMENT", "cloud-shell/1.0");
        environment.put("POWERSHELL_DISTRIBUTION_CHANNEL", "CloudShell");
        return environment;
    }

    /** The environment with a directory in which Azure CLI is signed in, for commands that may call it. */
    public Map<String, String> shellEnvironment() {
        var environment = new LinkedHashMap<>(environment());
        environment.putAll(azureCli());
        return environment;
    }

    private Map<String, String> azureCli() {
        return AzureCliProfile.write(directory().path(), options.subscriptions(), System.getenv());
    }

    /** Created when it is first needed. */
    private synchronized RunFolder directory() {
        if (directory == null) {
            directory = new RunFolder();
        }
        return directory;
    }

    /** The requests so far, by method and path. */
    public RequestLog log() {
        return log;
    }

    @Override
    public void close() {
        server.close();
        record.ifPresent(Recording::close);
        synchronized (this) {
            if (directory != null) {
                directory.close();
                directory = null;
            }
        }
    }
}
