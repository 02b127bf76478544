package cloudshell.simulator.resources.types;

import cloudshell.simulator.http.ResponseException;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** {@code Microsoft.Network/publicIPAddresses}; their addresses are of the ranges that are kept for documentation. */
final class PublicIpRules implements TypeRules {
    @Override
    public void complete(Write write) {
        NetworkNodes.stamp(write);
        var sku = write.node().withObjectProperty("sku");
        if (!sku.hasNonNull("name")) {
            sku.put("name", "Basic");
        }
        if (!sku.hasNonNull("tier")) {
            sku.put("tier", "Regional");
        }
        boolean standard = sku.path("name").asText().equals("Standard");
        if (standard
                && write.properties().path("publicIPAllocationMethod").asText().equals("Dynamic")) {
            throw new ResponseException(
                    400,
                    "StandardSkuPublicIPAddressesMustBeStatic",
                    "Standard sku publicIp " + write.resourceId() + " must have AllocationMethod set to Static.");
        }
        write.orElse("publicIPAllocationMethod", standard ? "Static" : "Dynamic");
        write.orElse("publicIPAddressVersion", "IPv4");
        write.orElse("idleTimeoutInMinutes", 4);
        write.orElseEmptyArray("ipTags");
        if (write.properties().path("publicIPAllocationMethod").asText().equals("Static")) {
            write.keep("ipAddress", address(write.guid("address")));
        }
        write.before()
                .map(old -> old.path("properties").path("ipConfiguration"))
                .filter(each -> each.isObject())
                .ifPresent(each -> write.properties().set("ipConfiguration", each));
        var label =
                write.properties().path("dnsSettings").path("domainNameLabel").asText();
        if (!label.isEmpty()) {
            write.properties()
                    .withObjectProperty("dnsSettings")
                    .put("fqdn", label + "." + write.location() + ".cloudapp.azure.com");
        }
    }

    private static String address(String guid) {
        int number = Math.abs(guid.hashCode());
        return (number % 2 == 0 ? "198.51.100." : "203.0.113.") + (1 + number / 2 % 254);
    }

    static void attach(ObjectNode address, String ipConfiguration) {
        var properties = address.withObjectProperty("properties");
        properties.putObject("ipConfiguration").put("id", ipConfiguration);
        if (!properties.hasNonNull("ipAddress")) {
            properties.put("ipAddress", address(address.path("id").asText()));
        }
    }

    static void detach(ObjectNode address) {
        var properties = address.withObjectProperty("properties");
        properties.remove("ipConfiguration");
        if (properties.path("publicIPAllocationMethod").asText().equals("Dynamic")) {
            properties.remove("ipAddress");
        }
    }

    @Override
    public void checkDelete(Write write) {
        var user = write.node().path("properties").path("ipConfiguration");
        if (user.isObject()) {
            throw new ResponseException(
                    400,
                    "PublicIPAddressCannotBeDeleted",
                    "Public IP address " + write.resourceId() + " can not be deleted since it is still allocated to"
                            + " resource " + user.path("id").asText()
                            + ". In order to delete the public IP, disassociate/detach the Public IP address from the"
                            + " resource. To learn how to do this, see aka.ms/deletepublicip.");
        }
    }
}
