//GAV io.github.cloudshell-jbang:cloudshell:0.3.0
//DEPS com.fasterxml.jackson.core:jackson-databind:2.23.0
//SOURCES arm/Arm.java credentials/TokenSources.java managedidentity/ManagedIdentityEndpoint.java
//SOURCES UncaughtFailures.java
package cloudshell;

import cloudshell.arm.AzureClient;
import cloudshell.credentials.TokenSources;
import cloudshell.http.Toolkit;
import cloudshell.managedidentity.EndpointOptions;
import cloudshell.managedidentity.ManagedIdentityEndpoint;
import cloudshell.token.Settings;
import cloudshell.token.TokenException;
import cloudshell.token.TokenSource;
import cloudshell.token.UsageException;
import java.time.Clock;

/**
 * The entry point: tokens and Resource Manager for the signed-in user.
 *
 * <pre>{@code
 * var azure = CloudShell.connect();
 * azure.arm().list("/subscriptions?api-version=2022-12-01").forEach(System.out::println);
 * }</pre>
 *
 * <p>Thread-safe. Call {@code token()} for each use: a long job outlives a token, not this object.
 */
public final class CloudShell extends AzureClient {
    public static final String VERSION = Toolkit.VERSION;

    private final Clock clock;

    private CloudShell(Settings settings, TokenSource source) {
        super(settings, source);
        this.clock = settings.clock();
    }

    /**
     * Returns a client with the settings of the environment, for a script. Sends nothing before the first token is
     * requested. If the program has no default handler for uncaught exceptions, exceptions of this library are printed
     * from now on as the commands print them: one line, {@code Try:}, and the exit code ({@code CLOUDSHELL_VERBOSE=1}
     * adds the stack trace). {@link #connect(Settings)} does not change the handler.
     *
     * @throws UsageException if the environment names an endpoint or a cloud that is not valid
     */
    public static CloudShell connect() {
        UncaughtFailures.install();
        return connect(Settings.of(System.getenv()));
    }

    /** Returns a client with these settings and the token source that they select. */
    public static CloudShell connect(Settings settings) {
        return connect(settings, TokenSources.select(settings));
    }

    /** Returns a client with tokens from another source; they are cached. */
    public static CloudShell connect(Settings settings, TokenSource source) {
        return new CloudShell(settings, source);
    }

    /**
     * Starts a managed identity endpoint that issues the user's tokens to other programs until it is closed:
     *
     * <pre>{@code
     * try (var endpoint = azure.startManagedIdentityEndpoint()) {
     *     var job = new ProcessBuilder("python3", "job.py").inheritIO();
     *     endpoint.applyTo(job.environment());
     *     job.start().waitFor();
     * }
     * }</pre>
     *
     * @throws TokenException if no token for Resource Manager is available
     */
    public ManagedIdentityEndpoint startManagedIdentityEndpoint() {
        return startManagedIdentityEndpoint(EndpointOptions.DEFAULTS);
    }

    /**
     * Starts a managed identity endpoint with options: certain audiences only, a certain port, or requests that name a
     * user-assigned identity.
     *
     * @throws TokenException if no token for the first of these audiences is available
     * @throws UsageException if the port is in use
     */
    public ManagedIdentityEndpoint startManagedIdentityEndpoint(EndpointOptions options) {
        return ManagedIdentityEndpoint.start(tokens(), options, clock);
    }
}
