package benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloudshell.arm.Arm;
import cloudshell.http.Transport;
import cloudshell.token.AccessToken;
import cloudshell.token.Audience;
import cloudshell.token.Cloud;
import cloudshell.token.Settings;
import cloudshell.token.Tokens;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A page of 100 VMs from its bytes to the last element of the stream, beside Jackson's own reading of it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PageParsing {
    private static final String MACHINE = """
            {"name": "web-01", "id": "/subscriptions/1/resourceGroups/RG/providers/Microsoft.Compute/virtualMachines/web",
             "type": "Microsoft.Compute/virtualMachines", "location": "westeurope", "tags": {"env": "prod"},
             "properties": {"vmId": "1", "provisioningState": "Succeeded", "hardwareProfile": {"vmSize": "B2s"},
              "storageProfile": {"osDisk": {"osType": "Linux", "diskSizeGB": 30}, "dataDisks": []}}}""";
    private static final byte[] PAGE =
            ("{\"value\": [" + String.join(",", java.util.Collections.nCopies(100, MACHINE)) + "]}").getBytes(UTF_8);

    private final JsonMapper mapper = new JsonMapper();
    private final Arm arm = new Arm(
            URI.create("https://management.azure.com"),
            Audience.resourceManager(Cloud.PUBLIC),
            new Tokens(
                    audience ->
                            new AccessToken(audience.resource(), Instant.now().plusSeconds(86_400), "token"),
                    Cloud.PUBLIC,
                    Clock.systemUTC()),
            (request, deadline) -> new Transport.Response(200, Map.of(), PAGE),
            Settings.of(Map.of()));

    @Benchmark
    public List<JsonNode> aPageThroughTheClient() {
        return arm.list("/subscriptions?api-version=1").toList();
    }

    @Benchmark
    public JsonNode aPageByAnObjectMapper() throws IOException {
        return mapper.readTree(PAGE);
    }
}
