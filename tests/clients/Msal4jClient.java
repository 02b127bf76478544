package clients;

import com.microsoft.aad.msal4j.ManagedIdentityApplication;
import com.microsoft.aad.msal4j.ManagedIdentityId;
import com.microsoft.aad.msal4j.ManagedIdentityParameters;

/** A program as people write it with MSAL4J: it prints the token for one resource. */
final class Msal4jClient {
    private Msal4jClient() {}

    public static void main(String[] args) throws Exception {
        var application = ManagedIdentityApplication.builder(ManagedIdentityId.systemAssigned())
                .build();
        var parameters = ManagedIdentityParameters.builder(args[0]).build();
        System.out.println(
                application.acquireTokenForManagedIdentity(parameters).get().accessToken());
        System.exit(0);
    }
}
