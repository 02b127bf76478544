package cloudshell.simulator.resources.types;

import cloudshell.simulator.http.ResponseException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;

/** {@code Microsoft.Network/networkSecurityGroups} with their rules. */
final class SecurityGroupRules implements TypeRules {
    private static final String TYPE = "Microsoft.Network/networkSecurityGroups";

    private record Default(String name, String direction, String access, int priority, String from, String to) {}

    private static final List<Default> DEFAULTS = List.of(
            new Default("AllowVnetInBound", "Inbound", "Allow", 65000, "VirtualNetwork", "VirtualNetwork"),
            new Default("AllowAzureLoadBalancerInBound", "Inbound", "Allow", 65001, "AzureLoadBalancer", "*"),
            new Default("DenyAllInBound", "Inbound", "Deny", 65500, "*", "*"),
            new Default("AllowVnetOutBound", "Outbound", "Allow", 65000, "VirtualNetwork", "VirtualNetwork"),
            new Default("AllowInternetOutBound", "Outbound", "Allow", 65001, "*", "Internet"),
            new Default("DenyAllOutBound", "Outbound", "Deny", 65500, "*", "*"));

    @Override
    public void complete(Write write) {
        NetworkNodes.stamp(write);
        var seen = new HashSet<String>();
        for (var rule : NetworkNodes.nested(write, "securityRules", TYPE + "/securityRules")) {
            var properties = (ObjectNode) rule.get("properties");
            var priority = properties.path("priority").asText();
            if (!seen.add(properties.path("direction").asText() + priority)) {
                throw new ResponseException(
                        400,
                        "SecurityRuleConflict",
                        "Security rule " + rule.path("name").asText()
                                + " conflicts with another rule. Rules cannot have"
                                + " the same Priority and Direction. To learn more see aka.ms/nsgrules.");
            }
            for (var list : List.of(
                    "sourcePortRanges",
                    "destinationPortRanges",
                    "sourceAddressPrefixes",
                    "destinationAddressPrefixes")) {
                if (!properties.path(list).isArray()) {
                    properties.putArray(list);
                }
            }
        }
        var defaults = write.properties().putArray("defaultSecurityRules");
        for (var each : DEFAULTS) {
            var rule = defaults.addObject().put("name", each.name());
            NetworkNodes.complete(
                    write,
                    rule,
                    write.resourceId() + "/defaultSecurityRules/" + each.name(),
                    TYPE + "/defaultSecurityRules");
            rule.withObjectProperty("properties")
                    .put("protocol", "*")
                    .put("sourcePortRange", "*")
                    .put("destinationPortRange", "*")
                    .put("sourceAddressPrefix", each.from())
                    .put("destinationAddressPrefix", each.to())
                    .put("access", each.access())
                    .put("priority", each.priority())
                    .put("direction", each.direction());
        }
    }
}
