package cloudshell.simulator.resources.types;

import cloudshell.simulator.estate.Estate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Finds the resources that have addresses in a subnet. */
final class SubnetUse {
    static final String TYPE = "Microsoft.Network/networkInterfaces";

    private SubnetUse() {}

    /** The ids of the IP configurations in a subnet. */
    static List<String> inSubnet(Estate estate, int subscription, String subnet) {
        return bySubnet(estate, subscription).getOrDefault(subnet.toLowerCase(Locale.ROOT), List.of());
    }

    /** The ids of IP configurations by the ids of their subnets, in lower case. */
    static Map<String, List<String>> bySubnet(Estate estate, int subscription) {
        var all = new HashMap<String, List<String>>();
        for (var nic : estate.search(TYPE, subscription, each -> true)) {
            for (var each : nic.path("properties").path("ipConfigurations")) {
                var subnet = each.path("properties").path("subnet").path("id").asText();
                all.computeIfAbsent(subnet.toLowerCase(Locale.ROOT), key -> new ArrayList<>())
                        .add(each.path("id").asText());
            }
        }
        return all;
    }
}
