package cloudshell.simulator.resources.types;

import cloudshell.simulator.estate.ResourceId;
import cloudshell.simulator.http.ResponseException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** {@code Microsoft.Compute/virtualMachines}: they make disks, attach others, and take network interfaces. */
final class VmRules implements TypeRules {
    private static final String DISKS = "Microsoft.Compute/disks";
    private static final int LINUX_GB = 30;
    private static final int WINDOWS_GB = 127;

    @Override
    public Put put() {
        return Put.CREATED_LATER;
    }

    @Override
    public boolean deletesLater() {
        return true;
    }

    @Override
    public void complete(Write write) {
        write.require("hardwareProfile.vmSize");
        write.require("storageProfile");
        write.require("networkProfile");
        write.keep("vmId", write.guid("vm"));
        write.keep("timeCreated", write.now());
        var storage = write.properties().withObjectProperty("storageProfile");
        boolean windows = isWindows(write, storage);
        var image = storage.path("imageReference");
        if (image.isObject() && image.has("publisher")) {
            ((ObjectNode) image).put("exactVersion", exact(image.path("version").asText()));
        }
        osDisk(write, storage, windows);
        dataDisks(write, storage);
        var os = write.properties().path("osProfile");
        if (os.isObject()) {
            osProfile((ObjectNode) os, windows);
        }
        for (var nic : write.properties().path("networkProfile").path("networkInterfaces")) {
            checkNic(write, nic.path("id").asText());
        }
    }

    private static boolean isWindows(Write write, ObjectNode storage) {
        return storage.path("osDisk").path("osType").asText().equals("Windows")
                || write.properties().path("osProfile").has("windowsConfiguration")
                || storage.path("imageReference")
                        .path("publisher")
                        .asText()
                        .toLowerCase(Locale.ROOT)
                        .startsWith("microsoft");
    }

    private static String exact(String version) {
        return version.isEmpty() || version.equals("latest") ? "24.4.202601150" : version;
    }

    private static void osDisk(Write write, ObjectNode storage, boolean windows) {
        var disk = storage.withObjectProperty("osDisk");
        write.before()
                .map(old -> old.path("properties").path("storageProfile").path("osDisk"))
                .filter(JsonNode::isObject)
                .ifPresent(old -> ((ObjectNode) old.deepCopy()).properties().forEach(field -> {
                    if (!disk.has(field.getKey())) {
                        disk.set(field.getKey(), field.getValue());
                    }
                }));
        putIfMissing(disk, "createOption", "FromImage");
        putIfMissing(disk, "caching", "ReadWrite");
        putIfMissing(disk, "deleteOption", "Detach");
        disk.put("osType", windows ? "Windows" : "Linux");
        if (!disk.has("diskSizeGB")) {
            disk.put("diskSizeGB", windows ? WINDOWS_GB : LINUX_GB);
        }
        name(write, disk, "OsDisk_1");
    }

    private static void dataDisks(Write write, ObjectNode storage) {
        if (!storage.path("dataDisks").isArray()) {
            storage.putArray("dataDisks");
        }
        for (var each : storage.path("dataDisks")) {
            var disk = (ObjectNode) each;
            if (!disk.has("lun")) {
                throw new ResponseException(
                        400, "InvalidParameter", "Required parameter 'dataDisk.lun' is missing (null).");
            }
            putIfMissing(disk, "createOption", disk.path("managedDisk").has("id") ? "Attach" : "Empty");
            putIfMissing(disk, "caching", "None");
            putIfMissing(disk, "deleteOption", "Detach");
            disk.put("toBeDetached", false);
            if (disk.path("createOption").asText().equals("Attach")) {
                attach(write, disk);
            }
            name(write, disk, "disk" + (disk.path("lun").asInt() + 2));
        }
    }

    private static void attach(Write write, ObjectNode disk) {
        var id = disk.path("managedDisk").path("id").asText();
        var found = write.referred(id);
        var owner = found.path("managedBy").asText();
        if (!owner.isEmpty() && !owner.equalsIgnoreCase(write.resourceId())) {
            throw new ResponseException(
                    409,
                    "AttachDiskWhileBeingDetached",
                    "Cannot attach disk '" + found.path("name").asText() + "' to VM '" + write.name()
                            + "' because the disk is already owned by VM '" + owner + "'.");
        }
        disk.set("diskSizeGB", found.path("properties").path("diskSizeGB"));
        disk.put("name", found.path("name").asText());
        disk.withObjectProperty("managedDisk")
                .put("storageAccountType", found.path("sku").path("name").asText());
    }

    private static void name(Write write, ObjectNode disk, String end) {
        putIfMissing(
                disk, "name", write.name() + "_" + end + "_" + write.guid(end).replace("-", ""));
        var managed = disk.withObjectProperty("managedDisk");
        putIfMissing(managed, "storageAccountType", "Standard_LRS");
        putIfMissing(
                managed,
                "id",
                new ResourceId(
                                write.id().subscription(),
                                write.id().group(),
                                DISKS,
                                disk.path("name").asText())
                        .toString());
    }

    private static void osProfile(ObjectNode os, boolean windows) {
        os.remove("adminPassword");
        if (!os.has("secrets")) {
            os.putArray("secrets");
        }
        putIfMissing(os, "allowExtensionOperations", true);
        putIfMissing(os, "requireGuestProvisionSignal", true);
        var system = os.withObjectProperty(windows ? "windowsConfiguration" : "linuxConfiguration");
        putIfMissing(system, "provisionVMAgent", true);
        if (windows) {
            putIfMissing(system, "enableAutomaticUpdates", true);
        } else {
            putIfMissing(system, "disablePasswordAuthentication", false);
        }
    }

    private static void checkNic(Write write, String id) {
        var owner = write.referred(id)
                .path("properties")
                .path("virtualMachine")
                .path("id")
                .asText();
        if (!owner.isEmpty() && !owner.equalsIgnoreCase(write.resourceId())) {
            throw new ResponseException(
                    400,
                    "NicInUse",
                    "Network Interface " + id + " is used by existing resource " + owner
                            + ". In order to use it, it must be dissociated from that resource.");
        }
    }

    @Override
    public void written(Write write) {
        var disks = disks(write.node());
        write.before().map(VmRules::disks).orElse(Map.of()).forEach((id, disk) -> {
            if (!disks.containsKey(id)) {
                write.update(id, VmRules::detach);
            }
        });
        disks.forEach((id, disk) -> {
            if (write.find(id).isEmpty()) {
                create(write, id, disk);
            }
            write.update(id, node -> attached(node, write.resourceId()));
        });
        nics(write.node())
                .forEach((id, primary) -> write.update(id, nic -> {
                    var properties = nic.withObjectProperty("properties");
                    properties.putObject("virtualMachine").put("id", write.resourceId());
                    properties.put("primary", primary);
                }));
        write.before().map(VmRules::nics).orElse(Map.of()).keySet().stream()
                .filter(id -> !nics(write.node()).containsKey(id))
                .forEach(id -> write.update(id, VmRules::release));
    }

    private static void create(Write write, String id, JsonNode disk) {
        var node = JsonNodeFactory.instance.objectNode();
        var resource = ResourceId.of(id);
        node.put("name", resource.name()).put("id", id).put("type", DISKS).put("location", write.location());
        node.putObject("sku")
                .put("name", disk.path("managedDisk").path("storageAccountType").asText());
        var properties = node.putObject("properties").put("provisioningState", "Succeeded");
        if (disk.has("osType")) {
            properties.set("osType", disk.get("osType"));
        }
        properties
                .putObject("creationData")
                .put("createOption", disk.path("createOption").asText());
        properties.put("diskSizeGB", disk.path("diskSizeGB").asInt(DiskRules.DEFAULT_GB));
        var made = new Write(write.estate(), resource, node, java.util.Optional.empty());
        new DiskRules().complete(made);
        write.estate().write(resource, node);
    }

    private static void attached(ObjectNode disk, String vm) {
        disk.put("managedBy", vm);
        disk.withObjectProperty("properties").put("diskState", "Attached");
    }

    private static void detach(ObjectNode disk) {
        disk.remove("managedBy");
        disk.withObjectProperty("properties").put("diskState", "Unattached");
    }

    private static void release(ObjectNode nic) {
        var properties = nic.withObjectProperty("properties");
        properties.remove("virtualMachine");
        properties.remove("primary");
    }

    @Override
    public void deleted(Write write) {
        disks(write.node()).forEach((id, disk) -> {
            write.update(id, VmRules::detach);
            if (disk.path("deleteOption").asText().equals("Delete")) {
                write.estate().delete(ResourceId.of(id));
            }
        });
        for (var nic : write.node().path("properties").path("networkProfile").path("networkInterfaces")) {
            var id = nic.path("id").asText();
            write.update(id, VmRules::release);
            if (nic.path("properties").path("deleteOption").asText().equals("Delete")) {
                write.find(id).ifPresent(node -> {
                    var deleted = new Write(write.estate(), ResourceId.of(id), node, java.util.Optional.empty());
                    write.estate().delete(ResourceId.of(id));
                    new NetworkInterfaceRules().deleted(deleted);
                });
            }
        }
    }

    /** By their ids in lower case. */
    private static Map<String, JsonNode> disks(ObjectNode vm) {
        var disks = new LinkedHashMap<String, JsonNode>();
        var storage = vm.path("properties").path("storageProfile");
        put(disks, storage.path("osDisk"));
        storage.path("dataDisks").forEach(disk -> put(disks, disk));
        return disks;
    }

    private static void put(Map<String, JsonNode> disks, JsonNode disk) {
        var id = disk.path("managedDisk").path("id").asText();
        if (ResourceId.isOne(id)) {
            disks.keySet().removeIf(id::equalsIgnoreCase);
            disks.put(id, disk);
        }
    }

    private static Map<String, Boolean> nics(ObjectNode vm) {
        var nics = new LinkedHashMap<String, Boolean>();
        for (var nic : vm.path("properties").path("networkProfile").path("networkInterfaces")) {
            nics.put(
                    nic.path("id").asText(),
                    nic.path("properties").path("primary").asBoolean(nics.isEmpty()));
        }
        return nics;
    }

    private static void putIfMissing(ObjectNode node, String name, String value) {
        if (!node.hasNonNull(name)) {
            node.put(name, value);
        }
    }

    private static void putIfMissing(ObjectNode node, String name, boolean value) {
        if (!node.hasNonNull(name)) {
            node.put(name, value);
        }
    }
}
