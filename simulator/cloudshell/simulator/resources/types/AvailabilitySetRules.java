package cloudshell.simulator.resources.types;

/** {@code Microsoft.Compute/availabilitySets}, whose PUT returns 200 for new ones as well. */
final class AvailabilitySetRules implements TypeRules {
    @Override
    public Put put() {
        return Put.OK;
    }

    @Override
    public void complete(Write write) {
        if (!write.node().path("sku").has("name")) {
            write.node().putObject("sku").put("name", "Classic");
        }
        write.orElse("platformUpdateDomainCount", 5);
        write.orElse("platformFaultDomainCount", 3);
        write.orElseEmptyArray("virtualMachines");
        // Availability sets have no provisioningState in the API's model.
        write.properties().remove("provisioningState");
    }
}
