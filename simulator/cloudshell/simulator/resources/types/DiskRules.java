package cloudshell.simulator.resources.types;

import cloudshell.simulator.http.ResponseException;

/** Managed disks: {@code Microsoft.Compute/disks}. */
final class DiskRules implements TypeRules {
    static final int DEFAULT_GB = 128;

    @Override
    public Put put() {
        return Put.ACCEPTED;
    }

    @Override
    public boolean deletesLater() {
        return true;
    }

    @Override
    public void complete(Write write) {
        write.require("creationData.createOption");
        var sku = write.node().withObjectProperty("sku");
        if (!sku.hasNonNull("name")) {
            sku.put("name", "Standard_LRS");
        }
        sku.put("tier", sku.path("name").asText().startsWith("Premium") ? "Premium" : "Standard");
        var creation = write.properties().path("creationData");
        if (!write.properties().hasNonNull("diskSizeGB")) {
            if (creation.path("createOption").asText().equals("Empty")) {
                throw new ResponseException(
                        400, "InvalidParameter", "Required parameter 'disk.diskSizeGB' is missing (null).");
            }
            var source = write.find(creation.path("sourceResourceId").asText());
            write.properties()
                    .put(
                            "diskSizeGB",
                            source.map(each -> each.path("properties")
                                            .path("diskSizeGB")
                                            .asInt(DEFAULT_GB))
                                    .orElse(DEFAULT_GB));
            source.map(each -> each.path("properties").path("osType"))
                    .filter(type -> type.isTextual())
                    .ifPresent(type -> write.properties().set("osType", type));
        }
        write.properties()
                .put("diskSizeBytes", write.properties().path("diskSizeGB").asLong() * 1024 * 1024 * 1024);
        write.keep("timeCreated", write.now());
        write.keep("uniqueId", write.guid("disk"));
        write.keep("diskState", "Unattached");
        write.orElse("networkAccessPolicy", "AllowAll");
        write.orElse("publicNetworkAccess", "Enabled");
        if (!write.properties().has("encryption")) {
            write.properties().putObject("encryption").put("type", "EncryptionAtRestWithPlatformKey");
        }
        write.before().filter(old -> old.has("managedBy")).ifPresent(old -> write.node()
                .set("managedBy", old.get("managedBy")));
    }

    @Override
    public void checkDelete(Write write) {
        var vm = write.node().path("managedBy").asText();
        if (!vm.isEmpty()) {
            throw new ResponseException(
                    409, "OperationNotAllowed", "Disk " + write.name() + " is attached to VM " + vm + ".");
        }
    }
}
