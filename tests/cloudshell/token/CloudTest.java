package cloudshell.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import harness.Shared;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CloudTest {
    @ParameterizedTest
    @CsvSource({
        "PROD, AzureCloud",
        "AzureCloud, AzureCloud",
        "prod, AzureCloud",
        "Fairfax, AzureUSGovernment",
        "AzureUSGovernment, AzureUSGovernment",
        "Mooncake, AzureChinaCloud",
        "azurechinacloud, AzureChinaCloud",
    })
    void aCloudIsFoundByCloudShellsNameAndByAzs(String name, String azName) {
        assertEquals(azName, Cloud.named(name).azName());
        assertEquals(azName, Cloud.of(Map.of("ACC_CLOUD", name)).azName());
        assertEquals(
                azName, Cloud.of(Map.of("AZURE_CLOUD", name, "ACC_CLOUD", "")).azName());
    }

    @Test
    void withoutAnyNameItIsThePublicOne() {
        assertEquals(Cloud.PUBLIC, Cloud.of(Map.of()));
    }

    @Test
    void anUnknownCloudIsRejectedWithTheKnownNames() {
        var failure = assertThrows(UsageException.class, () -> Cloud.of(Map.of("ACC_CLOUD", "BlackForest")));

        assertEquals("could not choose the cloud: 'BlackForest' is not a known cloud", failure.getMessage());
        assertTrue(failure.hint().contains("AzureUSGovernment (Fairfax)"), failure.hint());
    }

    @ParameterizedTest
    @CsvSource({
        "AzureBleuCloud, https://management.sovcloud-api.fr",
        "bleu, https://management.sovcloud-api.fr",
        "AzureGermanyCloud, https://management.sovcloud-api.de",
        "Delos, https://management.sovcloud-api.de",
        "USNat, URL",
    })
    void aSovereignCloudIsNamedByItsResourceManager(String name, String endpoint) {
        var failure = assertThrows(UsageException.class, () -> Cloud.named(name));

        assertTrue(failure.hint().contains("or AZURE_RESOURCE_MANAGER_ENDPOINT=" + endpoint + " with"), failure.hint());
        assertTrue(
                failure.commandHint().contains(" with --allow-remote-endpoint, for the token"), failure.commandHint());
    }

    @Test
    void theCloudThatWasAskedForMayBeOneWhoseResourceManagerIsNamed() {
        var settings = Settings.of(Map.of("AZURE_RESOURCE_MANAGER_ENDPOINT", "https://management.sovcloud-api.fr"))
                .withSignIn(CredentialOptions.DEFAULT.withCloud("AzureBleuCloud"));

        assertEquals("AzureBleuCloud", settings.cloud().azName());
        assertEquals(
                "https://management.sovcloud-api.fr",
                settings.withRemoteEndpoint(true).resourceManager().toString());
        assertThrows(UsageException.class, settings::resourceManager);
    }

    @Test
    void twoNamesThatDisagreeAreRejected() {
        var names = Map.of("ACC_CLOUD", "PROD", "AZURE_CLOUD", "AzureChinaCloud");

        var failure = assertThrows(UsageException.class, () -> Cloud.of(names));

        assertTrue(failure.getMessage().contains("ACC_CLOUD is PROD and AZURE_CLOUD is AzureChinaCloud"));
    }

    @ParameterizedTest
    @MethodSource("cloudshell.token.Cloud#known")
    void itsAddressesAreThoseOnRecord(Cloud cloud) {
        var row = Shared.text("data/clouds.csv")
                .lines()
                .map(line -> line.split(","))
                .filter(cells -> cells[1].equals(cloud.azName()))
                .findFirst()
                .orElseThrow();

        assertEquals(cloud.cloudShellName(), row[2]);
        assertEquals(
                cloud.resourceManager().getHost(), java.net.URI.create(row[3]).getHost());
        assertEquals(Audience.parse("classic", cloud).resource(), row[4]);
    }

    @Test
    void anUnknownCloudIsTakenWhereItsResourceManagerIsNamed() {
        var cloud = Cloud.of(Map.of(
                "ACC_CLOUD", "USNat", "AZURE_RESOURCE_MANAGER_ENDPOINT", "https://management.azure.eaglex.ic.gov"));

        assertEquals(
                "https://management.azure.eaglex.ic.gov",
                Audience.parse("arm", cloud).resource());
        var failure = assertThrows(UsageException.class, () -> Audience.parse("vault", cloud));
        assertTrue(failure.getMessage().contains("'vault' has no known resource in USNat"), failure.getMessage());
    }

    @Test
    void aSimulatorsUrlDoesNotDefineAnUnknownCloud() {
        var environment = Map.of("ACC_CLOUD", "USNat", "AZURE_RESOURCE_MANAGER_ENDPOINT", "http://localhost:8080");

        assertThrows(UsageException.class, () -> Cloud.of(environment));
    }
}
