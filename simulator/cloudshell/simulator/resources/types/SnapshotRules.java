package cloudshell.simulator.resources.types;

/** Snapshots of disks: {@code Microsoft.Compute/snapshots}. */
final class SnapshotRules implements TypeRules {
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
        var source =
                write.properties().path("creationData").path("sourceResourceId").asText();
        if (!source.isEmpty()) {
            var disk = write.referred(source).path("properties");
            for (var property : java.util.List.of("diskSizeGB", "diskSizeBytes", "osType", "hyperVGeneration")) {
                if (disk.has(property)) {
                    write.properties().set(property, disk.get(property));
                }
            }
            write.properties()
                    .withObjectProperty("creationData")
                    .put("sourceUniqueId", disk.path("uniqueId").asText());
        }
        write.orElse("diskSizeGB", DiskRules.DEFAULT_GB);
        write.orElse("incremental", false);
        write.keep("timeCreated", write.now());
        write.keep("uniqueId", write.guid("snapshot"));
        write.keep("diskState", "Unattached");
        write.orElse("networkAccessPolicy", "AllowAll");
    }
}
