//DEPS com.fasterxml.jackson.core:jackson-databind:2.22.4
//SOURCES AccessToken.java Addresses.java Arm.java ArmException.java ArmRefusal.java Audience.java
//SOURCES AudienceRecord.java AudienceSurvey.java AudienceVerdict.java CachedTokens.java Challenge.java
//SOURCES Claims.java Cloud.java CloudShellException.java Expiry.java Failure.java Json.java
//SOURCES KnownAudiences.java LocalEndpoint.java Origin.java Pages.java Pause.java RetryAfter.java
//SOURCES RetryingTransport.java SafeText.java ServiceError.java Settings.java Subscription.java
//SOURCES Subscriptions.java TokenException.java TokenSource.java Transport.java UrlTransport.java
//SOURCES UsageException.java VirtualMachine.java VirtualMachines.java
package cloudshell;

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

    private static final int LARGEST_TOKEN_ANSWER = 1024 * 1024;
    private static final int LARGEST_PAGE = 64 * 1024 * 1024;
    private static final Duration FIRST_TOKEN_BACKOFF = Duration.ofMillis(500);
    private static final Duration FIRST_ARM_BACKOFF = Duration.ofMillis(800);

    private final Cloud cloud;
    private final CachedTokens tokens;
    private final Arm arm;

    private CloudShell(Settings settings, TokenSource source) {
        this.cloud = settings.cloud();
        this.tokens = new CachedTokens(source, settings.clock());
        var transport = new RetryingTransport(
                new UrlTransport(LARGEST_PAGE),
                settings.clock(),
                settings.pause(),
                FIRST_ARM_BACKOFF,
                settings.maxWait());
        this.arm = new Arm(
                settings.resourceManager(),
                Audience.resourceManager(cloud),
                tokens,
                transport,
                settings.timeout(),
                settings.clock());
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
        return connect(settings, localEndpoint(settings));
    }

    /** Connects with tokens from elsewhere; they are cached in front of the source. */
    public static CloudShell connect(Settings settings, TokenSource source) {
        return new CloudShell(settings, source);
    }

    private static TokenSource localEndpoint(Settings settings) {
        Clock clock = settings.clock();
        var transport = new RetryingTransport(
                new UrlTransport(LARGEST_TOKEN_ANSWER), clock, settings.pause(), FIRST_TOKEN_BACKOFF, null);
        return new LocalEndpoint(settings.tokenEndpoint(), transport, settings.timeout(), clock);
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

    public Cloud cloud() {
        return cloud;
    }
}
