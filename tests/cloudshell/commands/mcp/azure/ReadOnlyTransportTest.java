package cloudshell.commands.mcp.azure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cloudshell.commands.mcp.FakeAzure;
import cloudshell.http.Origin;
import cloudshell.http.Transport.Request;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadOnlyTransportTest {
    private static final String ARM = "https://management.azure.com";
    private static final String GRAPH = "https://graph.microsoft.com";
    private static final String QUERY = ARM + "/providers/Microsoft.ResourceGraph/resources?api-version=2021-03-01";

    private final FakeAzure azure = FakeAzure.json("{}");
    private final ReadOnlyTransport transport =
            new ReadOnlyTransport(azure, Origin.of(URI.create(ARM)), Set.of(Origin.of(URI.create(GRAPH))));

    private void send(Request request) throws IOException {
        transport.send(request, Duration.ofSeconds(1));
    }

    private static Request request(String method, String url, byte[] body) {
        return new Request(method, URI.create(url), Map.of(), body);
    }

    @Test
    void letsGetRequestsAndQueriesPass() throws IOException {
        send(request("GET", ARM + "/subscriptions?api-version=1", null));
        send(request("GET", GRAPH + "/v1.0/me", null));
        send(request("POST", QUERY, new byte[0]).asSafe());

        assertEquals(
                List.of("GET " + ARM + "/subscriptions?api-version=1", "GET " + GRAPH + "/v1.0/me", "POST " + QUERY),
                azure.sent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "get", "MERGE"})
    void rejectsEveryOtherMethod(String method) {
        for (var url : List.of(ARM + "/subscriptions/a", GRAPH + "/v1.0/me")) {
            assertThrows(
                    IOException.class,
                    () -> send(request(method, url, new byte[0]).asSafe()));
            assertThrows(IOException.class, () -> send(request(method, url, null)));
        }
        assertEquals(List.of(), azure.sent());
    }

    @ParameterizedTest
    @CsvSource({
        "GET, https://management.azure.com.evil.example/subscriptions",
        "GET, http://management.azure.com/subscriptions",
        "GET, https://management.azure.com:8443/subscriptions",
        "GET, https://evil.example/subscriptions",
        "GET, https://vault.azure.net/secrets",
        "POST, https://graph.microsoft.com/providers/Microsoft.ResourceGraph/resources",
        "POST, https://evil.example/providers/Microsoft.ResourceGraph/resources",
        "POST, https://management.azure.com/providers/Microsoft.ResourceGraph/resources/x",
        "POST, https://management.azure.com/providers/Microsoft.ResourceGraph/operations",
        "POST, https://management.azure.com/x?/providers/Microsoft.ResourceGraph/resources",
    })
    void rejectsOtherOriginsAndOtherPosts(String method, String url) {
        assertThrows(
                IOException.class,
                () -> send(request(method, url, method.equals("POST") ? new byte[0] : null)
                        .asSafe()));
        assertEquals(List.of(), azure.sent());
    }

    @Test
    void rejectsAQueryThatIsNotMarkedAsARead() {
        assertThrows(IOException.class, () -> send(request("POST", QUERY, new byte[0])));
        assertThrows(IOException.class, () -> send(request("GET", ARM + "/subscriptions", new byte[] {1})));
    }
}
