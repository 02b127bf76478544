package cloudshell.commands.mcp;

import cloudshell.commands.mcp.azure.ApiVersions;
import cloudshell.commands.mcp.azure.AzureReader;
import cloudshell.commands.mcp.limits.LimitException;
import cloudshell.query.Query;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Reads one resource, or whatever else one GET returns. */
final class GetTool implements Tool {
    private static final int LONGEST = 8_192;
    static final String PATH = "A path of Azure Resource Manager, e.g. /subscriptions/{id}/resourceGroups/{name}.";
    static final String GRAPH_PATH = " Or a URL of Microsoft Graph, e.g. https://graph.microsoft.com/v1.0/me.";
    static final String JMESPATH = "A JMESPath expression that selects what to return.";

    private final AzureReader azure;
    private final Results results;
    private final ApiVersions versions;

    GetTool(AzureReader azure, Results results, ApiVersions versions) {
        this.azure = azure;
        this.results = results;
        this.versions = versions;
    }

    @Override
    public String name() {
        return "get";
    }

    @Override
    public String title() {
        return "Read one Azure resource";
    }

    @Override
    public String description() {
        return "Sends one GET to Azure Resource Manager and returns its JSON, secrets masked. The API version is looked up"
                + " unless given. For lists use list, for many resources use query. A result of more than "
                + results.options().maxBytes() + " bytes comes in outline: select a part with jmespath."
                + azure.limits().sentence() + " " + Results.NOTICE;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.text("path", LONGEST, PATH + (azure.isGraphAllowed() ? GRAPH_PATH : ""))
                        .required(),
                Parameter.text(
                        ApiVersions.NAME, 40, "The API version, e.g. 2024-07-01 (default: the newest stable one)."),
                Parameter.text("jmespath", LONGEST, JMESPATH));
    }

    @Override
    public ObjectNode resultProperties() {
        var properties = JsonNodeFactory.instance.objectNode();
        properties.set("truncated", Schemas.type("boolean", "Whether only an outline is shown."));
        properties.set("hint", Schemas.text("How to get the rest."));
        properties.putObject("value").put("description", "The JSON of the response.");
        return properties;
    }

    @Override
    public ObjectNode call(ToolCall call) {
        var select = call.optional("jmespath").map(Query::parse);
        var target = versions.complete(azure.target(call.text("path")), call.text(ApiVersions.NAME));
        var response = azure.get(target);
        if (!target.isGraph() && response.isObject() && !azure.limits().allows(response)) {
            throw new LimitException("show the resource", "it is outside of the limits of this server", "");
        }
        var shown = results.shown(target.isGraph() ? response : withoutOthers(response));
        return results.value(
                select.isPresent() ? results.selected(select.get(), shown) : shown,
                "select a part with jmespath, or read a list with list");
    }

    /** Removes the elements of a list that are outside of the limits. */
    private JsonNode withoutOthers(JsonNode response) {
        if (!response.path("value").isArray() || azure.limits().isOpen()) {
            return response;
        }
        var list = ((ObjectNode) response).deepCopy();
        var elements = list.putArray("value");
        response.path("value").forEach(element -> {
            if (azure.limits().allows(element)) {
                elements.add(element);
            }
        });
        return list;
    }
}
