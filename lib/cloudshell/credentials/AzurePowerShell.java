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
 * Gets tokens from Az PowerShell: runs {@code Get-AzAccessToken} in {@code pwsh} once for each token. Its {@code Token}
 * is a string, or a SecureString since Az 14, which is converted within pwsh.
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

    /**
     * Contains no double quotes, which Windows would remove. Errors are printed as plain messages, inner ones included,
     * since they may have Entra's code.
     */
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

    /**
     * Returns a source for the pwsh on the PATH, with the tenant of the settings; Get-AzAccessToken has no parameter
     * for a subscription.
     */
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
        var fields = pwsh.request(audience, List.of("-NoProfile", "-NonInteractive", "-Command", script));
        return pwsh.token(
                audience,
                fields.getOrDefault("Token", ""),
                Expiry.parse(fields.get("ExpiresOn")),
                fields.getOrDefault("Type", "Bearer"),
                fields.containsKey("TenantId") ? Map.of("tenant", fields.get("TenantId")) : Map.of());
    }

    /**
     * Quotes a PowerShell string. Any of five quotation marks ends it, so each is written twice (about_Quoting_Rules;
     * CharTraits.IsSingleQuote in PowerShell's source).
     */
    static String quoted(String text) {
        return "'" + text.replaceAll("['\u2018\u2019\u201a\u201b]", "$0$0") + "'";
    }
}
