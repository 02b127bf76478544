package cloudshell.simulator.resources.types;

import cloudshell.simulator.http.ResponseException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code Microsoft.Network/virtualNetworks} with their subnets. */
final class VirtualNetworkRules implements TypeRules {
    static final String TYPE = "Microsoft.Network/virtualNetworks";

    @Override
    public void complete(Write write) {
        write.require("addressSpace.addressPrefixes");
        NetworkNodes.stamp(write);
        for (var subnet : NetworkNodes.nested(write, "subnets", TYPE + "/subnets")) {
            completeSubnet((ObjectNode) subnet);
        }
        write.orElseEmptyArray("virtualNetworkPeerings");
        write.orElse("enableDdosProtection", false);
        write.before().ifPresent(old -> checkRemoved(write, old));
    }

    private static void completeSubnet(ObjectNode subnet) {
        var properties = subnet.withObjectProperty("properties");
        properties.remove("ipConfigurations");
        var prefix = prefix(properties);
        var address = Ipv4Prefix.parse(prefix);
        if (address.isEmpty()) {
            throw new ResponseException(
                    400,
                    "InvalidAddressPrefixFormat",
                    "Address prefix " + prefix + " of resource "
                            + subnet.path("id").asText()
                            + " is not formatted correctly. It should follow CIDR notation, for example 10.0.0.0/24.");
        }
        if (!properties.path("delegations").isArray()) {
            properties.putArray("delegations");
        }
        if (!properties.has("privateEndpointNetworkPolicies")) {
            properties.put("privateEndpointNetworkPolicies", "Disabled");
        }
        if (!properties.has("privateLinkServiceNetworkPolicies")) {
            properties.put("privateLinkServiceNetworkPolicies", "Enabled");
        }
    }

    static String prefix(JsonNode subnetProperties) {
        return subnetProperties
                .path("addressPrefix")
                .asText(subnetProperties.path("addressPrefixes").path(0).asText());
    }

    /** Each subnet names the IP configurations that have an address in it. */
    @Override
    public ObjectNode shown(Write write) {
        var used = SubnetUse.bySubnet(write.estate(), write.subscription());
        var shown = write.node().deepCopy();
        for (var subnet : shown.path("properties").path("subnets")) {
            var ids = used.getOrDefault(subnet.path("id").asText().toLowerCase(Locale.ROOT), List.of());
            if (!ids.isEmpty()) {
                var array =
                        ((ObjectNode) subnet).withObjectProperty("properties").putArray("ipConfigurations");
                ids.forEach(id -> array.addObject().put("id", id));
            }
        }
        return shown;
    }

    private static void checkRemoved(Write write, ObjectNode old) {
        var left = new HashSet<String>();
        write.properties()
                .path("subnets")
                .forEach(subnet -> left.add(subnet.path("name").asText()));
        for (var subnet : old.path("properties").path("subnets")) {
            if (!left.contains(subnet.path("name").asText())) {
                checkUnused(write, subnet.path("id").asText());
            }
        }
    }

    private static void checkUnused(Write write, String subnet) {
        var user = SubnetUse.inSubnet(write.estate(), write.subscription(), subnet).stream()
                .findFirst();
        if (user.isPresent()) {
            var name = subnet.substring(subnet.lastIndexOf('/') + 1);
            throw new ResponseException(
                    400,
                    "InUseSubnetCannotBeDeleted",
                    "Subnet " + name + " is in use by " + user.get()
                            + " and cannot be deleted. In order to delete the subnet, delete all the resources within the"
                            + " subnet. See aka.ms/deletesubnet.");
        }
    }

    @Override
    public void checkDelete(Write write) {
        write.node()
                .path("properties")
                .path("subnets")
                .forEach(subnet -> checkUnused(write, subnet.path("id").asText()));
    }

    /** A subnet of a network by its name. */
    static Optional<JsonNode> subnet(ObjectNode network, String id) {
        for (var subnet : network.path("properties").path("subnets")) {
            if (subnet.path("id").asText().toLowerCase(Locale.ROOT).equals(id.toLowerCase(Locale.ROOT))) {
                return Optional.of(subnet);
            }
        }
        return Optional.empty();
    }
}
