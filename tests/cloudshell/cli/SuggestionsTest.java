package cloudshell.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloudshell.token.Cloud;
import cloudshell.token.UsageException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionsTest {
    private static final List<String> KNOWN =
            List.of("--output", "--power-state", "--name", "--scope", "westeurope", "graph", "arm");

    @ParameterizedTest
    @CsvSource({
        "--ouput, --output",
        "--outptu, --output",
        "--OUTPUT, --output",
        "--power, --power-state",
        "weseurope, westeurope",
        "grpah, graph",
        "amr, arm",
    })
    void aWordThatIsNearlyKnownIsFound(String word, String meant) {
        assertEquals(Optional.of(meant), Suggestions.nearest(word, KNOWN));
    }

    @ParameterizedTest
    @CsvSource({"--nothing-like-it", "--nope", "x", "''", "eastus"})
    void aWordThatIsLikeNothingIsNot(String word) {
        assertEquals(Optional.empty(), Suggestions.nearest(word, KNOWN));
        assertEquals("", Suggestions.didYouMean(word, KNOWN));
    }

    @Test
    void aMisspeltAudienceIsRejectedWithTheOneThatMayBeMeant() {
        var failure = assertThrows(UsageException.class, () -> Suggestions.audience("valut", Cloud.PUBLIC));

        assertTrue(failure.getMessage().endsWith("'valut' is not a known short name; did you mean 'vault'?"));
        assertEquals(
                "https://vault.azure.net",
                Suggestions.audience("vault", Cloud.PUBLIC).resource());
    }

    @ParameterizedTest
    @CsvSource({
        "-X, --method",
        "--data, --body",
        "-H, --header",
        "--jq, --query",
        "--paginate, --paged",
        "--top, --limit",
        "--group, --resource-group",
        "azure-cli, az",
        "powershell, az-powershell",
        "msi, cloud-shell",
        "keyvault, vault",
        "management, arm",
        "usgov, AzureUSGovernment",
        "Azure, AzureCloud",
        "-v, --verbose",
        "-t, --tenant",
    })
    void whatOtherToolsCallItIsFound(String word, String meant) {
        assertEquals(Optional.of(meant), Suggestions.nearest(word, List.of("unlike", meant)));
        assertEquals(Optional.empty(), Suggestions.nearest(word, List.of("--unlike-it")));
    }

    @ParameterizedTest
    @CsvSource({"30, 30", "90s, 90", "5m, 300", "1h, 3600", "24h, 86400"})
    void aTimeHasAUnitOrIsInSeconds(String text, long seconds) {
        assertEquals(Optional.of(Duration.ofSeconds(seconds)), Options.time(text));
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "25h", "86401", "5 m", "m", "''", "1.5", "9999999999999", "\u0663"})
    void anythingElseIsNoTime(String text) {
        assertEquals(Optional.empty(), Options.time(text));
    }
}
