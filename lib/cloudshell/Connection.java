//DEPS com.fasterxml.jackson.core:jackson-databind:2.23.0
//SOURCES arm/Arm.java credentials/TokenSources.java
package cloudshell;

import cloudshell.arm.Arm;
import cloudshell.arm.Endpoint;
import cloudshell.arm.ResourceGraph;
import cloudshell.arm.ServiceHosts;
import cloudshell.arm.Subscriptions;
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

/** Tokens and Resource Manager for the signed-in user, as the commands use them; {@link CloudShell} is the entry point. */
public class Connection {
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

    /** Tokens are cached in front of the source. */
    public Connection(Settings settings, TokenSource source) {
        this(settings, source, transport -> transport);
    }

    /**
     * The same with a transport in front of the one that sends: it sees each request to Azure, retries included, and may
     * reject it. Requests for tokens do not pass through it.
     */
    public Connection(Settings settings, TokenSource source, UnaryOperator<Transport> inFront) {
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
     * A token for Resource Manager.
     *
     * @throws TokenException if none can be had
     */
    public AccessToken token() {
        return tokens.token();
    }

    /**
     * A token for an audience, in any form that {@link Audience#parse} reads.
     *
     * @throws TokenException if none can be had
     * @throws UsageException if the audience is malformed
     */
    public AccessToken token(String audience) {
        return tokens.token(audience);
    }

    /** @throws TokenException if none can be had */
    public AccessToken token(Audience audience) {
        return tokens.token(audience);
    }

    /** The tokens behind it, for callers that wants nothing else. */
    public Tokens tokens() {
        return tokens;
    }

    /** Resource Manager, with the user's token on each request. */
    public Arm arm() {
        return arm;
    }

    /** Where Resource Manager is: the cloud's, or the one that the environment names. */
    public URI resourceManager() {
        return Endpoint.resourceManager(settings);
    }

    /**
     * Another Azure API, with a token that goes to this origin only. The audience is the one that its host is known
     * for: Microsoft Graph, Key Vault, Storage and others, in this cloud.
     *
     * @throws UsageException if no audience is known for the host, or a token may not travel there
     */
    public Arm api(String endpoint) {
        var url = apiAddress(endpoint);
        if (Origin.of(url).equals(Origin.of(Endpoint.resourceManager(settings)))) {
            return arm;
        }
        return bound(
                url,
                ServiceHosts.audience(url, settings)
                        .orElseThrow(() -> new UsageException(
                                CALL + Origin.of(url),
                                "no audience is known for this host in " + cloud.azName(),
                                "name the audience that it wants a token for: --resource URI")));
    }

    /** Another Azure API with a token for the audience that it wants, which goes to this origin only. */
    public Arm api(String endpoint, String audience) {
        return bound(apiAddress(endpoint), Audience.parse(audience, cloud));
    }

    private static URI apiAddress(String endpoint) {
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

    /** The user's subscriptions, asked for once, and which of them is meant where none is named. */
    public Subscriptions subscriptions() {
        return subscriptions;
    }

    /** Resource Graph, which responds for everything that the user sees at once. */
    public ResourceGraph resourceGraph() {
        return resourceGraph;
    }

    public Cloud cloud() {
        return cloud;
    }
}
