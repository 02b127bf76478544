package cloudshell.commands.mcp.azure;

import cloudshell.http.Origin;
import cloudshell.http.Transport;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;

/** Lets GET requests and queries of Resource Graph pass, to the origins of this server only, and rejects all else. */
final class ReadOnlyTransport implements Transport {
    private static final String RESOURCE_GRAPH = "/providers/Microsoft.ResourceGraph/resources";

    private final Transport next;
    private final Origin resourceManager;
    private final Set<Origin> others;

    /** @param others where GET requests may go beside Resource Manager */
    ReadOnlyTransport(Transport next, Origin resourceManager, Set<Origin> others) {
        this.next = next;
        this.resourceManager = resourceManager;
        this.others = others;
    }

    @Override
    public Response send(Request request, Duration deadline) throws IOException {
        var origin = Origin.of(request.uri());
        boolean isRead = request.method().equals("GET")
                && request.body() == null
                && (origin.equals(resourceManager) || others.contains(origin));
        boolean isQuery = request.method().equals("POST")
                && request.isSafe()
                && origin.equals(resourceManager)
                && request.uri().getRawPath().endsWith(RESOURCE_GRAPH);
        if (!isRead && !isQuery) {
            throw new IOException("this server sends GET requests and Resource Graph queries only");
        }
        return next.send(request, deadline);
    }
}
