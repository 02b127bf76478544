package cloudshell.arm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloudshell.CloudShell;
import cloudshell.token.Audience;
import cloudshell.token.Cloud;
import cloudshell.token.Settings;
import cloudshell.token.UsageException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceHostsTest {
    @ParameterizedTest
    @CsvSource({
        "https://management.azure.com/subscriptions,     AzureCloud,        https://management.azure.com/",
        "https://MANAGEMENT.azure.com:443,               AzureCloud,        https://management.azure.com/",
        "https://management.chinacloudapi.cn,            AzureChinaCloud,         https://management.chinacloudapi.cn/",
        "https://graph.microsoft.com/v1.0/me,            AzureCloud,        https://graph.microsoft.com/",
        "https://graph.microsoft.us/v1.0/me,             AzureUSGovernment, https://graph.microsoft.us/",
        "https://mine.vault.azure.net/secrets,           AzureCloud,        https://vault.azure.net",
        "https://mine.vault.usgovcloudapi.net,           AzureUSGovernment, https://vault.usgovcloudapi.net",
        "https://mine.blob.core.windows.net/box,         AzureCloud,        https://storage.azure.com/",
        "https://dev.azure.com/mine/_apis/projects,      AzureCloud,        499b84ac-1321-427f-aa17-267ca6975798",
    })
    void aServiceIsKnownByItsHost(String url, String cloud, String resource) {
        var audience = ServiceHosts.audience(URI.create(url), Cloud.named(cloud));

        assertEquals(resource, audience.orElseThrow().resource());
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:5001/v1.0/me, https://graph.microsoft.com/",
        "http://LOCALHOST:5001/, https://graph.microsoft.com/",
        "http://localhost:5002/secrets, https://vault.azure.net",
        "http://localhost:5003/, ''",
        "http://127.0.0.1:5001/, ''",
        "https://remote.example/secrets, ''",
    })
    void endpointsOfTheEnvironmentAreKnownOnTheLocalHostOnly(String url, String resource) {
        for (var vault : List.of("http://localhost:5002", "https://remote.example")) {
            var settings = Settings.of(
                    Map.of("AZURE_MICROSOFT_GRAPH_ENDPOINT", "http://localhost:5001", "AZURE_KEYVAULT_URL", vault));
            var audience = ServiceHosts.audience(URI.create(url), settings);

            if (!url.contains("5002") || vault.contains("5002")) {
                assertEquals(resource, audience.map(Audience::resource).orElse(""));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com",
                "https://graph.microsoft.com.evil.example",
                "https://evilgraph.microsoft.com",
                "https://vault.azure.net",
                "https://.vault.azure.net",
                "https://mine.servicebus.windows.net",
                "https://mine.azurewebsites.net",
                "https://graph.microsoft.us",
            })
    void anyOtherHostIsNot(String url) {
        assertTrue(ServiceHosts.audience(URI.create(url), Cloud.PUBLIC).isEmpty());
    }

    @Test
    void anApiOfAnUnknownHostWantsItsAudienceNamed() {
        var azure = CloudShell.connect(Settings.of(Map.of()));

        var failure = assertThrows(UsageException.class, () -> azure.api("https://example.com/x"));

        assertTrue(failure.getMessage().contains("no audience is known for this host"), failure.getMessage());
        assertTrue(failure.commandHint().contains("--resource"), failure.commandHint());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://graph.microsoft.com", "https://u:p@graph.microsoft.com", "ftp://x", "https://", "x"})
    void aTokenGoesToNoSuchAddress(String url) {
        var azure = CloudShell.connect(Settings.of(Map.of()));

        var failure = assertThrows(UsageException.class, () -> azure.api(url, "graph"));

        assertTrue(failure.getMessage().startsWith("could not call "), failure.getMessage());
        assertTrue(!failure.getMessage().contains("u:p"), failure.getMessage());
    }
}
