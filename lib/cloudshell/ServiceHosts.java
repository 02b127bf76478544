package cloudshell;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which audience a service wants, by its host. A host is here only if all that answers under it is the service itself
 * (each one's documentation): under {@code *.servicebus.windows.net} or {@code *.azurewebsites.net} a customer's own
 * program may answer, and would get the token.
 */
final class ServiceHosts {
    /** Short name, then hosts in the public cloud, US Government and China; "-" where there is none. */
    private static final String TABLE = """
            graph        graph.microsoft.com        graph.microsoft.us              microsoftgraph.chinacloudapi.cn
            aad-graph    graph.windows.net          graph.windows.net               graph.chinacloudapi.cn
            classic      management.core.windows.net management.core.usgovcloudapi.net management.core.chinacloudapi.cn
            vault        *.vault.azure.net          *.vault.usgovcloudapi.net       *.vault.azure.cn
            managedhsm   *.managedhsm.azure.net     *.managedhsm.usgovcloudapi.net  *.managedhsm.azure.cn
            storage      *.blob.core.windows.net    *.blob.core.usgovcloudapi.net   *.blob.core.chinacloudapi.cn
            storage      *.dfs.core.windows.net     *.dfs.core.usgovcloudapi.net    *.dfs.core.chinacloudapi.cn
            storage      *.file.core.windows.net    *.file.core.usgovcloudapi.net   *.file.core.chinacloudapi.cn
            storage      *.queue.core.windows.net   *.queue.core.usgovcloudapi.net  *.queue.core.chinacloudapi.cn
            storage      *.table.core.windows.net   *.table.core.usgovcloudapi.net  *.table.core.chinacloudapi.cn
            loganalytics api.loganalytics.io        api.loganalytics.us             api.loganalytics.azure.cn
            synapse      *.dev.azuresynapse.net     *.dev.azuresynapse.usgovcloudapi.net *.dev.azuresynapse.azure.cn
            batch        *.batch.azure.com          *.batch.usgovcloudapi.net       *.batch.chinacloudapi.cn
            databricks   *.azuredatabricks.net      *.databricks.azure.us           *.databricks.azure.cn
            devops       dev.azure.com              -                               -
            devops       *.dev.azure.com            -                               -
            powerbi      api.powerbi.com            api.powerbigov.us               api.powerbi.cn
            iothub       *.azure-devices.net        *.azure-devices.us              *.azure-devices.cn
            digitaltwins *.digitaltwins.azure.net   -                               -
            """;

    private static final List<String[]> ROWS =
            TABLE.lines().map(row -> row.split(" +")).toList();

    private ServiceHosts() {}

    /** The audience of the service at an address in this cloud; empty where none is known. */
    static Optional<Audience> audience(URI address, Cloud cloud) {
        var host = address.getHost() == null ? "" : address.getHost().toLowerCase(Locale.ROOT);
        if (host.equals(cloud.resourceManager().getHost())) {
            return Optional.of(Audience.resourceManager(cloud));
        }
        return ROWS.stream()
                .filter(row -> matches(host, cloud.cell(row)))
                .findFirst()
                .map(row -> KnownAudiences.named(row[0], cloud));
    }

    private static boolean matches(String host, String pattern) {
        return pattern.startsWith("*")
                ? host.endsWith(pattern.substring(1)) && host.length() > pattern.length() - 1
                : host.equals(pattern);
    }
}
