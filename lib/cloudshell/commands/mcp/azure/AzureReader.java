//SOURCES ../../../arm/Arm.java ../limits/Limits.java
//SOURCES ApiVersions.java GraphEndpoint.java IssuedTokens.java ReadOnlyTransport.java Target.java
package cloudshell.commands.mcp.azure;

import cloudshell.arm.AzureClient;
import cloudshell.arm.Endpoint;
import cloudshell.arm.ResourceGraph;
import cloudshell.arm.Subscription;
import cloudshell.arm.Subscriptions;
import cloudshell.commands.mcp.limits.ArmPath;
import cloudshell.commands.mcp.limits.LimitException;
import cloudshell.commands.mcp.limits.Limits;
import cloudshell.http.Origin;
import cloudshell.http.Transport;
import cloudshell.http.Urls;
import cloudshell.token.AccessToken;
import cloudshell.token.Settings;
import cloudshell.token.TokenSource;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Reads Azure for the tools, within the limits. All that the tools send goes through here. */
public final class AzureReader {
    private static final String VERB = "call a URL";

    private final AzureClient azure;
    private final Origin resourceManager;
    private final GraphEndpoint graph;
    private final boolean isGraphAllowed;
    private final Limits limits;
    private final IssuedTokens tokens;

    /**
     * @param isGraphAllowed whether Microsoft Graph may be read
     * @param limits makes the limits, for which names of subscriptions may have to be looked up
     * @param inFront sees each request to Azure before it is sent
     */
    public AzureReader(
            Settings settings,
            TokenSource source,
            boolean isGraphAllowed,
            Function<Subscriptions, Limits> limits,
            UnaryOperator<Transport> inFront) {
        this.tokens = new IssuedTokens(source);
        this.resourceManager = Origin.of(Endpoint.resourceManager(settings));
        this.graph = GraphEndpoint.of(settings);
        this.isGraphAllowed = isGraphAllowed;
        var others = isGraphAllowed ? Set.of(Origin.of(graph.actual())) : Set.<Origin>of();
        this.azure = new AzureClient(
                settings, tokens, sender -> new ReadOnlyTransport(inFront.apply(sender), resourceManager, others));
        this.limits = limits.apply(azure.subscriptions());
    }

    public Limits limits() {
        return limits;
    }

    /** Masks each token of this process in a text. */
    public String masked(String text) {
        return tokens.masked(text);
    }

    public boolean isGraphAllowed() {
        return isGraphAllowed;
    }

    /** Returns a token for Resource Manager, for its claims. */
    public AccessToken token() {
        return azure.token();
    }

    /** Returns the subscriptions that the user sees, within the limits. */
    public List<Subscription> subscriptions() {
        return azure.subscriptions().all().stream()
                .filter(each -> limits.allowsSubscription(each.id()))
                .toList();
    }

    /**
     * Checks a path of Resource Manager, a URL there, or one of Microsoft Graph if that is allowed.
     *
     * @throws LimitException if it is none of these, or outside of the limits
     */
    public Target target(String pathOrUrl) {
        boolean isUrl = pathOrUrl.matches("(?s)[A-Za-z][A-Za-z0-9+.-]*:.*") || pathOrUrl.startsWith("//");
        if (!isUrl) {
            return resourceManager(pathOrUrl);
        }
        var url = url(pathOrUrl);
        var origin = Origin.of(url);
        var path = url.getRawPath() + (url.getRawQuery() == null ? "" : "?" + url.getRawQuery());
        if (origin.equals(resourceManager)) {
            return resourceManager(path);
        }
        if (!graph.has(origin)) {
            throw new LimitException(
                    VERB,
                    "the token is meant for " + resourceManager + (isGraphAllowed ? " and Microsoft Graph" : "")
                            + ", not for " + origin,
                    "a path that begins with /subscriptions");
        }
        if (!isGraphAllowed) {
            throw new LimitException(
                    VERB, "Microsoft Graph is not allowed", "ask the user to start the server with --graph");
        }
        return new Target(azure.api(graph.actual().toString(), GraphEndpoint.NAME), ArmPath.parse(path), true);
    }

    private Target resourceManager(String text) {
        var path = ArmPath.parse(text);
        limits.check(path);
        return new Target(azure.arm(), path, false);
    }

    private static URI url(String text) {
        if (text.indexOf('\\') >= 0 || text.chars().anyMatch(c -> c <= ' ' || c == 0x7f)) {
            throw new LimitException(VERB, "it has a space, a control character or a backslash", "");
        }
        try {
            var url = Urls.parse(text);
            Origin.of(url);
            if (url.getRawFragment() != null) {
                throw new IllegalArgumentException("it has a #");
            }
            return url;
        } catch (IllegalArgumentException e) {
            throw new LimitException(VERB, e.getMessage(), "a path that begins with /subscriptions");
        }
    }

    /** Returns the JSON at a target. */
    public JsonNode get(Target target) {
        return target.service().get(target.path().text());
    }

    /**
     * Returns the target that a response names as its next page.
     *
     * @throws LimitException if it is elsewhere, or outside of the limits
     */
    public Target next(Target page, String link) {
        var next = target(link);
        if (next.isGraph() != page.isGraph()) {
            throw new LimitException("read the next page", "it is at another service", "");
        }
        return next;
    }

    /** Returns the description of a provider's resource types, for the look-up of an API version. */
    JsonNode provider(String scope, String namespace) {
        return azure.arm().get(scope + "/providers/" + Urls.segment(namespace) + "?api-version=2021-04-01");
    }

    /** Returns rows of Resource Graph; the query is narrowed to the limits. */
    public ResourceGraph.ResultPage query(String kql, int skip, int top) {
        return azure.resourceGraph().page(limits.narrow(kql), limits.subscriptions(), skip, top);
    }
}
