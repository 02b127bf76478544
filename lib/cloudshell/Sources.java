package cloudshell;

import java.util.ArrayList;
import java.util.List;

/** The token sources by name, for everybody who is not plainly in Cloud Shell. */
final class Sources {
    private Sources() {}

    /** @throws UsageException for an unknown name, or a wish that the source cannot grant */
    static TokenSource chosen(Settings settings) {
        var source = settings.signIn().source();
        return switch (source) {
            case SignIn.AUTO -> settings.namesCloudShell() ? cloudShell(settings) : auto(settings);
            case SignIn.CLOUD_SHELL -> cloudShell(settings);
            case SignIn.AZ -> AzureCli.of(settings);
            case SignIn.AZ_POWERSHELL -> AzurePowerShell.of(settings);
            default ->
                throw new UsageException(
                        "choose the token source",
                        "there is no '" + source + "'",
                        "auto, cloud-shell, az or az-powershell");
        };
    }

    /** The session's tenant may be named; another one would silently not count. */
    private static TokenSource cloudShell(Settings settings) {
        var tenant = settings.signIn().tenant();
        if (!tenant.isEmpty() && !tenant.equalsIgnoreCase(settings.variable("ACC_TID"))) {
            throw new UsageException(
                    "choose the tenant " + tenant,
                    "a Cloud Shell session is bound to one tenant" + inWords(settings.variable("ACC_TID")),
                    "switch the directory in the portal and open a new session, or --source az --tenant " + tenant);
        }
        return CloudShell.localEndpoint(settings);
    }

    private static String inWords(String tenant) {
        return tenant.isEmpty() ? "" : ", and this one to " + tenant;
    }

    /** What is not installed is named, and not tried; the endpoint comes last, since nothing says that it is there. */
    private static TokenSource auto(Settings settings) {
        var sources = new ArrayList<TokenSource>();
        var missing = new ArrayList<String>();
        for (var program : List.of("az", "pwsh")) {
            if (LocalProgram.find(program, settings.environment()).isEmpty()) {
                missing.add(program);
            } else {
                sources.add(program.equals("az") ? AzureCli.of(settings) : AzurePowerShell.of(settings));
            }
        }
        if (settings.signIn().tenant().isEmpty()) {
            sources.add(CloudShell.localEndpoint(settings));
        }
        return new AutoSource(sources, missing);
    }
}
