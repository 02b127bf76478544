package cloudshell.commands.mcp;

import cloudshell.arm.Arm;
import cloudshell.commands.mcp.limits.ArmPath;

/** A path that was checked, and the service that it is sent to. */
record Target(Arm service, ArmPath path, boolean isGraph) {
    Target with(ArmPath other) {
        return new Target(service, other, isGraph);
    }
}
