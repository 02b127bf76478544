package cloudshell.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cloudshell.token.AccessToken;
import cloudshell.token.Audience;
import harness.FakePrograms;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnnouncingTokenSourceTest {
    private final List<String> said = new ArrayList<>();

    @Test
    void theFirstTokenComesWithWhoseItIsAndTheOthersSilently() {
        var source = announced(FakePrograms.TOKEN, Map.of("source", "az"));

        source.fetch(new Audience("https://vault.azure.net"));
        source.fetch(new Audience("https://graph.microsoft.com/"));

        assertEquals(List.of("signed in as ada@contoso.example by az"), said);
    }

    @Test
    void aTokenThatSaysNothingOfItsUserIsStillFromSomewhere() {
        announced("opaque", Map.of("source", "az-powershell")).fetch(new Audience("https://vault.azure.net"));

        assertEquals(List.of("signed in by az-powershell"), said);
    }

    @Test
    void inCloudShellNothingIsSaidSinceItCanOnlyBeItsUser() {
        announced(FakePrograms.TOKEN, Map.of()).fetch(new Audience("https://vault.azure.net"));

        assertEquals(List.of(), said);
    }

    private AnnouncingTokenSource announced(String secret, Map<String, String> known) {
        return new AnnouncingTokenSource(
                audience -> new AccessToken(audience.resource(), Instant.MAX, secret, "Bearer", known), said::add);
    }
}
