package cloudshell.credentials;

import cloudshell.http.Expiry;
import cloudshell.token.AccessToken;
import cloudshell.token.Audience;
import cloudshell.token.CredentialOptions;
import cloudshell.token.Settings;
import cloudshell.token.TokenSource;
import java.util.List;
import java.util.Map;

/**
 * Whoever is signed in to Az PowerShell. It runs {@code Get-AzAccessToken} in {@code pwsh} once for a token. Its
 * {@code Token} is a string, or a SecureString since Az 14, which is made plain inside pwsh.
 */
final class AzurePowerShell implements TokenSource {
    private static final CliTokenSource.CliMessages WORDS = new CliTokenSource.CliMessages(
            CredentialOptions.AZ_POWERSHELL,
            "Az PowerShell",
            "pwsh",
            "install PowerShell, https://aka.ms/powershell, and Install-Module Az.Accounts",
            "Connect-AzAccount",
            "Connect-AzAccount -Tenant",
            "pwsh -Command Get-AzContext",
            List.of("Connect-AzAccount", "No accounts were found in the cache"));

    /** No double quote in it: Windows would take them away. An error comes out as its bare messages, the inner ones too: Entra's code may be there. */
    private static final String SCRIPT = """
            $ErrorActionPreference = 'Stop'
            $ProgressPreference = 'SilentlyContinue'
            try {
              Import-Module Az.Accounts -MinimumVersion 2.2.0
              $token = Get-AzAccessToken -ResourceUrl %s%s -WarningAction Ignore
              $secret = $token.Token
              if ($secret -is [System.Security.SecureString]) {
                $secret = [System.Net.NetworkCredential]::new('', $secret).Password
              }
              [PSCustomObject]@{
                Token = $secret
                ExpiresOn = $token.ExpiresOn.UtcDateTime.ToString('o')
                TenantId = $token.TenantId
                Type = $token.Type
              } | ConvertTo-Json -Compress
            } catch {
              for ($e = $_.Exception; $e; $e = $e.InnerException) { [Console]::Error.WriteLine($e.Message) }
              exit 1
            }
            """;

    private final CliTokenSource pwsh;
    private final String tenant;

    private AzurePowerShell(CliTokenSource pwsh, String tenant) {
        this.pwsh = pwsh;
        this.tenant = tenant;
    }

    /** The pwsh on the PATH, in the tenant that is set; Get-AzAccessToken has no choice of subscription. */
    public static AzurePowerShell of(Settings settings) {
        var program = LocalProgram.find("pwsh", settings.environment());
        return new AzurePowerShell(
                new CliTokenSource(WORDS, program, settings.timeout(), settings.clock()),
                settings.signIn().tenant());
    }

    @Override
    public AccessToken fetch(Audience audience) {
        var script =
                SCRIPT.formatted(quoted(audience.resource()), tenant.isEmpty() ? "" : " -TenantId " + quoted(tenant));
        var fields = pwsh.ask(audience, List.of("-NoProfile", "-NonInteractive", "-Command", script));
        return pwsh.token(
                audience,
                fields.getOrDefault("Token", ""),
                Expiry.parse(fields.get("ExpiresOn")),
                fields.getOrDefault("Type", "Bearer"),
                fields.containsKey("TenantId") ? Map.of("tenant", fields.get("TenantId")) : Map.of());
    }

    /**
     * A PowerShell string that is taken as it is. It ends at any of five quotation marks, each written twice to be one
     * in it (about_Quoting_Rules; CharTraits.IsSingleQuote in PowerShell's source).
     */
    static String quoted(String text) {
        return "'" + text.replaceAll("['\u2018\u2019\u201a\u201b]", "$0$0") + "'";
    }
}
