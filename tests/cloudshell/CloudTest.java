package cloudshell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import harness.Shared;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CloudTest {
    @ParameterizedTest
    @CsvSource({
        "PROD, PUBLIC",
        "AzureCloud, PUBLIC",
        "prod, PUBLIC",
        "Fairfax, US_GOVERNMENT",
        "AzureUSGovernment, US_GOVERNMENT",
        "Mooncake, CHINA",
        "azurechinacloud, CHINA",
    })
    void aCloudAnswersToCloudShellsNameAndToAzs(String name, Cloud cloud) {
        assertEquals(cloud, Cloud.named(name));
        assertEquals(cloud, Cloud.of(Map.of("ACC_CLOUD", name)));
        assertEquals(cloud, Cloud.of(Map.of("AZURE_CLOUD", name, "ACC_CLOUD", "")));
    }

    @Test
    void withoutAnyNameItIsThePublicOne() {
        assertEquals(Cloud.PUBLIC, Cloud.of(Map.of()));
    }

    @Test
    void anUnknownCloudIsRefusedWithTheKnownNames() {
        var refusal = assertThrows(UsageException.class, () -> Cloud.of(Map.of("ACC_CLOUD", "BlackForest")));

        assertEquals("could not choose the cloud: 'BlackForest' is not a known cloud", refusal.getMessage());
        assertTrue(refusal.hint().contains("AzureUSGovernment (Fairfax)"), refusal.hint());
    }

    @Test
    void twoNamesThatDisagreeAreRefused() {
        var names = Map.of("ACC_CLOUD", "PROD", "AZURE_CLOUD", "AzureChinaCloud");

        var refusal = assertThrows(UsageException.class, () -> Cloud.of(names));

        assertTrue(refusal.getMessage().contains("ACC_CLOUD is PROD and AZURE_CLOUD is AzureChinaCloud"));
    }

    @ParameterizedTest
    @EnumSource(Cloud.class)
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
        assertEquals(cloud.login().toString(), row[6]);
    }
}
