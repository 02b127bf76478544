package cloudshell;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/**
 * What a connection is made with. {@link #of} reads the environment; the rest are the defaults that a command's
 * options change.
 *
 * @param timeout for a token, or for one answer of Resource Manager
 * @param maxWait the longest single wait that throttling may cause
 * @param signIn which identity is wanted
 */
public record Settings(
        Map<String, String> environment,
        Duration timeout,
        Duration maxWait,
        boolean allowRemoteEndpoint,
        SignIn signIn,
        Pause pause,
        Clock clock) {
    private static final String USUAL_ENDPOINT = "http://localhost:50342/oauth2/token";

    public static Settings of(Map<String, String> environment) {
        return new Settings(
                Map.copyOf(environment),
                Duration.ofSeconds(30),
                Duration.ofSeconds(60),
                false,
                SignIn.USUAL,
                Pause.silent(),
                Clock.systemUTC());
    }

    public Settings withTimeout(Duration timeout) {
        return new Settings(environment, timeout, maxWait, allowRemoteEndpoint, signIn, pause, clock);
    }

    public Settings withMaxWait(Duration maxWait) {
        return new Settings(environment, timeout, maxWait, allowRemoteEndpoint, signIn, pause, clock);
    }

    public Settings withRemoteEndpoint(boolean allowed) {
        return new Settings(environment, timeout, maxWait, allowed, signIn, pause, clock);
    }

    public Settings withSignIn(SignIn signIn) {
        return new Settings(environment, timeout, maxWait, allowRemoteEndpoint, signIn, pause, clock);
    }

    public Settings withPause(Pause pause) {
        return new Settings(environment, timeout, maxWait, allowRemoteEndpoint, signIn, pause, clock);
    }

    /** The value of an environment variable, or "". */
    public String variable(String name) {
        return environment.getOrDefault(name, "");
    }

    /**
     * The cloud that was asked for, else the one that the environment names, else the public one.
     *
     * @throws UsageException where it is unknown, or the environment names two
     */
    public Cloud cloud() {
        return signIn.cloud().isEmpty() ? Cloud.of(environment) : Cloud.named(signIn.cloud());
    }

    /** Whether anybody has named a cloud. */
    boolean namesCloud() {
        return !signIn.cloud().isEmpty()
                || !variable("ACC_CLOUD").isBlank()
                || !variable("AZURE_CLOUD").isBlank();
    }

    /** Whether the environment is that of a Cloud Shell; {@code CLOUD_SHELL=true} is Google's. */
    public boolean namesCloudShell() {
        return !variable("MSI_ENDPOINT").isBlank()
                || !variable("ACC_CLOUD").isBlank()
                || variable("AZUREPS_HOST_ENVIRONMENT").startsWith("cloud-shell");
    }

    /** Whether nothing but Cloud Shell's endpoint comes into question; the quick way in, with no other class. */
    boolean isPlainCloudShell() {
        return signIn.tenant().isEmpty()
                && (signIn.source().equals(SignIn.CLOUD_SHELL)
                        || signIn.source().equals(SignIn.AUTO) && namesCloudShell());
    }

    /** The subscription that was asked for, or the one in {@code AZURE_SUBSCRIPTION_ID}, by id or name; or "". */
    String subscription() {
        return signIn.subscription().isEmpty()
                ? variable("AZURE_SUBSCRIPTION_ID").strip()
                : signIn.subscription();
    }

    /**
     * Cloud Shell's token endpoint: {@code MSI_ENDPOINT}, or the usual address.
     *
     * @throws UsageException where it is not on this machine and that was not allowed, or is no address
     */
    URI tokenEndpoint() {
        var text = variable("MSI_ENDPOINT").isBlank()
                ? USUAL_ENDPOINT
                : variable("MSI_ENDPOINT").strip();
        var endpoint = address("MSI_ENDPOINT", text);
        if (!Origin.of(endpoint).isLoopback() && !allowRemoteEndpoint) {
            throw new UsageException(
                    "use the token endpoint",
                    "MSI_ENDPOINT is " + endpoint + ", which is not on this machine",
                    "unset MSI_ENDPOINT, or say --allow-remote-endpoint if you trust that host with your identity");
        }
        return endpoint;
    }

    /**
     * Resource Manager: {@code AZURE_RESOURCE_MANAGER_ENDPOINT}, or the cloud's.
     *
     * @throws UsageException where a token may not travel there
     */
    public URI resourceManager() {
        var text = variable("AZURE_RESOURCE_MANAGER_ENDPOINT").strip();
        if (text.isEmpty()) {
            return cloud().resourceManager();
        }
        var endpoint = address("AZURE_RESOURCE_MANAGER_ENDPOINT", text);
        if (!Origin.of(endpoint).maySeeTokens()) {
            throw new UsageException(
                    "use Resource Manager",
                    "AZURE_RESOURCE_MANAGER_ENDPOINT is " + endpoint + ", and a token goes over https or to loopback",
                    "write https://, or unset it");
        }
        return endpoint;
    }

    static URI address(String variable, String text) {
        try {
            var address = URI.create(text);
            Origin.of(address);
            return address;
        } catch (IllegalArgumentException e) {
            throw new UsageException(
                    "read " + variable,
                    "'" + SafeText.line(text) + "' is not an http or https address",
                    "write it like " + USUAL_ENDPOINT + ", or unset it");
        }
    }

    /** Without the environment, which may hold a token: {@code token -o export} is made to be put there. */
    @Override
    public String toString() {
        return "Settings[timeout=" + timeout + ", maxWait=" + maxWait + ", allowRemoteEndpoint=" + allowRemoteEndpoint
                + ", environment=***]";
    }
}
