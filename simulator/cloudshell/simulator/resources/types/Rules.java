//SOURCES AvailabilitySetRules.java DiskRules.java ExtensionRules.java IdentityRules.java ImageRules.java
//SOURCES Ipv4Prefix.java NetworkInterfaceRules.java NetworkNodes.java PublicIpRules.java
//SOURCES SecurityGroupRules.java SnapshotRules.java StorageNames.java StorageRules.java SubnetUse.java
//SOURCES TypeRules.java VaultRules.java VirtualNetworkRules.java VmRules.java Write.java
package cloudshell.simulator.resources.types;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The rules of each type, and those of all. */
public final class Rules {
    /** Properties that clients can write and not read. */
    private static final Set<String> WRITE_ONLY = Set.of(
            "adminpassword",
            "administratorloginpassword",
            "customdata",
            "userdata",
            "protectedsettings",
            "settingswithsecrets",
            "clientsecret",
            "sharedkey",
            "vpnclientrootcertificatesecret");

    private static final TypeRules NONE = new TypeRules() {};
    private static final Map<String, TypeRules> TYPES = Map.ofEntries(
            Map.entry("microsoft.compute/virtualmachines", new VmRules()),
            Map.entry("microsoft.compute/virtualmachines/extensions", new ExtensionRules()),
            Map.entry("microsoft.compute/disks", new DiskRules()),
            Map.entry("microsoft.compute/snapshots", new SnapshotRules()),
            Map.entry("microsoft.compute/images", new ImageRules()),
            Map.entry("microsoft.compute/availabilitysets", new AvailabilitySetRules()),
            Map.entry("microsoft.network/networkinterfaces", new NetworkInterfaceRules()),
            Map.entry("microsoft.network/publicipaddresses", new PublicIpRules()),
            Map.entry("microsoft.network/virtualnetworks", new VirtualNetworkRules()),
            Map.entry("microsoft.network/networksecuritygroups", new SecurityGroupRules()),
            Map.entry("microsoft.storage/storageaccounts", new StorageRules()),
            Map.entry("microsoft.keyvault/vaults", new VaultRules()),
            Map.entry("microsoft.managedidentity/userassignedidentities", new IdentityRules()));

    private Rules() {}

    public static TypeRules of(String type) {
        return TYPES.getOrDefault(type.toLowerCase(Locale.ROOT), NONE);
    }

    /** Completes a resource in place. */
    public static void complete(Write write) {
        dropWriteOnly(write.node());
        var identity = write.node().path("identity");
        if (identity.isObject()) {
            identify(write, (ObjectNode) identity);
        }
        of(write.id().type()).complete(write);
    }

    private static void identify(Write write, ObjectNode identity) {
        if (identity.path("type").asText().contains("SystemAssigned")) {
            identity.put("principalId", write.guid("principal"))
                    .put("tenantId", write.estate().tenant());
        }
        var assigned = identity.path("userAssignedIdentities");
        if (assigned.isObject()) {
            var ids = new ArrayList<String>();
            assigned.fieldNames().forEachRemaining(ids::add);
            for (var id : ids) {
                var properties = write.referred(id).path("properties");
                ((ObjectNode) assigned)
                        .putObject(id)
                        .put("principalId", properties.path("principalId").asText())
                        .put("clientId", properties.path("clientId").asText());
            }
        }
    }

    private static void dropWriteOnly(JsonNode node) {
        if (node instanceof ObjectNode object) {
            var names = new ArrayList<String>();
            object.fieldNames().forEachRemaining(names::add);
            names.stream()
                    .filter(name -> WRITE_ONLY.contains(name.toLowerCase(Locale.ROOT)))
                    .forEach(object::remove);
            object.forEach(Rules::dropWriteOnly);
        } else if (node instanceof ArrayNode array) {
            array.forEach(Rules::dropWriteOnly);
        }
    }
}
