package cloudshell.shell;

import cloudshell.CloudShell;
import cloudshell.arm.Arm;
import cloudshell.http.Origin;
import cloudshell.token.Audience;
import cloudshell.token.Cloud;
import cloudshell.token.UsageException;

/** Microsoft MicrosoftGraph of the cloud that this is, or the one that {@code AZURE_MICROSOFT_GRAPH_ENDPOINT} names: a simulator's. */
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
        var origin = Origin.of(Cloud.address(VARIABLE, here));
        if (!origin.isLoopback() && !origin.equals(Origin.of(Cloud.address(VARIABLE, own)))) {
            throw new UsageException(
                    "call Microsoft Graph",
                    VARIABLE + " is " + origin + ", which is not the cloud's own and would get the token",
                    "unset it, or azure().api(URL, \"graph\") if you trust that host with your identity");
        }
        return azure.api(here, NAME);
    }

    /** A path of version 1.0 unless it names its version itself. */
    static String path(String path) {
        if (path == null) {
            throw new UsageException("call Microsoft Graph", "the path is null", "graph(\"/me\")");
        }
        var whole = path.startsWith("/") ? path : "/" + path;
        return whole.matches("/(v1\\.0|beta)(/.*)?") ? whole : "/v1.0" + whole;
    }
}
