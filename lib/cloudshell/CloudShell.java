//GAV io.github.cloudshell-jbang:cloudshell:0.3.0
//DEPS com.fasterxml.jackson.core:jackson-databind:2.23.0
//SOURCES managedidentity/ManagedIdentityEndpoint.java
//SOURCES Connection.java UncaughtFailures.java
package cloudshell;

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
 * <p>It is safe for many threads. Ask it for the token each time: a long job outlives a token, not this object.
 */
public final class CloudShell extends Connection {
    public static final String VERSION = Toolkit.VERSION;

    private final Clock clock;

    private CloudShell(Settings settings, TokenSource source) {
        super(settings, source);
        this.clock = settings.clock();
    }

    /**
     * Connects as the environment says, for a script; nothing is sent before the first token is asked for. If the
     * program has no handler of its own for what it does not catch, failures of this library are told from now on as
     * the commands tell theirs: in one line, with {@code Try:} and exit code ({@code CLOUDSHELL_VERBOSE=1} shows the
     * stack trace). {@link #connect(Settings)} leaves such things alone.
     *
     * @throws UsageException if the environment names an endpoint or a cloud that cannot be used
     */
    public static CloudShell connect() {
        UncaughtFailures.tell();
        return connect(Settings.of(System.getenv()));
    }

    public static CloudShell connect(Settings settings) {
        return connect(settings, TokenSources.select(settings));
    }

    /** Connects with tokens from elsewhere; they are cached in front of the source. */
    public static CloudShell connect(Settings settings, TokenSource source) {
        return new CloudShell(settings, source);
    }

    /**
     * Issues this sign-in to programs that know managed identity, until what this gives is closed:
     *
     * <pre>{@code
     * try (var endpoint = azure.startManagedIdentityEndpoint()) {
     *     var job = new ProcessBuilder("python3", "job.py").inheritIO();
     *     endpoint.applyTo(job.environment());
     *     job.start().waitFor();
     * }
     * }</pre>
     *
     * @throws TokenException if no token for Resource Manager can be had
     */
    public ManagedIdentityEndpoint startManagedIdentityEndpoint() {
        return startManagedIdentityEndpoint(EndpointOptions.DEFAULTS);
    }

    /**
     * The same, but for some audiences only, on a certain port, or also to who asks for a certain managed identity.
     *
     * @throws TokenException if no token for the first of these audiences can be had
     * @throws UsageException if the port is taken
     */
    public ManagedIdentityEndpoint startManagedIdentityEndpoint(EndpointOptions terms) {
        return ManagedIdentityEndpoint.start(tokens(), terms, clock);
    }
}
