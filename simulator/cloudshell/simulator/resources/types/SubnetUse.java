package cloudshell.simulator.resources.types;

import cloudshell.simulator.estate.Estate;
import java.util.ArrayList;
import java.util.List;

/** Who has addresses in a subnet. */
final class SubnetUse {
    static final String TYPE = "Microsoft.Network/networkInterfaces";

    private SubnetUse() {}

    /** The ids of the IP configurations in a subnet. */
    static List<String> inSubnet(Estate estate, int subscription, String subnet) {
        var ids = new ArrayList<String>();
        for (var nic : estate.search(TYPE, subscription, each -> true)) {
            for (var each : nic.path("properties").path("ipConfigurations")) {
                if (each.path("properties").path("subnet").path("id").asText().equalsIgnoreCase(subnet)) {
                    ids.add(each.path("id").asText());
                }
            }
        }
        return ids;
    }
}
