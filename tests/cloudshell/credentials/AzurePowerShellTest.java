package cloudshell.credentials;

import static harness.FakePrograms.POWERSHELL_SIGNED_OUT;
import static harness.FakePrograms.POWERSHELL_TOKEN;
import static harness.FakePrograms.TENANT;
import static harness.FakePrograms.TOKEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloudshell.token.AccessToken;
import cloudshell.token.Audience;
import cloudshell.token.CredentialOptions;
import cloudshell.token.Failure;
import cloudshell.token.Settings;
import cloudshell.token.TokenException;
import harness.FakePrograms;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AzurePowerShellTest {
    /** How pwsh 7 shows an error by itself, colours and all. */
    private static final String CONCISE_VIEW = """
            \u001b[31;1mGet-AzAccessToken: \u001b[0m
            Line |
               2 |  $t = Get-AzAccessToken
                 | \u001b[36;1m~~~~~~~~~~~~~~~~~~\u001b[0m
                 | \u001b[31;1mRun Connect-AzAccount to login.\u001b[0m""";

    @TempDir
    Path directory;

    private FakePrograms programs;

    @BeforeEach
    void noPrograms() {
        programs = new FakePrograms(directory);
    }

    @Test
    void itsResponseIsTheToken() {
        programs.responds("pwsh", POWERSHELL_TOKEN);

        var token = fetch("https://management.azure.com/");

        assertEquals(TOKEN, token.reveal());
        assertEquals(Instant.parse("2099-12-31T23:00:00Z"), token.expiresAt());
        assertEquals(TENANT, token.metadata("tenant"));
        assertEquals("Bearer", token.type());
    }

    @Test
    void pwshRunsWithoutAProfileAndConvertsASecureString() {
        programs.responds("pwsh", POWERSHELL_TOKEN);

        fetch("https://management.azure.com/");

        assertEquals(
                List.of("-NoProfile", "-NonInteractive", "-Command"),
                programs.arguments("pwsh").subList(0, 3));
        assertTrue(script().contains("Get-AzAccessToken -ResourceUrl 'https://management.azure.com/' -Warning"));
        assertTrue(script().contains("$secret -is [System.Security.SecureString]"));
    }

    @Test
    void aResourceIsNeverMoreThanOneString() {
        programs.responds("pwsh", POWERSHELL_TOKEN);

        fetch("https://x.example/'; exit; '$(id)");

        assertTrue(script().contains(" -ResourceUrl 'https://x.example/''; exit; ''$(id)' -WarningAction"), script());
    }

    @ParameterizedTest
    @ValueSource(strings = {"'", "\u2018", "\u2019", "\u201a", "\u201b"})
    void eachMarkThatEndsAStringIsWrittenTwice(String mark) {
        assertEquals("'a" + mark + mark + "b'", AzurePowerShell.quoted("a" + mark + "b"));
    }

    @Test
    void theTenantIsPassedOn() {
        programs.responds("pwsh", POWERSHELL_TOKEN);
        var settings = Settings.of(programs.environment())
                .withSignIn(new CredentialOptions(CredentialOptions.AZ_POWERSHELL, "", "contoso.example", ""));

        AzurePowerShell.of(settings).fetch(new Audience("https://vault.azure.net"));

        assertTrue(script().contains("-ResourceUrl 'https://vault.azure.net' -TenantId 'contoso.example'"));
    }

    @Test
    void warningsBeforeTheObjectArePassedOver() {
        programs.responds("pwsh", "WARNING: Upcoming breaking changes in the cmdlet\n" + POWERSHELL_TOKEN);

        assertEquals(TOKEN, fetch("https://vault.azure.net").reveal());
    }

    @ParameterizedTest
    @ValueSource(strings = {POWERSHELL_SIGNED_OUT, CONCISE_VIEW, "No accounts were found in the cache."})
    void signedOutIsNoTokenAndNamesTheLogin(String stderr) {
        programs.fails("pwsh", 1, stderr);

        var failure = failure();

        assertEquals(Failure.NO_TOKEN, failure.failure());
        assertTrue(failure.reason().startsWith("Az PowerShell is not signed in: "), failure.reason());
        assertFalse(failure.reason().contains("~~") || failure.reason().contains("[31"), failure.reason());
        assertEquals("Connect-AzAccount", failure.hint());
    }

    @Test
    void pwshWithoutTheModuleIsNoTokenAndTellsHowToInstallIt() {
        programs.fails(
                "pwsh",
                1,
                "The specified module 'Az.Accounts' with version '2.2.0' was not loaded because no valid module file"
                        + " was found in any module directory.");

        assertEquals(Failure.NO_TOKEN, failure().failure());
        assertTrue(
                failure().hint().contains("Install-Module Az.Accounts"),
                failure().hint());
    }

    @Test
    void missingPwshIsNoTokenAndNamesTheLogin() {
        assertEquals(Failure.NO_TOKEN, failure().failure());
        assertEquals("pwsh is not installed, or not on the PATH", failure().reason());
        assertTrue(
                failure().hint().endsWith("then Connect-AzAccount"), failure().hint());
    }

    @Test
    void anErrorResponseOfEntraKeepsItsCode() {
        programs.fails(
                "pwsh",
                1,
                "Your Azure credentials have not been set up or have expired, please run Connect-AzAccount.\n"
                        + "AADSTS50076: you must use multi-factor authentication.");

        assertEquals(Failure.DENIED, failure().failure());
        assertEquals("AADSTS50076", failure().code());
    }

    @Test
    void aPwshThatHangsIsGivenUpNamingTheSeconds() {
        programs.add("pwsh", "exec sleep 1000");
        var settings = Settings.of(programs.environment()).withTimeout(Duration.ofSeconds(1));

        var failure = assertThrows(TokenException.class, () -> AzurePowerShell.of(settings)
                .fetch(new Audience("https://vault.azure.net")));

        assertEquals(Failure.FAILED, failure.failure());
        assertEquals("Az PowerShell did not exit within 1 s and was stopped", failure.reason());
    }

    @Test
    void aPwshThatPrintsNoJsonFails() {
        programs.responds("pwsh", "PowerShell 7.4.6");

        assertEquals(Failure.FAILED, failure().failure());
        assertEquals(
                "Az PowerShell exited with 0 and printed no JSON object",
                failure().reason());
    }

    @Test
    void anErrorWithExitCode0IsAnError() {
        programs.fails("pwsh", 0, POWERSHELL_SIGNED_OUT);

        assertEquals(Failure.NO_TOKEN, failure().failure());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"Token\":\"System.Security.SecureString\"}", "{\"Token\":{\"Length\":1893}}", "{}"})
    void aTokenThatWasNotMadePlainIsNone(String response) {
        programs.responds("pwsh", response);

        assertEquals(Failure.FAILED, failure().failure());
        assertEquals("Az PowerShell returned no usable token", failure().reason());
    }

    private AccessToken fetch(String resource) {
        return AzurePowerShell.of(Settings.of(programs.environment())).fetch(new Audience(resource));
    }

    private TokenException failure() {
        return assertThrows(TokenException.class, () -> fetch("https://management.azure.com/"));
    }

    private String script() {
        return String.join("\n", programs.arguments("pwsh"));
    }
}
