package clients;

import cloudshell.azuresdk.CloudShellCredential;
import com.azure.core.credential.TokenRequestContext;

/** A program that signs in by this project's bridge to the Azure SDK. It prints the token. */
final class BridgeClient {
    private BridgeClient() {}

    public static void main(String[] args) {
        var token = new CloudShellCredential().getTokenSync(new TokenRequestContext().addScopes(args[0]));
        System.out.println(token.getToken());
        System.exit(0);
    }
}
