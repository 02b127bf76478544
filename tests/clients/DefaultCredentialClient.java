package clients;

import com.azure.core.credential.TokenRequestContext;
import com.azure.identity.DefaultAzureCredentialBuilder;

/** A program as most people write it with azure-identity: whatever credential there is. It prints the token. */
final class DefaultCredentialClient {
    private DefaultCredentialClient() {}

    public static void main(String[] args) {
        var credential = new DefaultAzureCredentialBuilder().build();
        System.out.println(credential
                .getTokenSync(new TokenRequestContext().addScopes(args[0]))
                .getToken());
        System.exit(0);
    }
}
