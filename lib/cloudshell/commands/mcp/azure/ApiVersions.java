package cloudshell.commands.mcp.azure;

import cloudshell.commands.mcp.limits.ArmPath;
import cloudshell.http.Urls;
import cloudshell.token.CloudShellException;
import cloudshell.token.UsageException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Finds an API version for a path that has none: the newest stable one that the provider names for the resource type. */
public final class ApiVersions {
    public static final String NAME = "api-version";
    private static final String OF_SUBSCRIPTIONS = "2022-12-01";
    private static final String OF_RESOURCES = "2021-04-01";

    private final AzureReader azure;
    private final Map<String, JsonNode> providers = new ConcurrentHashMap<>();

    public ApiVersions(AzureReader azure) {
        this.azure = azure;
    }

    /**
     * Returns the target with an API version: its own, the one that is given, or one that is looked up.
     *
     * @param given "" if none is
     * @throws UsageException if none can be found
     */
    public Target complete(Target target, String given) {
        var path = target.path();
        if (target.isGraph() || path.has(NAME)) {
            return target;
        }
        return target.with(path.with(NAME, given.isEmpty() ? find(path) : given));
    }

    private String find(ArmPath path) {
        var segments = path.segments();
        int provider = lastProvider(segments);
        if (provider < 0 || provider + 2 >= segments.size()) {
            return provider < 0 && (segments.size() < 3 || segments.get(2).equalsIgnoreCase("locations"))
                    ? OF_SUBSCRIPTIONS
                    : OF_RESOURCES;
        }
        var type = new ArrayList<String>();
        for (int i = provider + 2; i < segments.size(); i += 2) {
            type.add(segments.get(i));
        }
        return newest(describe(segments, segments.get(provider + 1)), String.join("/", type));
    }

    private static int lastProvider(List<String> segments) {
        for (int i = segments.size() - 1; i >= 0; i--) {
            if (segments.get(i).equalsIgnoreCase("providers")) {
                return i;
            }
        }
        return -1;
    }

    private JsonNode describe(List<String> segments, String namespace) {
        var scope = segments.size() > 1 && segments.get(0).equalsIgnoreCase("subscriptions")
                ? "/subscriptions/" + Urls.segment(segments.get(1))
                : "";
        try {
            return providers.computeIfAbsent(
                    namespace.toLowerCase(Locale.ROOT), each -> azure.provider(scope, namespace));
        } catch (CloudShellException e) {
            throw new UsageException("find an API version", e.getMessage(), "add the argument api-version");
        }
    }

    /** Returns the newest stable version of a type, or of the type that it is within. */
    private static String newest(JsonNode provider, String type) {
        for (var name = type; !name.isEmpty(); name = name.contains("/") ? name.replaceFirst("/[^/]*$", "") : "") {
            for (var known : provider.path("resourceTypes")) {
                if (known.path("resourceType").asText().equalsIgnoreCase(name)) {
                    return newest(known.path("apiVersions"));
                }
            }
        }
        throw new UsageException(
                "find an API version",
                provider.path("namespace").asText() + " names no type " + type,
                "check the path, or add the argument api-version");
    }

    private static String newest(JsonNode versions) {
        var newest = "";
        var preview = "";
        for (var version : versions) {
            var text = version.asText();
            if (text.matches("\\d{4}-\\d{2}-\\d{2}")) {
                newest = text.compareTo(newest) > 0 ? text : newest;
            } else {
                preview = text.compareTo(preview) > 0 ? text : preview;
            }
        }
        return newest.isEmpty() ? preview : newest;
    }
}
