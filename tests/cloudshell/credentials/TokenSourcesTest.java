package cloudshell.credentials;

import static harness.FakePrograms.AZ_SIGNED_OUT;
import static harness.FakePrograms.AZ_TOKEN;
import static harness.FakePrograms.POWERSHELL_SIGNED_OUT;
import static harness.FakePrograms.POWERSHELL_TOKEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloudshell.CloudShell;
import cloudshell.token.Audience;
import cloudshell.token.CloudShellTokenSource;
import cloudshell.token.CredentialOptions;
import cloudshell.token.Failure;
import cloudshell.token.Settings;
import cloudshell.token.TokenException;
import cloudshell.token.TokenSource;
import cloudshell.token.UsageException;
import harness.FakePrograms;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenSourcesTest {
    private static final Audience ARM = new Audience("https://management.azure.com/");

    @TempDir
    Path directory;

    private FakePrograms programs;

    @BeforeEach
    void noPrograms() {
        programs = new FakePrograms(directory);
    }

    @ParameterizedTest
    @CsvSource({
        "MSI_ENDPOINT, http://localhost:50342/oauth2/token",
        "ACC_CLOUD, PROD",
        "AZUREPS_HOST_ENVIRONMENT, cloud-shell/1.0",
    })
    void ifTheEnvironmentNamesACloudShellNothingElseIsTried(String variable, String value) {
        programs.responds("az", AZ_TOKEN);

        var source = TokenSources.select(settings(Map.of(variable, value)));

        assertInstanceOf(CloudShellTokenSource.class, source);
        assertEquals(List.of(), programs.arguments("az"));
    }

    @Test
    void elsewhereAzComesFirst() {
        programs.responds("az", AZ_TOKEN).responds("pwsh", POWERSHELL_TOKEN);

        assertEquals(CredentialOptions.AZ, auto().fetch(ARM).metadata("source"));
        assertEquals(List.of(), programs.arguments("pwsh"));
    }

    @Test
    void ifNobodyIsSignedInToAzPowerShellIsNext() {
        programs.fails("az", 1, AZ_SIGNED_OUT).responds("pwsh", POWERSHELL_TOKEN);

        assertEquals(CredentialOptions.AZ_POWERSHELL, auto().fetch(ARM).metadata("source"));
    }

    @Test
    void theOneThatGaveTheFirstTokenGivesAllOthers() {
        programs.fails("az", 1, AZ_SIGNED_OUT).responds("pwsh", POWERSHELL_TOKEN);
        var source = auto();
        source.fetch(ARM);

        programs.responds("az", AZ_TOKEN);

        assertEquals(
                CredentialOptions.AZ_POWERSHELL,
                source.fetch(new Audience("https://vault.azure.net")).metadata("source"));
    }

    @Test
    void anErrorResponseIsNotHiddenByAnotherIdentity() {
        programs.fails("az", 1, "ERROR: AADSTS50076: multi-factor authentication")
                .responds("pwsh", POWERSHELL_TOKEN);

        var failure = assertThrows(TokenException.class, () -> auto().fetch(ARM));

        assertEquals(Failure.DENIED, failure.failure());
        assertEquals(List.of(), programs.arguments("pwsh"));
    }

    @Test
    void ifNobodyIsSignedInAnywhereEachThatWasTriedHasItsLine() {
        programs.fails("az", 1, AZ_SIGNED_OUT).fails("pwsh", 1, POWERSHELL_SIGNED_OUT);

        var failure = assertThrows(TokenException.class, () -> nowhere().fetch(ARM));

        assertEquals(Failure.NO_TOKEN, failure.failure());
        assertEquals("az is not signed in: Please run 'az login' to setup account.", failure.reason());
        assertEquals(
                List.of("Az PowerShell is not signed in: Run Connect-AzAccount to login.", "this is no Cloud Shell"),
                failure.tried());
        assertTrue(failure.hint().startsWith("az login, or Connect-AzAccount"), failure.hint());
    }

    @Test
    void withATenantTheEndpointIsNotTriedSinceItKnowsOnlyItsOwn() {
        var settings =
                settings(Map.of()).withSignIn(new CredentialOptions(CredentialOptions.AUTO, "", "contoso.example", ""));

        var failure = assertThrows(
                TokenException.class, () -> TokenSources.select(settings).fetch(ARM));

        assertEquals("az and pwsh are not on the PATH", failure.reason());
    }

    @Test
    void anotherTenantThanTheSessionsIsRejectedInCloudShell() {
        var settings = settings(Map.of("ACC_CLOUD", "PROD", "ACC_TID", "a-tenant"));

        var failure = assertThrows(
                UsageException.class,
                () -> TokenSources.select(
                        settings.withSignIn(new CredentialOptions(CredentialOptions.AUTO, "", "b-tenant", ""))));

        assertTrue(failure.getMessage().contains("bound to one tenant, and this one to a-tenant"));
        assertInstanceOf(
                CloudShellTokenSource.class,
                TokenSources.select(
                        settings.withSignIn(new CredentialOptions(CredentialOptions.AUTO, "", "A-TENANT", ""))));
    }

    @ParameterizedTest
    @CsvSource({
        "PROD, AzureChinaCloud, true",
        "Mooncake, AzureUSGovernment, true",
        "AzureCloud, AzureCloud, false",
        "Mooncake, AzureChinaCloud, false",
        "'', AzureChinaCloud, false",
    })
    void aSessionThatIsOfAnotherCloudIsNamedWhereItHasNoToken(String session, String wanted, boolean isNamed) {
        var environment = Map.of("ACC_CLOUD", session, "MSI_ENDPOINT", "http://localhost:1/oauth2/token");
        var settings = settings(environment).withSignIn(new CredentialOptions(CredentialOptions.AUTO, wanted, "", ""));

        var failure = assertThrows(
                TokenException.class, () -> TokenSources.select(settings).fetch(ARM));

        assertEquals(Failure.NO_TOKEN, failure.failure());
        assertEquals(isNamed, failure.hint().contains("; and without the cloud " + wanted + ": "), failure.hint());
        assertEquals(isNamed, failure.hint().contains(" of the cloud " + session + " (ACC_CLOUD)"), failure.hint());
    }

    @Test
    void anUnknownSourceIsRejectedWithTheKnownOnes() {
        var settings = settings(Map.of()).withSignIn(new CredentialOptions("gcloud", "", "", ""));

        var failure = assertThrows(UsageException.class, () -> CloudShell.connect(settings));

        assertEquals("could not choose the token source: there is no 'gcloud'", failure.getMessage());
        assertEquals("auto, cloud-shell, az or az-powershell", failure.hint());
    }

    private TokenSource auto() {
        return TokenSources.select(settings(Map.of()));
    }

    /** The two programs, and an endpoint that is not there, whatever listens on localhost. */
    private TokenSource nowhere() {
        return new TokenSources.Auto(
                List.of(AzureCli.of(settings(Map.of())), AzurePowerShell.of(settings(Map.of())), audience -> {
                    throw new TokenException(Failure.NO_TOKEN, audience, "this is no Cloud Shell", "");
                }),
                List.of());
    }

    private Settings settings(Map<String, String> environment) {
        return Settings.of(programs.environment(environment));
    }
}
