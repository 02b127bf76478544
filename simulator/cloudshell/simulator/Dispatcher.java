package cloudshell.simulator;

import cloudshell.simulator.arm.ArmHandler;
import cloudshell.simulator.estate.Estate;
import cloudshell.simulator.faults.Faults;
import cloudshell.simulator.faults.Service;
import cloudshell.simulator.faults.TokenBuckets;
import cloudshell.simulator.http.Response;
import cloudshell.simulator.http.SimulatedRequest;
import cloudshell.simulator.identity.IssuedTokens;
import cloudshell.simulator.identity.Origins;
import cloudshell.simulator.identity.RoleAssignments;
import cloudshell.simulator.identity.SimulatedUser;
import cloudshell.simulator.identity.TokenEndpoint;
import cloudshell.simulator.resourcegraph.ResourceGraphHandler;
import cloudshell.simulator.services.KeyVault;
import cloudshell.simulator.services.MicrosoftGraph;
import java.time.Clock;
import java.util.function.Supplier;

/** Finds the service that handles a request by the port on which it arrived, and the faults that it meets. */
final class Dispatcher {
    private final Ports ports;
    private final Faults faults;
    private final TokenBuckets buckets;
    private final TokenEndpoint tokens;
    private final Supplier<ArmHandler> arm;
    private final Supplier<MicrosoftGraph> graph;
    private final Supplier<KeyVault> vaults;

    Dispatcher(SimulatorOptions options, Ports ports) {
        var clock = Clock.systemUTC();
        var origins = new Origins(ports.origin(Ports.ARM), ports.origin(Ports.GRAPH), ports::vaultOrigin);
        var issued = new IssuedTokens(options.tokenLife(), clock);
        this.ports = ports;
        this.faults = new Faults(options.faults());
        this.buckets = new TokenBuckets(clock);
        this.tokens = new TokenEndpoint(issued, origins);
        this.vaults = once(() -> new KeyVault(issued, clock, origins));
        this.arm = once(() -> {
            var estate = new Estate(
                    options.subscriptions(),
                    options.vms(),
                    options.seed(),
                    SimulatedUser.TENANT,
                    origins::vault,
                    clock);
            var assignments = new RoleAssignments(clock);
            var resourceGraph = once(() -> new ResourceGraphHandler(estate, assignments, clock));
            return new ArmHandler(
                    estate,
                    assignments,
                    issued,
                    options.pageSize(),
                    clock,
                    request -> resourceGraph.get().handle(request),
                    origins,
                    vaults.get());
        });
        this.graph = once(() -> new MicrosoftGraph(issued, origins));
    }

    Response handle(SimulatedRequest request) {
        try {
            var service = service(request);
            if (service != Service.ARM) {
                return faults.handle(request, service, 0, () -> usual(request, service));
            }
            int left = buckets.take(request);
            var response = faults.handle(request, service, left, () -> usual(request, service));
            return response.status() == 401
                    ? response
                    : response.with(buckets.header(request), Integer.toString(Math.max(0, left)));
        } catch (RuntimeException | StackOverflowError e) {
            return Response.error(500, "InternalServerError", "Simulated: this should not happen; please report it.")
                    .invented();
        }
    }

    /** The service that a request is for. */
    Service service(SimulatedRequest request) {
        if (ports.isGraph(request.port())) {
            return Service.MICROSOFT_GRAPH;
        }
        return ports.vault(request.port()).isPresent()
                ? Service.VAULT
                : request.isForTokens() ? Service.TOKEN : Service.ARM;
    }

    private Response usual(SimulatedRequest request, Service service) {
        return switch (service) {
            case MICROSOFT_GRAPH -> graph.get().handle(request);
            case VAULT ->
                vaults.get().handle(request, ports.vault(request.port()).orElseThrow());
            case TOKEN -> tokens.handle(request);
            case ARM -> arm.get().handle(request);
        };
    }

    /** Created when it is first needed: a run that only needs a token loads none of the others. */
    private static <T> Supplier<T> once(Supplier<T> maker) {
        return new Supplier<>() {
            private T made;

            @Override
            public synchronized T get() {
                if (made == null) {
                    made = maker.get();
                }
                return made;
            }
        };
    }
}
