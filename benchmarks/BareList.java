package benchmarks;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * The least that lists machines with their power states: fetches and parses both lists, page after page, and joins,
 * checks and prints nothing. It retries nothing and trusts every next link.
 */
final class BareList {
    private BareList() {}

    public static void main(String[] args) throws Exception {
        var mapper = new JsonMapper();
        var tokens = open(System.getenv("MSI_ENDPOINT"));
        tokens.setRequestProperty("Metadata", "true");
        tokens.setDoOutput(true);
        try (var out = tokens.getOutputStream()) {
            out.write(("resource=" + URLEncoder.encode("https://management.azure.com/", StandardCharsets.UTF_8))
                    .getBytes(StandardCharsets.UTF_8));
        }
        var token =
                mapper.readTree(tokens.getInputStream()).path("access_token").asText();
        var list = System.getenv("AZURE_RESOURCE_MANAGER_ENDPOINT") + "/subscriptions/"
                + System.getenv("AZURE_SUBSCRIPTION_ID")
                + "/providers/Microsoft.Compute/virtualMachines?api-version=2021-07-01";
        int machines = 0;
        for (var address : new String[] {list, list + "&statusOnly=true"}) {
            for (var next = address; !next.isEmpty(); ) {
                var page = open(next);
                page.setRequestProperty("Authorization", "Bearer " + token);
                var answer = mapper.readTree(page.getInputStream().readAllBytes());
                machines += answer.path("value").size();
                next = answer.path("nextLink").asText("");
            }
        }
        System.out.println(machines);
    }

    private static HttpURLConnection open(String address) throws Exception {
        return (HttpURLConnection) URI.create(address).toURL().openConnection();
    }
}
