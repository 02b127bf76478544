package cloudshell.token;

import cloudshell.http.Origin;
import cloudshell.http.Sleeper;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/**
 * The settings of a client. {@link #of} reads the environment and uses defaults for the rest, which a command's options
 * change.
 *
 * @param timeout for one token or one response of Resource Manager; at most a day
 * @param maxWait the longest single wait for throttling; at most a day
 * @param signIn the identity to use
 */
public record Settings(
        Map<String, String> environment,
        Duration timeout,
        Duration maxWait,
        boolean allowRemoteEndpoint,
        CredentialOptions signIn,
        Sleeper pause,
        Clock clock) {
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final String RESOURCE_MANAGER = "AZURE_RESOURCE_MANAGER_ENDPOINT";
    private static final String DEFAULT_ENDPOINT = "http://localhost:50342/oauth2/token";

    /** @throws UsageException if the timeout is not positive or the wait is negative */
    public Settings {
        if (timeout.isZero() || timeout.isNegative() || maxWait.isNegative()) {
            throw new UsageException("use the timeout", "it must be greater than zero", "30 s, the default");
        }
        timeout = timeout.compareTo(LONGEST) < 0 ? timeout : LONGEST;
        maxWait = maxWait.compareTo(LONGEST) < 0 ? maxWait : LONGEST;
    }

    public static Settings of(Map<String, String> environment) {
        return new Settings(
                Map.copyOf(environment),
                Duration.ofSeconds(30),
                Duration.ofSeconds(60),
                false,
                CredentialOptions.DEFAULT,
                Sleeper.silent(),
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

    public Settings withSignIn(CredentialOptions signIn) {
        return new Settings(environment, timeout, maxWait, allowRemoteEndpoint, signIn, pause, clock);
    }

    public Settings withPause(Sleeper pause) {
        return new Settings(environment, timeout, maxWait, allowRemoteEndpoint, signIn, pause, clock);
    }

    /** Returns the value of an environment variable, or "". */
    public String variable(String name) {
        return environment.getOrDefault(name, "");
    }

    /**
     * Returns the cloud from the options, else from the environment, else the public one.
     *
     * @throws UsageException if it is unknown, or the environment names two
     */
    public Cloud cloud() {
        return signIn.cloud().isEmpty()
                ? Cloud.of(environment)
                : Cloud.of(signIn.cloud(), variable(RESOURCE_MANAGER).strip());
    }

    /**
     * Returns the URL of Resource Manager, which receives the user's token: {@code AZURE_RESOURCE_MANAGER_ENDPOINT}, or
     * the cloud's.
     *
     * @throws UsageException if it is neither on localhost nor a known cloud's own, and that was not allowed
     */
    public URI resourceManager() {
        var text = variable(RESOURCE_MANAGER).strip();
        if (text.isEmpty()) {
            return cloud().resourceManager();
        }
        var url = Cloud.url(RESOURCE_MANAGER, text);
        var origin = Origin.of(url);
        if (!origin.maySeeTokens()) {
            throw new UsageException(
                    "use Resource Manager",
                    RESOURCE_MANAGER + " is " + url + ", and a token goes over https or to loopback",
                    "write https://, or unset it");
        }
        if (!origin.isLoopback() && !allowRemoteEndpoint && !isAClouds(origin)) {
            throw new UsageException(
                    "use Resource Manager",
                    RESOURCE_MANAGER + " is " + url + ", which is not a known cloud's and would get the token",
                    "unset it, or add Settings.withRemoteEndpoint(true) if you trust that host with your identity");
        }
        return url;
    }

    /** Compares the parts: the first comparison of two records takes 20 ms on Java 17. */
    private static boolean isAClouds(Origin origin) {
        for (var cloud : Cloud.known()) {
            if (origin.scheme().equals("https")
                    && origin.host().equals(cloud.resourceManager().getHost())
                    && origin.port() == 443) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether the environment is that of Azure Cloud Shell; {@code CLOUD_SHELL=true} is Google's. */
    public boolean namesCloudShell() {
        return !variable("MSI_ENDPOINT").isBlank()
                || !variable("ACC_CLOUD").isBlank()
                || variable("AZUREPS_HOST_ENVIRONMENT").startsWith("cloud-shell");
    }

    /**
     * Returns the subscription from the options or {@code AZURE_SUBSCRIPTION_ID}, an id or a name; "" if neither is
     * given.
     */
    public String subscription() {
        return signIn.subscription().isEmpty()
                ? variable("AZURE_SUBSCRIPTION_ID").strip()
                : signIn.subscription();
    }

    /**
     * Returns Cloud Shell's token endpoint: {@code MSI_ENDPOINT}, or {@code http://localhost:50342/oauth2/token}.
     *
     * @throws UsageException if it is not a URL, or is not on localhost and that is not allowed
     */
    URI tokenEndpoint() {
        var text = variable("MSI_ENDPOINT").isBlank()
                ? DEFAULT_ENDPOINT
                : variable("MSI_ENDPOINT").strip();
        var endpoint = Cloud.url("MSI_ENDPOINT", text);
        if (!Origin.of(endpoint).isLoopback() && !allowRemoteEndpoint) {
            throw new UsageException(
                    "use the token endpoint",
                    "MSI_ENDPOINT is " + endpoint + ", which is not localhost",
                    "unset MSI_ENDPOINT, or add Settings.withRemoteEndpoint(true) if you trust that host with your identity");
        }
        return endpoint;
    }

    /** Omits the environment, which may contain a token: {@code token -o export} puts one there. */
    @Override
    public String toString() {
        return "Settings[timeout=" + timeout + ", maxWait=" + maxWait + ", allowRemoteEndpoint=" + allowRemoteEndpoint
                + ", environment=***]";
    }
}
