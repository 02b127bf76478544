package cloudshell;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The audiences that have a short name, in each cloud. Cloud Shell's endpoint has its own list of what it supports
 * (audiences.csv); the spelling here is that list's where it has the audience. Sovereign clouds: az's {@code cloud
 * list --all} and each service's documentation.
 */
final class KnownAudiences {
    /** Short name, then the resource in the public cloud, US Government and China; "-" where there is none. */
    private static final String TABLE = """
            arm          https://management.azure.com/              https://management.usgovcloudapi.net/                   https://management.chinacloudapi.cn/
            classic      https://management.core.windows.net/       https://management.core.usgovcloudapi.net/              https://management.core.chinacloudapi.cn/
            graph        https://graph.microsoft.com/               https://graph.microsoft.us/                             https://microsoftgraph.chinacloudapi.cn/
            aad-graph    https://graph.windows.net/                 https://graph.windows.net/                              https://graph.chinacloudapi.cn/
            vault        https://vault.azure.net                    https://vault.usgovcloudapi.net                         https://vault.azure.cn
            managedhsm   https://managedhsm.azure.net               https://managedhsm.usgovcloudapi.net                    https://managedhsm.azure.cn
            storage      https://storage.azure.com/                 https://storage.azure.com/                              https://storage.azure.com/
            datalake     https://datalake.azure.net/                -                                                       -
            sql          https://database.windows.net               https://database.usgovcloudapi.net                      https://database.chinacloudapi.cn
            postgres     https://ossrdbms-aad.database.windows.net  https://ossrdbms-aad.database.usgovcloudapi.net         https://ossrdbms-aad.database.chinacloudapi.cn
            mysql        https://ossrdbms-aad.database.windows.net  https://ossrdbms-aad.database.usgovcloudapi.net         https://ossrdbms-aad.database.chinacloudapi.cn
            synapse      https://dev.azuresynapse.net               https://dev.azuresynapse.usgovcloudapi.net              https://dev.azuresynapse.azure.cn
            devops       499b84ac-1321-427f-aa17-267ca6975798       -                                                       -
            databricks   2ff814a6-3304-4ab8-85cb-cd0e6f879c1d       2ff814a6-3304-4ab8-85cb-cd0e6f879c1d                    2ff814a6-3304-4ab8-85cb-cd0e6f879c1d
            aks          6dae42f8-4368-4678-94ff-3960e28e3630       6dae42f8-4368-4678-94ff-3960e28e3630                    6dae42f8-4368-4678-94ff-3960e28e3630
            batch        https://batch.core.windows.net/            https://batch.core.usgovcloudapi.net/                   https://batch.chinacloudapi.cn/
            loganalytics https://api.loganalytics.io                https://api.loganalytics.us                             https://api.loganalytics.azure.cn
            media        https://rest.media.azure.net               https://rest.media.usgovcloudapi.net                    https://rest.media.chinacloudapi.cn
            outlook      https://outlook.office365.com/             https://outlook.office365.us/                           https://partner.outlook.cn/
            powerbi      https://analysis.windows.net/powerbi/api   https://analysis.usgovcloudapi.net/powerbi/api          https://analysis.chinacloudapi.cn/powerbi/api
            yammer       https://www.yammer.com                     -                                                       -
            digitaltwins https://digitaltwins.azure.net             -                                                       -
            iothub       https://iothubs.azure.net                  https://iothubs.azure.net                               https://iothubs.azure.net
            quantum      https://quantum.microsoft.com              -                                                       -
            purview      https://purview.azure.net/                 -                                                       -
            appservice   https://appservice.azure.com               -                                                       -
            ai           https://ai.azure.com                       -                                                       -
            """;

    /** Supported as they are, and without a short name: their parts must not be taken for a scope. */
    private static final List<String> WITHOUT_NAME = List.of(
            "https://pas.windows.net/CheckMyAccess/Linux/.default",
            "https://azuredatabricks.net/",
            "https://azure-devices-provisioning.net",
            "https://api.adu.microsoft.com/",
            "https://aks-aad-server.azure.com");

    private static final List<String[]> ROWS =
            TABLE.lines().map(row -> row.split(" +")).toList();

    private KnownAudiences() {}

    static List<String> names() {
        return ROWS.stream().map(row -> row[0]).toList();
    }

    /** @throws UsageException where no audience has this name, or none in this cloud */
    static Audience named(String name, Cloud cloud) {
        for (var row : ROWS) {
            if (row[0].equalsIgnoreCase(name)) {
                var resource = resource(row, cloud);
                if (resource.equals("-")) {
                    throw Audience.unreadable("'" + name + "' has no known resource in " + cloud.azName());
                }
                return new Audience(resource);
            }
        }
        throw Audience.unreadable(unknown(name));
    }

    private static String resource(String[] row, Cloud cloud) {
        return row[0].equals("arm") ? cloud.resourceManager().toString() : cloud.cell(row);
    }

    private static String unknown(String name) {
        if (name.contains("/") || name.indexOf('.') < 0) {
            return "'" + name + "' is not a known short name";
        }
        return Character.isLetter(name.charAt(name.length() - 1))
                        && name.chars().filter(c -> c == '.').count() > 1
                ? "'" + name + "' has no scheme; did you mean https://" + name + "?"
                : "'" + name + "' is a scope without its resource, or lacks https://";
    }

    /** The known resource that the address is, or is a scope of, in its own spelling; "" where none is. */
    static String canonical(String address) {
        var best = "";
        for (var resource : resources()) {
            var bare = resource.endsWith("/") ? resource.substring(0, resource.length() - 1) : resource;
            if (bare.length() > best.length() && isResourceOrScope(address, bare)) {
                best = resource;
            }
        }
        return best;
    }

    private static List<String> resources() {
        var all = new ArrayList<>(WITHOUT_NAME);
        ROWS.forEach(row -> all.addAll(List.of(row).subList(1, row.length)));
        all.removeIf(resource -> !resource.contains("://"));
        return all;
    }

    private static boolean isResourceOrScope(String address, String bare) {
        if (!address.toLowerCase(Locale.ROOT).startsWith(bare.toLowerCase(Locale.ROOT))) {
            return false;
        }
        var rest = address.substring(bare.length());
        return rest.isEmpty()
                || rest.equals("/")
                || rest.charAt(0) == '/' && scopeOf(rest).indexOf('/') < 0;
    }

    private static String scopeOf(String rest) {
        return rest.startsWith("//") ? rest.substring(2) : rest.substring(1);
    }
}
