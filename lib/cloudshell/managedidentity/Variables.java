package cloudshell.managedidentity;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The environment variables in which programs look for a token endpoint, taken from the source or documentation of
 * each: the Azure SDKs and MSAL, Terraform's providers, Ansible, AzCopy, kubelogin, Azure Developer CLI.
 */
final class Variables {
    private static final List<String> NOT_BY_PROXY = List.of("127.0.0.1", "localhost");

    /** Variables that make a program sign in by other means, or take this for another kind of host. */
    private static final Set<String> MISLEADING = Set.of(
            "AZURE_FEDERATED_TOKEN_FILE",
            "AZURE_USERNAME",
            "AZURE_PASSWORD",
            "ARM_USE_OIDC",
            "ARM_USE_AKS_WORKLOAD_IDENTITY",
            "AZCOPY_MSI_CLIENT_ID",
            "AZCOPY_MSI_OBJECT_ID",
            "AZCOPY_MSI_RESOURCE_STRING",
            "AZD_AUTH_CERT",
            "AZD_IN_CLOUDSHELL",
            "IDENTITY_SERVER_THUMBPRINT",
            "IMDS_ENDPOINT",
            "APPSETTING_WEBSITE_SITE_NAME");

    private static final List<String> MISLEADING_PREFIXES = List.of("AZURE_CLIENT_", "ARM_CLIENT_", "ARM_OIDC_");

    private static final List<String> PREFIXES_OF_ENDPOINT = List.of("IDENTITY_", "MSI_", "AZD_", "MSAL_MANAGED_");

    private static final Set<String> NAMES_OF_ENDPOINT = Set.of(
            "ARM_MSI_ENDPOINT",
            "ARM_USE_MSI",
            "ARM_SUBSCRIPTION_ID",
            "ARM_TENANT_ID",
            "AZURE_POD_IDENTITY_AUTHORITY_HOST",
            "AZURE_TOKEN_CREDENTIALS",
            "AZURE_SUBSCRIPTION_ID",
            "AZURE_TENANT_ID",
            "AZURE_AUTHORITY_HOST",
            "ANSIBLE_AZURE_AUTH_SOURCE",
            "AZCOPY_AUTO_LOGIN_TYPE",
            "AAD_LOGIN_METHOD",
            "NO_PROXY",
            "HTTP_PROXY",
            "HTTPS_PROXY",
            "ALL_PROXY");

    private Variables() {}

    static boolean mislead(String variable) {
        for (var prefix : MISLEADING_PREFIXES) {
            if (variable.startsWith(prefix)) {
                return true;
            }
        }
        return MISLEADING.contains(variable);
    }

    /**
     * Returns whether {@link #set} sets a variable of this name, in any case: Windows ignores case, and proxy variables
     * have both spellings.
     */
    static boolean isReserved(String variable) {
        var name = variable.toUpperCase(Locale.ROOT);
        return mislead(name)
                || PREFIXES_OF_ENDPOINT.stream().anyMatch(name::startsWith)
                || NAMES_OF_ENDPOINT.contains(name);
    }

    static void dropMisleading(Map<String, String> environment) {
        for (var name : List.copyOf(environment.keySet())) {
            if (mislead(name)) {
                environment.remove(name);
            }
        }
    }

    /**
     * @param tenant of the identity, or "" if it is unknown
     * @param subscription from the source, or ""
     * @param environment to which they are added
     */
    static Map<String, String> set(
            String url, Secret secret, String tenant, String subscription, Map<String, String> environment) {
        var base = url + "/" + secret.reveal();
        var set = new LinkedHashMap<String, String>();
        for (var name : List.of("IDENTITY_ENDPOINT", "MSI_ENDPOINT", "ARM_MSI_ENDPOINT")) {
            set.put(name, base + "/token");
        }
        for (var name : List.of("IDENTITY_HEADER", "MSI_SECRET", "AZD_AUTH_KEY")) {
            set.put(name, secret.reveal());
        }
        set.put("AZD_AUTH_ENDPOINT", base);
        set.put("AZURE_POD_IDENTITY_AUTHORITY_HOST", base);
        // One of the few names that every version of the Azure SDKs knows which reads this at all.
        set.put("AZURE_TOKEN_CREDENTIALS", "prod");
        set.put("ARM_USE_MSI", "true");
        set.put("ANSIBLE_AZURE_AUTH_SOURCE", "msi");
        set.put("AZCOPY_AUTO_LOGIN_TYPE", "MSI");
        set.put("AAD_LOGIN_METHOD", "msi");
        var chosen = environment.getOrDefault("AZURE_SUBSCRIPTION_ID", "");
        putKnown(set, "AZURE_SUBSCRIPTION_ID", chosen.isBlank() ? subscription : chosen);
        putKnown(set, "ARM_SUBSCRIPTION_ID", own(environment, "ARM_SUBSCRIPTION_ID", set.get("AZURE_SUBSCRIPTION_ID")));
        putKnown(set, "ARM_TENANT_ID", tenant);
        var noProxy = noProxy(environment);
        set.put("NO_PROXY", noProxy);
        set.put("no_proxy", noProxy);
        return set;
    }

    private static String own(Map<String, String> environment, String name, String otherwise) {
        var value = environment.getOrDefault(name, "");
        return value.isBlank() && otherwise != null ? otherwise : value;
    }

    private static void putKnown(Map<String, String> set, String name, String value) {
        if (!value.isBlank()) {
            set.put(name, value);
        }
    }

    /** Sets both spellings, since programs read one or the other; existing hosts are kept. */
    private static String noProxy(Map<String, String> environment) {
        var hosts = new LinkedHashSet<String>();
        for (var name : List.of("NO_PROXY", "no_proxy")) {
            for (var host : environment.getOrDefault(name, "").split(",")) {
                if (!host.isBlank()) {
                    hosts.add(host.strip());
                }
            }
        }
        hosts.addAll(NOT_BY_PROXY);
        return String.join(",", hosts);
    }
}
