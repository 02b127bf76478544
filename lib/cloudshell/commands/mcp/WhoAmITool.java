package cloudshell.commands.mcp;

import cloudshell.commands.mcp.azure.AzureReader;
import cloudshell.token.AccessToken;
import cloudshell.token.CloudShellException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** Reports the identity that the server uses, and its limits. */
final class WhoAmITool implements Tool {
    private final AzureReader azure;
    private final Results results;

    WhoAmITool(AzureReader azure, Results results) {
        this.azure = azure;
        this.results = results;
    }

    @Override
    public String name() {
        return "whoami";
    }

    @Override
    public String title() {
        return "Show the identity and the limits of this server";
    }

    @Override
    public String description() {
        return "Returns the identity and tenant that this server reads Azure with, the subscriptions it sees, and the limits it"
                + " enforces. The token itself is never shown. " + Results.NOTICE;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of();
    }

    @Override
    public ObjectNode resultProperties() {
        var properties = JsonNodeFactory.instance.objectNode();
        properties.set("identity", Schemas.object().put("description", "Claims of the token, not verified here."));
        properties.set("limits", Schemas.object().put("description", "What this server was started with."));
        properties.setAll(Schemas.rows("The subscriptions: id, name, state."));
        properties.set("subscriptionsError", Schemas.text("Why the subscriptions could not be listed."));
        return properties;
    }

    @Override
    public ObjectNode call(ToolCall call) {
        var result = Results.empty();
        result.set("identity", identity());
        result.set("limits", limits());
        var rows = results.rows(results.maxRows());
        try {
            for (var subscription : azure.subscriptions()) {
                rows.add(JsonNodeFactory.instance
                        .objectNode()
                        .put("subscriptionId", subscription.id())
                        .put("name", subscription.name())
                        .put("state", subscription.state()));
            }
        } catch (CloudShellException e) {
            result.put("subscriptionsError", results.text(e.getMessage()));
        }
        return rows.to(result, rows.isFull() ? "list /subscriptions" : "");
    }

    private ObjectNode identity() {
        var token = azure.token();
        var claims = token.claims();
        var identity = JsonNodeFactory.instance.objectNode();
        results.put(identity, "user", AccessToken.user(claims));
        results.put(identity, "name", claims.getOrDefault("name", ""));
        results.put(identity, "objectId", claims.getOrDefault("oid", ""));
        results.put(identity, "tenantId", claims.getOrDefault("tid", ""));
        results.put(identity, "applicationId", claims.getOrDefault("appid", claims.getOrDefault("azp", "")));
        results.put(identity, "kind", kind(claims));
        results.put(identity, "source", token.metadata("source"));
        return identity.put("tokenExpires", token.expiresAt().toString());
    }

    private static String kind(Map<String, String> claims) {
        boolean isApplication = claims.getOrDefault("idtyp", "").equals("app") || !claims.containsKey("scp");
        return claims.isEmpty() ? "" : isApplication ? "application" : "user";
    }

    private ObjectNode limits() {
        var limits = JsonNodeFactory.instance.objectNode().put("access", "read-only");
        var subscriptions = limits.putArray("subscriptions");
        azure.limits().subscriptions().forEach(subscriptions::add);
        var groups = limits.putArray("resourceGroups");
        azure.limits().groups().forEach(groups::add);
        return limits.put("microsoftGraph", azure.isGraphAllowed())
                .put("maxRows", results.options().maxRows())
                .put("maxBytes", results.options().maxBytes());
    }
}
