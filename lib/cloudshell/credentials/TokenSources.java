//SOURCES ../errors/Hints.java ../token/Tokens.java
//SOURCES AzureCli.java AzurePowerShell.java CliTokenSource.java LocalProgram.java ProgramError.java
package cloudshell.credentials;

import cloudshell.http.ServiceError;
import cloudshell.token.AccessToken;
import cloudshell.token.Audience;
import cloudshell.token.CloudShellTokenSource;
import cloudshell.token.CredentialOptions;
import cloudshell.token.Failure;
import cloudshell.token.Settings;
import cloudshell.token.TokenException;
import cloudshell.token.TokenSource;
import cloudshell.token.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** Selects a token source by name or, without a name, by availability. */
public final class TokenSources {
    private static final List<String> PROGRAMS = List.of("az", "pwsh");

    private TokenSources() {}

    /**
     * Returns the token source of these settings, without a cache.
     *
     * @throws UsageException if the name is unknown, or the source does not support an option
     */
    public static TokenSource select(Settings settings) {
        var source = settings.signIn().source();
        return switch (source) {
            case CredentialOptions.AUTO -> settings.namesCloudShell() ? cloudShell(settings) : auto(settings);
            case CredentialOptions.CLOUD_SHELL -> cloudShell(settings);
            case CredentialOptions.AZ -> AzureCli.of(settings);
            case CredentialOptions.AZ_POWERSHELL -> AzurePowerShell.of(settings);
            default ->
                throw new UsageException(
                        "choose the token source",
                        "there is no '" + source + "'",
                        "auto, cloud-shell, az or az-powershell");
        };
    }

    /** Accepts the session's tenant; another one would be ignored silently. */
    private static TokenSource cloudShell(Settings settings) {
        var tenant = settings.signIn().tenant();
        var session = settings.variable("ACC_TID");
        if (!tenant.isEmpty() && !session.isBlank() && !tenant.equalsIgnoreCase(session)) {
            throw new UsageException(
                    "choose the tenant " + tenant,
                    "a Cloud Shell session is bound to one tenant, and this one to " + session,
                    otherTenant(tenant));
        }
        var endpoint = CloudShellTokenSource.of(settings);
        var isAnothers = !settings.signIn().cloud().isEmpty()
                && !settings.variable("ACC_CLOUD").isBlank();
        var ofItsCloud = isAnothers ? new OfItsCloud(endpoint, settings) : endpoint;
        return tenant.isEmpty() || !session.isBlank() ? ofItsCloud : ofTenant(ofItsCloud, tenant);
    }

    /** Reads the session's tenant from the token if the environment does not name it. */
    private static TokenSource ofTenant(TokenSource endpoint, String tenant) {
        return audience -> {
            var token = endpoint.fetch(audience);
            var own = token.claims().getOrDefault("tid", "");
            if (own.equalsIgnoreCase(tenant)) {
                return token;
            }
            throw new TokenException(
                    Failure.USAGE,
                    audience,
                    "it is not of the tenant " + tenant
                            + ": a Cloud Shell session is bound to one tenant, and this one to "
                            + (own.isEmpty() ? "one that its token does not name" : own),
                    otherTenant(tenant));
        };
    }

    private static String otherTenant(String tenant) {
        return "switch the directory in the portal and open a new session, or"
                + " CredentialOptions.DEFAULT.withSource(\"az\").withTenant(\"" + tenant + "\")";
    }

    /**
     * Skips programs that are not installed and names them if there is no other source. The endpoint comes last, since
     * nothing shows that it exists.
     */
    private static TokenSource auto(Settings settings) {
        var sources = new ArrayList<TokenSource>();
        var missing = new ArrayList<String>();
        for (var program : PROGRAMS) {
            if (LocalProgram.find(program, settings.environment()).isEmpty()) {
                missing.add(program);
            } else {
                sources.add(program.equals("az") ? AzureCli.of(settings) : AzurePowerShell.of(settings));
            }
        }
        if (settings.signIn().tenant().isEmpty()) {
            sources.add(CloudShellTokenSource.of(settings));
        }
        return new Auto(sources, missing);
    }

    /**
     * The endpoint of a session, for a cloud that was given by name: if it is not the session's, that may be the cause
     * of an error.
     */
    private static final class OfItsCloud implements TokenSource {
        private final TokenSource endpoint;
        private final Settings settings;

        OfItsCloud(TokenSource endpoint, Settings settings) {
            this.endpoint = endpoint;
            this.settings = settings;
        }

        /**
         * Returns a token from the first source in which a user is signed in. Any other error than "not signed in" ends
         * the search: another identity would hide it.
         */
        @Override
        public AccessToken fetch(Audience audience) {
            try {
                return endpoint.fetch(audience);
            } catch (TokenException e) {
                var session = settings.variable("ACC_CLOUD").strip();
                var wanted = settings.cloud();
                if (wanted.cloudShellName().equalsIgnoreCase(session)
                        || wanted.azName().equalsIgnoreCase(session)) {
                    throw e;
                }
                var first = e.failure() == Failure.DENIED || e.hint().isEmpty() ? "" : e.hint() + "; and ";
                var hint = first + "without the cloud " + wanted.azName() + ": this session's endpoint is of the cloud "
                        + session + " (ACC_CLOUD) and has no tokens of another; or az login there, and"
                        + " CredentialOptions.DEFAULT.withSource(\"az\")";
                var error = new ServiceError(e.status(), e.code(), "", e.requestId(), "", "", e.chain());
                throw new TokenException(e.failure(), audience, e.reason(), error, hint);
            }
        }
    }

    /**
     * Uses the first source that has a token, and only that one from then on, so that two identities are never mixed.
     */
    static final class Auto implements TokenSource {
        private static final String HINT = "az login, or Connect-AzAccount; or open https://shell.azure.com and run it"
                + " there; or start a simulator: jbang simulator@catalog";

        private final List<TokenSource> sources;
        private final List<String> missing;
        private final AtomicReference<TokenSource> selected = new AtomicReference<>();

        /** @param missing the programs that are not installed */
        Auto(List<TokenSource> sources, List<String> missing) {
            this.sources = List.copyOf(sources);
            this.missing = List.copyOf(missing);
        }

        /**
         * A token from the first source in which somebody is signed in. One that responds with anything else than "nobody
         * is" ends the search: another identity would hide why.
         */
        @Override
        public AccessToken fetch(Audience audience) {
            var source = selected.get();
            return source == null ? search(audience) : source.fetch(audience);
        }

        /**
         * Holds no lock, since a source may take its whole time-out. Of two concurrent searches the first to end
         * decides.
         */
        private AccessToken search(Audience audience) {
            var tried = new ArrayList<String>();
            for (var source : sources) {
                try {
                    var token = source.fetch(audience);
                    var first = selected.compareAndExchange(null, source);
                    return first == null || first == source ? token : first.fetch(audience);
                } catch (TokenException e) {
                    if (e.failure() != Failure.NO_TOKEN) {
                        throw e;
                    }
                    tried.add(e.reason());
                }
            }
            var reasons = new ArrayList<String>();
            if (!tried.isEmpty()) {
                reasons.add(tried.remove(0));
            }
            if (missing.size() == PROGRAMS.size()) {
                reasons.add(String.join(" and ", missing) + " are not on the PATH");
            }
            throw new TokenException(audience, String.join("; ", reasons), tried, HINT);
        }
    }
}
