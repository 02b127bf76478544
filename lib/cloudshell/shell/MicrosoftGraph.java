package cloudshell.shell;

import cloudshell.CloudShell;
import cloudshell.arm.Arm;
import cloudshell.http.Origin;
import cloudshell.token.Audience;
import cloudshell.token.Cloud;
import cloudshell.token.UsageException;

/** Microsoft Graph of the cloud, or of {@code AZURE_MICROSOFT_GRAPH_ENDPOINT}, which a simulator sets. */
final class MicrosoftGraph {
    private static final String NAME = "graph";
    private static final String VARIABLE = "AZURE_MICROSOFT_GRAPH_ENDPOINT";

    private MicrosoftGraph() {}

    static Arm api(CloudShell azure) {
        var here = System.getenv().getOrDefault(VARIABLE, "");
        var own = Audience.named(NAME, azure.cloud()).resource();
        if (here.isBlank()) {
            return azure.api(own, NAME);
        }
        var origin = Origin.of(Cloud.url(VARIABLE, here));
        if (!origin.isLoopback() && !origin.equals(Origin.of(Cloud.url(VARIABLE, own)))) {
            throw new UsageException(
                    "call Microsoft Graph",
                    VARIABLE + " is " + origin + ", which is not the cloud's own and would get the token",
                    "unset it, or azure().api(URL, \"graph\") if you trust that host with your identity");
        }
        return azure.api(here, NAME);
    }

    /** Returns the path with version 1.0 unless it has a version. */
    static String path(String path) {
        if (path == null) {
            throw new UsageException("call Microsoft Graph", "the path is null", "graph(\"/me\")");
        }
        var whole = path.startsWith("/") ? path : "/" + path;
        return whole.matches("/(v1\\.0|beta)(/.*)?") ? whole : "/v1.0" + whole;
    }
}
