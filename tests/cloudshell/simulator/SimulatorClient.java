package cloudshell.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** A client of a simulator that signs in for itself; another HTTP client than the library's. */
record SimulatorClient(Simulator simulator) {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String ARM = "https://management.azure.com/";

    record Reply(int status, JsonNode body, HttpResponse<String> whole) {
        String header(String name) {
            return whole.headers().firstValue(name).orElse("");
        }

        String code() {
            return body.path("error").path("code").asText();
        }
    }

    /** What Resource Manager says to a path, in which {@code ~} is the first subscription. */
    Reply arm(String method, String path, String body) throws IOException, InterruptedException {
        var subscription = "/subscriptions/" + simulator.environment().get("AZURE_SUBSCRIPTION_ID");
        return of(simulator.address(), ARM, method, path.replace("~", subscription), body);
    }

    Reply get(String path) throws IOException, InterruptedException {
        return arm("GET", path, "");
    }

    Reply graph(String path) throws IOException, InterruptedException {
        var address = simulator.environment().get("AZURE_MICROSOFT_GRAPH_ENDPOINT");
        return of(address, "https://graph.microsoft.com/", "GET", path, "");
    }

    Reply vault(String path) throws IOException, InterruptedException {
        return of(simulator.environment().get("AZURE_KEYVAULT_URL"), "https://vault.azure.net", "GET", path, "");
    }

    Reply query(String query) throws IOException, InterruptedException {
        return arm("POST", "/providers/Microsoft.ResourceGraph/resources?api-version=2021-03-01", query);
    }

    Reply of(String address, String audience, String method, String path, String body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : address + path))
                .header("Authorization", "Bearer " + token(audience))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        var response = CLIENT.send(request, BodyHandlers.ofString());
        return new Reply(
                response.statusCode(),
                response.body().isEmpty() ? MAPPER.nullNode() : MAPPER.readTree(response.body()),
                response);
    }

    String token(String audience) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(simulator.address() + "/oauth2/token"))
                .header("metadata", "TRUE")
                .POST(BodyPublishers.ofString("resource=" + URLEncoder.encode(audience, UTF_8)))
                .build();
        return MAPPER.readTree(CLIENT.send(request, BodyHandlers.ofString()).body())
                .path("access_token")
                .asText();
    }
}
