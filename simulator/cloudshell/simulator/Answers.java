package cloudshell.simulator;

import cloudshell.simulator.arm.ArmAnswers;
import cloudshell.simulator.estate.Estate;
import cloudshell.simulator.faults.Faults;
import cloudshell.simulator.identity.Issued;
import cloudshell.simulator.identity.TokenEndpoint;
import cloudshell.simulator.identity.Who;
import cloudshell.simulator.resourcegraph.ResourceGraphAnswers;
import cloudshell.simulator.services.KeyVault;
import cloudshell.simulator.services.MicrosoftGraph;
import cloudshell.simulator.wire.Answer;
import cloudshell.simulator.wire.SimulatedRequest;
import java.time.Clock;
import java.util.function.Supplier;

/** Who answers a request: each service has an address of its own, and the first one also answers for all of them. */
final class Answers {
    private final String graphPort;
    private final String vaultPort;
    private final Faults faults;
    private final TokenEndpoint tokens;
    private final Supplier<ArmAnswers> arm;
    private final Supplier<MicrosoftGraph> graph;
    private final Supplier<KeyVault> vault;

    /**
     * @param graphAddress of Microsoft Graph
     * @param vaultAddress of the key vaults
     */
    Answers(Plan plan, String graphAddress, String vaultAddress) {
        var clock = Clock.systemUTC();
        var issued = new Issued(plan.tokenLife(), clock);
        this.graphPort = port(graphAddress);
        this.vaultPort = port(vaultAddress);
        this.faults = new Faults(plan.faults());
        this.tokens = new TokenEndpoint(issued);
        this.arm = once(() -> {
            var estate = new Estate(plan.subscriptions(), plan.vms(), plan.seed(), Who.TENANT, vaultAddress);
            var resourceGraph = once(() -> new ResourceGraphAnswers(estate, clock));
            return new ArmAnswers(
                    estate,
                    issued,
                    plan.pageSize(),
                    clock,
                    request -> resourceGraph.get().answer(request),
                    graphAddress);
        });
        this.graph = once(() -> new MicrosoftGraph(issued));
        this.vault = once(() -> new KeyVault(issued, clock));
    }

    Answer of(SimulatedRequest request) {
        try {
            return faults.answer(request, () -> usual(request));
        } catch (RuntimeException e) {
            return Answer.error(500, "InternalServerError", "Simulated: this should not happen; please report it.")
                    .invented();
        }
    }

    private Answer usual(SimulatedRequest request) {
        var port = port(request.origin());
        if (port.equals(graphPort)) {
            return graph.get().answer(request);
        }
        if (port.equals(vaultPort)) {
            return vault.get().answer(request);
        }
        if (request.isForTokens()) {
            return tokens.answer(request);
        }
        if (MicrosoftGraph.has(request)) {
            return graph.get().answer(request);
        }
        return KeyVault.has(request) ? vault.get().answer(request) : arm.get().answer(request);
    }

    private static String port(String origin) {
        return origin.substring(origin.lastIndexOf(':') + 1);
    }

    /** Made when it is first asked for: a run that wants a token alone loads nothing of the rest. */
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
