package cloudshell.commands.tune;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;

/**
 * What the commands talk to while they are trained: one answer on loopback that is both a token, which opens nothing,
 * and a list with one machine. So no training knows a real token, and no archive can hold one.
 */
final class TrainingService implements AutoCloseable {
    private static final String SUBSCRIPTION = "00000000-0000-4000-8000-000000000000";
    private static final byte[] ANSWER = """
            {"access_token": "not-a-token", "expires_on": "4102444800", "token_type": "Bearer", "value": [{
              "id": "/subscriptions/SUB/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/vm",
              "name": "vm", "location": "westeurope", "subscriptionId": "SUB", "state": "Enabled",
              "properties": {"provisioningState": "Succeeded", "hardwareProfile": {"vmSize": "Standard_B2s"},
                "storageProfile": {"osDisk": {"osType": "Linux", "diskSizeGB": 30}},
                "instanceView": {"statuses": [{"code": "PowerState/running"}]}}}]}
            """.replace("SUB", SUBSCRIPTION).getBytes(UTF_8);

    private final HttpServer server;

    TrainingService() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", TrainingService::answer);
        server.start();
    }

    Map<String, String> environment() {
        var address = "http://localhost:" + server.getAddress().getPort();
        return Map.of(
                "MSI_ENDPOINT", address + "/oauth2/token",
                "AZURE_RESOURCE_MANAGER_ENDPOINT", address,
                "AZURE_SUBSCRIPTION_ID", SUBSCRIPTION);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, ANSWER.length);
            exchange.getResponseBody().write(ANSWER);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
