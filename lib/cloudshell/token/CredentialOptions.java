package cloudshell.token;

/**
 * Selects the identity to use; "" stands for an option that was not given.
 *
 * @param source {@code auto}, {@code cloud-shell}, {@code az} or {@code az-powershell}
 * @param cloud the name of a cloud in Cloud Shell or az
 * @param tenant a GUID or a domain; az and Az PowerShell only
 * @param subscription an id or a name; az uses the account that has it
 */
public record CredentialOptions(String source, String cloud, String tenant, String subscription) {
    public static final String AUTO = "auto";
    public static final String CLOUD_SHELL = "cloud-shell";
    public static final String AZ = "az";
    public static final String AZ_POWERSHELL = "az-powershell";

    /** No options: the environment decides. */
    public static final CredentialOptions DEFAULT = new CredentialOptions(AUTO, "", "", "");

    public CredentialOptions withSource(String source) {
        return new CredentialOptions(source, cloud, tenant, subscription);
    }

    public CredentialOptions withCloud(String cloud) {
        return new CredentialOptions(source, cloud, tenant, subscription);
    }

    public CredentialOptions withTenant(String tenant) {
        return new CredentialOptions(source, cloud, tenant, subscription);
    }

    public CredentialOptions withSubscription(String subscription) {
        return new CredentialOptions(source, cloud, tenant, subscription);
    }
}
