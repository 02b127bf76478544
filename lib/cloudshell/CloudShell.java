//GAV io.github.cloudshell-jbang:cloudshell:0.1.0
//DEPS com.fasterxml.jackson.core:jackson-core:2.22.4
//DEPS com.fasterxml.jackson.core:jackson-databind:2.22.4
//SOURCES AccessToken.java Addresses.java Ahead.java AnswerBody.java Arm.java ArmException.java
//SOURCES ArmRefusal.java Audience.java AudienceRecord.java AudienceSurvey.java AudienceVerdict.java
//SOURCES AutoSource.java AzureCli.java AzurePowerShell.java CachedTokens.java Challenge.java Claims.java
//SOURCES Cloud.java CloudShellException.java EntraAdvice.java Expiry.java Failure.java Json.java
//SOURCES JsonTrees.java KnownAudiences.java LocalEndpoint.java LocalProgram.java MachineFilter.java
//SOURCES MachineList.java ManyLists.java Origin.java Pages.java PatchExchange.java Pause.java
//SOURCES Preparation.java ProgramError.java ResourceGraph.java RetryAfter.java RetryingTransport.java
//SOURCES SafeText.java ServiceError.java ServiceHosts.java Settings.java SignIn.java SignedInProgram.java
//SOURCES Sources.java Subscription.java Subscriptions.java TokenException.java TokenSource.java
//SOURCES Transport.java UrlTransport.java UsageException.java VirtualMachine.java VirtualMachines.java
package cloudshell;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;

/**
 * The front door: tokens and Resource Manager for the signed-in user.
 *
 * <pre>{@code
 * var azure = CloudShell.connect();
 * azure.arm().list("/subscriptions?api-version=2022-12-01").forEach(System.out::println);
 * }</pre>
 *
 * <p>It is safe for many threads. Ask it for the token each time: a long job outlives a token, not this object.
 */
public final class CloudShell {
    public static final String VERSION = "0.1.0";

    private static final String CALL = "call ";
    private static final int LARGEST_TOKEN_ANSWER = 1024 * 1024;
    private static final int LARGEST_PAGE = 64 * 1024 * 1024;
    private static final Duration FIRST_TOKEN_BACKOFF = Duration.ofMillis(500);
    private static final Duration FIRST_ARM_BACKOFF = Duration.ofMillis(800);

    private final Settings settings;
    private final Cloud cloud;
    private final CachedTokens tokens;
    private final Transport transport;
    private final Arm arm;

    private CloudShell(Settings settings, TokenSource source) {
        this.settings = settings;
        this.cloud = settings.cloud();
        this.tokens = new CachedTokens(source, settings.clock());
        this.transport = new RetryingTransport(
                new UrlTransport(LARGEST_PAGE),
                settings.clock(),
                settings.pause(),
                FIRST_ARM_BACKOFF,
                settings.maxWait());
        this.arm = bound(settings.resourceManager(), Audience.resourceManager(cloud));
    }

    private Arm bound(URI endpoint, Audience audience) {
        return new Arm(endpoint, audience, tokens, transport, settings.timeout(), settings.clock());
    }

    /**
     * Connects as the environment says; nothing is sent before the first token is asked for.
     *
     * @throws UsageException where the environment names an endpoint or a cloud that cannot be used
     */
    public static CloudShell connect() {
        return connect(Settings.of(System.getenv()));
    }

    public static CloudShell connect(Settings settings) {
        return connect(settings, source(settings));
    }

    /**
     * Where these settings take their tokens from, without a cache in front.
     *
     * @throws UsageException where they name an unknown source, or an endpoint or a tenant that it cannot have
     */
    public static TokenSource source(Settings settings) {
        return settings.isPlainCloudShell() ? localEndpoint(settings) : Sources.chosen(settings);
    }

    /** Connects with tokens from elsewhere; they are cached in front of the source. */
    public static CloudShell connect(Settings settings, TokenSource source) {
        return new CloudShell(settings, source);
    }

    static TokenSource localEndpoint(Settings settings) {
        Clock clock = settings.clock();
        var transport = new RetryingTransport(
                new UrlTransport(LARGEST_TOKEN_ANSWER), clock, settings.pause(), FIRST_TOKEN_BACKOFF, null);
        return new LocalEndpoint(settings.tokenEndpoint(), transport, settings.timeout(), clock);
    }

    /**
     * Loads on another thread what the first request will need, while the caller is still busy with something else.
     * Nothing is sent. It saves a short-lived program a fifth of its time, and one that does without gets the same.
     */
    public static void prepare() {
        new Preparation().start();
    }

    /**
     * A token for Resource Manager.
     *
     * @throws TokenException where none can be had
     */
    public AccessToken token() {
        return tokens.fetch(Audience.resourceManager(cloud));
    }

    /**
     * A token for an audience, in any form that {@link Audience#parse} reads.
     *
     * @throws TokenException where none can be had
     * @throws UsageException where the audience is malformed
     */
    public AccessToken token(String audience) {
        return token(Audience.parse(audience, cloud));
    }

    /** @throws TokenException where none can be had */
    public AccessToken token(Audience audience) {
        return tokens.fetch(audience);
    }

    /** Resource Manager, with the user's token on each request. */
    public Arm arm() {
        return arm;
    }

    /** Where Resource Manager is: the cloud's, or the one that the environment names. */
    public URI resourceManager() {
        return settings.resourceManager();
    }

    /**
     * Another Azure API, with a token that goes to this origin only. The audience is the one that its host is known
     * for: Microsoft Graph, Key Vault, Storage and others, in this cloud.
     *
     * @throws UsageException where no audience is known for the host, or a token may not travel there
     */
    public Arm api(String endpoint) {
        var address = apiAddress(endpoint);
        if (Origin.of(address).is(Origin.of(settings.resourceManager()))) {
            return bound(address, Audience.resourceManager(cloud));
        }
        return bound(
                address,
                ServiceHosts.audience(address, cloud)
                        .orElseThrow(() -> new UsageException(
                                CALL + Origin.of(address),
                                "no audience is known for this host in " + cloud.azName(),
                                "name the audience that it wants a token for: --resource URI")));
    }

    /** Another Azure API with a token for the audience that it wants, which goes to this origin only. */
    public Arm api(String endpoint, String audience) {
        return bound(apiAddress(endpoint), Audience.parse(audience, cloud));
    }

    private static URI apiAddress(String endpoint) {
        try {
            var address = Addresses.parse(endpoint.strip());
            Origin.of(address);
            return address;
        } catch (IllegalArgumentException e) {
            throw new UsageException(
                    CALL + SafeText.line(endpoint.replaceAll("//[^/]*@", "//***@")),
                    e.getMessage(),
                    "a path that begins with /, or an address that begins with https://");
        }
    }

    /** The user's subscriptions, and which of them is meant where none is named. */
    public Subscriptions subscriptions() {
        return new Subscriptions(arm, settings);
    }

    /** Resource Graph, which answers for many subscriptions at once. */
    public ResourceGraph resourceGraph() {
        return new ResourceGraph(arm, settings);
    }

    public Cloud cloud() {
        return cloud;
    }
}
