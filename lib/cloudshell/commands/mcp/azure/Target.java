package cloudshell.commands.mcp.azure;

import cloudshell.arm.Arm;
import cloudshell.commands.mcp.limits.ArmPath;

/** A path that was checked, and the service that it is sent to. */
public record Target(Arm service, ArmPath path, boolean isGraph) {
    /** Returns another path of the same service. */
    public Target with(ArmPath other) {
        return new Target(service, other, isGraph);
    }
}
