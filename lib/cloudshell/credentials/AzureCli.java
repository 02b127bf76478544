package cloudshell.credentials;

import cloudshell.http.Expiry;
import cloudshell.http.SafeText;
import cloudshell.http.ServiceError;
import cloudshell.token.AccessToken;
import cloudshell.token.Audience;
import cloudshell.token.CloudShellException;
import cloudshell.token.CredentialOptions;
import cloudshell.token.Settings;
import cloudshell.token.TokenException;
import cloudshell.token.TokenSource;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gets tokens from Azure CLI: runs {@code az account get-access-token} once for each token; az has a cache of its own.
 */
public final class AzureCli implements TokenSource {
    private static final CliTokenSource.CliMessages WORDS = new CliTokenSource.CliMessages(
            CredentialOptions.AZ,
            "az",
            "az",
            "install the Azure CLI, https://aka.ms/azure-cli",
            "az login",
            "az login --tenant",
            "az account show",
            List.of("Please run 'az login'", "MSAL token cache", "MSAL cache", "Run 'az account set'"));

    private final CliTokenSource az;
    private final List<String> identity;
    private final ZoneId zone;

    private AzureCli(CliTokenSource az, List<String> identity, ZoneId zone) {
        this.az = az;
        this.identity = identity;
        this.zone = zone;
    }

    /**
     * Returns a source for the az on the PATH, with the cloud, tenant or subscription of the settings. az accepts a
     * tenant or a subscription, not both; the tenant takes precedence.
     */
    public static AzureCli of(Settings settings) {
        var az = LocalProgram.find("az", settings.environment())
                .map(program -> program.with("AZURE_CORE_NO_COLOR", "true"))
                .map(program -> inCloud(program, settings));
        return new AzureCli(
                new CliTokenSource(WORDS, az, settings.timeout(), settings.clock()),
                identity(settings),
                ZoneId.systemDefault());
    }

    /** Sets known clouds only: az forgets its active cloud if this variable has a name that it does not know. */
    private static LocalProgram inCloud(LocalProgram program, Settings settings) {
        return namesCloud(settings) && settings.cloud().isKnown()
                ? program.with("AZURE_CLOUD_NAME", settings.cloud().azName())
                : program;
    }

    private static boolean namesCloud(Settings settings) {
        return !settings.signIn().cloud().isEmpty()
                || !settings.variable("ACC_CLOUD").isBlank()
                || !settings.variable("AZURE_CLOUD").isBlank();
    }

    private static List<String> identity(Settings settings) {
        var subscription = settings.subscription();
        if (!settings.signIn().tenant().isEmpty()) {
            return List.of("--tenant", settings.signIn().tenant());
        }
        return subscription.isEmpty() ? List.of() : List.of("--subscription", subscription);
    }

    /**
     * Returns the account that az uses ({@code az account show}): {@code user.name}, {@code tenantId}, {@code id} of
     * the subscription, {@code environmentName}.
     *
     * @throws AccountException if az has none
     */
    public Map<String, String> account() {
        try {
            return az.request(new Audience("az"), List.of("account", "show", "--output", "json"));
        } catch (TokenException e) {
            throw new AccountException(e);
        }
    }

    @Override
    public AccessToken fetch(Audience audience) {
        var arguments = new ArrayList<>(
                List.of("account", "get-access-token", "--resource", audience.resource(), "--output", "json"));
        arguments.addAll(identity);
        var fields = az.request(audience, arguments);
        var known = new HashMap<String, String>();
        for (var name : List.of("tenant", "subscription")) {
            Optional.ofNullable(fields.get(name)).ifPresent(value -> known.put(name, value));
        }
        return az.token(
                audience,
                fields.getOrDefault("accessToken", ""),
                Expiry.parse(fields.get("expires_on")).or(() -> local(fields.get("expiresOn"), zone)),
                fields.getOrDefault("tokenType", "Bearer"),
                known);
    }

    /**
     * Parses {@code expiresOn} as az writes it, local time without a zone ({@code 2026-10-25 02:30:00.000000}). In the
     * hour that repeats at the end of summer time it takes the first, so that no token seems to live longer than it
     * does.
     */
    static Optional<Instant> local(String text, ZoneId zone) {
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        try {
            var local = LocalDateTime.parse(text.strip().replace(' ', 'T'));
            return Optional.of(local.atZone(zone).toInstant());
        } catch (DateTimeException e) {
            return Expiry.parse(text);
        }
    }

    /** Thrown if az reports no account. */
    public static final class AccountException extends CloudShellException {
        private static final long serialVersionUID = 1L;

        private final String reason;

        AccountException(TokenException e) {
            super(e.failure(), "could not read the account of az: " + e.reason(), ServiceError.NONE, e.hint(), e);
            this.reason = SafeText.line(e.reason());
        }

        /** Returns the message without its first part. */
        public String reason() {
            return reason;
        }
    }
}
