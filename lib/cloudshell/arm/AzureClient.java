package cloudshell.arm;

import cloudshell.http.NonIdempotentTransport;
import cloudshell.http.Origin;
import cloudshell.http.RetryingTransport;
import cloudshell.http.SafeText;
import cloudshell.http.Transport;
import cloudshell.http.UrlConnectionTransport;
import cloudshell.http.Urls;
import cloudshell.token.AccessToken;
import cloudshell.token.Audience;
import cloudshell.token.Cloud;
import cloudshell.token.Settings;
import cloudshell.token.TokenException;
import cloudshell.token.TokenSource;
import cloudshell.token.Tokens;
import cloudshell.token.UsageException;
import java.net.URI;
import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * Tokens and Resource Manager for the signed-in user, with what the commands need; {@code CloudShell} is the entry
 * point.
 */
public class AzureClient {
    private static final String CALL = "call ";
    private static final int LARGEST_PAGE = 64 * 1024 * 1024;
    private static final Duration FIRST_ARM_BACKOFF = Duration.ofMillis(800);

    private final Settings settings;
    private final Cloud cloud;
    private final Tokens tokens;
    private final Transport transport;
    private final Arm arm;
    private final Subscriptions subscriptions;
    private final ResourceGraph resourceGraph;

    /** Creates a client; tokens of the source are cached. */
    public AzureClient(Settings settings, TokenSource source) {
        this(settings, source, transport -> transport);
    }

    /**
     * Creates a client with a transport in front of the one that sends. It receives each request to Azure, including
     * retries, and may reject it; requests for tokens do not pass through it.
     */
    public AzureClient(Settings settings, TokenSource source, UnaryOperator<Transport> inFront) {
        this.settings = settings;
        this.cloud = settings.cloud();
        this.tokens = new Tokens(source, settings.cloud(), settings.clock());
        this.transport = new RetryingTransport(
                inFront.apply(new NonIdempotentTransport(new UrlConnectionTransport(LARGEST_PAGE), LARGEST_PAGE)),
                settings.clock(),
                settings.pause(),
                FIRST_ARM_BACKOFF,
                settings.maxWait());
        this.subscriptions =
                new Subscriptions(bound(Endpoint.resourceManager(settings), Audience.resourceManager(cloud)), settings);
        this.arm = subscriptions.arm();
        this.resourceGraph = new ResourceGraph(arm, settings);
    }

    private Arm bound(URI endpoint, Audience audience) {
        return new Arm(endpoint, audience, tokens, transport, settings);
    }

    /**
     * Returns a token for Resource Manager.
     *
     * @throws TokenException if no token is available
     */
    public AccessToken token() {
        return tokens.token();
    }

    /**
     * Returns a token for an audience in any form that {@link Audience#parse} accepts.
     *
     * @throws TokenException if no token is available
     * @throws UsageException if the audience is malformed
     */
    public AccessToken token(String audience) {
        return tokens.token(audience);
    }

    /**
     * Returns a token for an audience.
     *
     * @throws TokenException if no token is available
     */
    public AccessToken token(Audience audience) {
        return tokens.token(audience);
    }

    /** Returns the tokens of this client, for callers that need nothing else. */
    public Tokens tokens() {
        return tokens;
    }

    /** Returns a client of Resource Manager that sends the user's token. */
    public Arm arm() {
        return arm;
    }

    /** Returns Resource Manager's endpoint: the cloud's, or the one in the environment. */
    public URI resourceManager() {
        return Endpoint.resourceManager(settings);
    }

    /**
     * Returns a client of another Azure API, whose token is sent to this origin only. The audience is the known one of
     * the host: Microsoft Graph, Key Vault, Storage and others, in this cloud.
     *
     * @throws UsageException if no audience is known for the host, or the URL is not https or loopback
     */
    public Arm api(String endpoint) {
        var url = apiUrl(endpoint);
        if (Origin.of(url).equals(Origin.of(Endpoint.resourceManager(settings)))) {
            return arm;
        }
        return bound(
                url,
                ServiceHosts.audience(url, settings)
                        .orElseThrow(() -> new UsageException(
                                CALL + Origin.of(url),
                                "no audience is known for this host in " + cloud.azName(),
                                "name the audience that it wants a token for: api(URL, AUDIENCE)")));
    }

    /**
     * Returns a client of another Azure API with a token for an audience, which is sent to this origin only.
     *
     * @throws UsageException if the URL or the audience is malformed, or the URL is not https or loopback
     */
    public Arm api(String endpoint, String audience) {
        return bound(apiUrl(endpoint), Audience.parse(audience, cloud));
    }

    private static URI apiUrl(String endpoint) {
        Endpoint.checkPath(endpoint);
        try {
            var url = Urls.parse(endpoint.strip());
            Origin.of(url);
            return url;
        } catch (IllegalArgumentException e) {
            throw new UsageException(
                    CALL + SafeText.line(endpoint.replaceAll("//[^/]*@", "//***@")),
                    e.getMessage(),
                    "a path that begins with /, or a URL that begins with https://");
        }
    }

    /** Returns the user's subscriptions, requested once, and the default one. */
    public Subscriptions subscriptions() {
        return subscriptions;
    }

    /** Returns a client of Resource Graph, which queries everything that the user can read. */
    public ResourceGraph resourceGraph() {
        return resourceGraph;
    }

    /** Returns the cloud of the settings. */
    public Cloud cloud() {
        return cloud;
    }
}
