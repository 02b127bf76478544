package clients;

import com.azure.core.credential.TokenRequestContext;
import com.azure.identity.ManagedIdentityCredentialBuilder;

/** A program as people write it with azure-identity: it prints the token for one scope. */
final class AzureIdentityClient {
    private AzureIdentityClient() {}

    public static void main(String[] args) {
        var credential = new ManagedIdentityCredentialBuilder().build();
        System.out.println(credential
                .getTokenSync(new TokenRequestContext().addScopes(args[0]))
                .getToken());
        System.exit(0);
    }
}
