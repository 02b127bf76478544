package cloudshell.simulator.identity;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The origins of one simulator's services. They are audiences too, since some clients request a token for the endpoint
 * that they were given.
 *
 * @param arm Resource Manager, without a final slash
 * @param graph Microsoft Graph, without a final slash
 * @param vaults the origin of the vault with a name
 */
public record Origins(String arm, String graph, UnaryOperator<String> vaults) {
    public static final List<String> ARM_AUDIENCES =
            List.of("https://management.azure.com", "https://management.core.windows.net");
    public static final List<String> GRAPH_AUDIENCES =
            List.of("https://graph.microsoft.com", "00000003-0000-0000-c000-000000000000");
    public static final List<String> VAULT_AUDIENCES =
            List.of("https://vault.azure.net", "cfa8b339-82a2-471a-a3c9-0fc0be7a4093");

    /** {@code http://localhost:PORT} of a vault. */
    public String vault(String name) {
        return vaults.apply(name);
    }

    /** The audience that Azure has for a resource that is one of these origins; any other of this host is a vault's. */
    Optional<String> audience(String resource) {
        var lower = resource.toLowerCase(Locale.ROOT)
                .replaceFirst("^https?://(127\\.0\\.0\\.1|\\[::1])", "http://localhost");
        if (!lower.matches("https?://localhost(:\\d{1,5})?/?")) {
            return Optional.empty();
        }
        return Optional.of(
                isOf(arm, lower)
                        ? ARM_AUDIENCES.get(0)
                        : isOf(graph, lower) ? GRAPH_AUDIENCES.get(0) : VAULT_AUDIENCES.get(0));
    }

    private static boolean isOf(String origin, String resource) {
        return port(origin).equals(port(resource));
    }

    private static String port(String origin) {
        return origin.replaceFirst("/$", "").replaceFirst(".*:", "");
    }
}
