package cloudshell.simulator.resources.types;

/** Images of VMs: {@code Microsoft.Compute/images}. */
final class ImageRules implements TypeRules {
    @Override
    public boolean deletesLater() {
        return true;
    }

    @Override
    public void complete(Write write) {
        write.orElse("hyperVGeneration", "V2");
        var source = write.properties().path("sourceVirtualMachine").path("id").asText();
        if (!source.isEmpty()) {
            var disk = write.referred(source)
                    .path("properties")
                    .path("storageProfile")
                    .path("osDisk");
            write.properties()
                    .withObjectProperty("storageProfile")
                    .putObject("osDisk")
                    .put("osType", disk.path("osType").asText("Linux"))
                    .put("osState", "Generalized")
                    .put("storageAccountType", "Standard_LRS")
                    .put("diskSizeGB", disk.path("diskSizeGB").asInt(30));
        }
    }
}
