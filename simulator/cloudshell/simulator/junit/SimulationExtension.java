package cloudshell.simulator.junit;

import cloudshell.managedidentity.ManagedIdentityEndpoint;
import cloudshell.simulator.Simulator;
import cloudshell.simulator.SimulatorOptions;
import cloudshell.token.CloudShellTokenSource;
import cloudshell.token.Settings;
import cloudshell.token.Tokens;
import java.io.PrintStream;
import java.lang.reflect.ParameterizedType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** Starts the simulator of {@link CloudShellSimulation}, injects it, and stops it; JUnit creates it. */
final class SimulationExtension
        implements BeforeAllCallback, BeforeEachCallback, AfterTestExecutionCallback, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(SimulationExtension.class);

    private final PrintStream err;

    SimulationExtension() {
        this(System.err);
    }

    SimulationExtension(PrintStream err) {
        this.err = err;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        start(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        start(context);
        context.getStore(NAMESPACE).put("before", simulator(context).log().count());
    }

    /**
     * What JUnit closes with the context that it belongs to: up to 5.12 only what has its own interface, which later
     * versions deprecate in favour of {@code AutoCloseable}.
     */
    @SuppressWarnings("deprecation")
    private record Running(Object what, Runnable end)
            implements ExtensionContext.Store.CloseableResource, AutoCloseable {
        <S> S as(Class<S> type) {
            return type.cast(what);
        }

        @Override
        public void close() {
            end.run();
        }
    }

    private static Running running(Simulator simulator) {
        return new Running(simulator, simulator::close);
    }

    private static Running running(ManagedIdentityEndpoint endpoint) {
        return new Running(endpoint, endpoint::close);
    }

    private static void start(ExtensionContext context) {
        context.getElement()
                .flatMap(element -> AnnotationSupport.findAnnotation(element, CloudShellSimulation.class))
                .ifPresent(given ->
                        context.getStore(NAMESPACE).put(Simulator.class, running(Simulator.start(options(given)))));
    }

    private static SimulatorOptions options(CloudShellSimulation given) {
        return SimulatorOptions.DEFAULTS
                .withSubscriptions(given.subscriptions())
                .withVms(given.vms())
                .withPageSize(given.pageSize())
                .withTokenLife(given.tokenLife())
                .withFaults(given.faults())
                .withSeed(given.seed())
                .withHttps(given.https());
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        if (context.getExecutionException().isEmpty()) {
            return;
        }
        long before = context.getStore(NAMESPACE).getOrDefault("before", Long.class, 0L);
        var log = simulator(context).log();
        err.println("requests to the simulator during " + context.getDisplayName() + ": " + (log.count() - before));
        log.after(before).forEach(line -> err.println("  " + line));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        var type = parameter.getParameter().getParameterizedType();
        return type == Simulator.class || type == ManagedIdentityEndpoint.class || isEnvironment(type);
    }

    private static boolean isEnvironment(java.lang.reflect.Type type) {
        return type instanceof ParameterizedType map
                && map.getRawType() == Map.class
                && List.of(map.getActualTypeArguments()).equals(List.of(String.class, String.class));
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var type = parameter.getParameter().getType();
        if (type == ManagedIdentityEndpoint.class) {
            return endpoint(context);
        }
        var simulator = simulator(context);
        return type == Simulator.class ? simulator : simulator.environment();
    }

    /** One for a test, in its store, since that is closed before the simulator's. */
    private static ManagedIdentityEndpoint endpoint(ExtensionContext context) {
        var settings = Settings.of(simulator(context).environment());
        var tokens = new Tokens(CloudShellTokenSource.of(settings), settings.cloud(), settings.clock());
        return context.getStore(NAMESPACE)
                .getOrComputeIfAbsent(
                        ManagedIdentityEndpoint.class,
                        type -> running(ManagedIdentityEndpoint.of(tokens)),
                        Running.class)
                .as(ManagedIdentityEndpoint.class);
    }

    private static Simulator simulator(ExtensionContext context) {
        return context.getStore(NAMESPACE).get(Simulator.class, Running.class).as(Simulator.class);
    }
}
