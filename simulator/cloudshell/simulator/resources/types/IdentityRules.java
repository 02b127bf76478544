package cloudshell.simulator.resources.types;

/** {@code Microsoft.ManagedIdentity/userAssignedIdentities}. */
final class IdentityRules implements TypeRules {
    @Override
    public void complete(Write write) {
        write.properties().remove("provisioningState");
        write.keep("tenantId", write.estate().tenant());
        write.keep("principalId", write.guid("principal"));
        write.keep("clientId", write.guid("client"));
    }
}
