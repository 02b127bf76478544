package cloudshell.simulator.resources.types;

/** Extensions of VMs, which nothing runs. */
final class ExtensionRules implements TypeRules {
    @Override
    public void complete(Write write) {
        write.orElse("autoUpgradeMinorVersion", true);
        write.orElse("typeHandlerVersion", "1.0");
    }
}
