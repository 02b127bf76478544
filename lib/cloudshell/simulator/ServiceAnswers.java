package cloudshell.simulator;

import static cloudshell.simulator.TokenAnswers.error;
import static cloudshell.simulator.TokenAnswers.json;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.util.List;
import java.util.regex.Pattern;

/**
 * As much of Microsoft Graph and Key Vault as the templates meet. The shapes are those of both references; the user,
 * the vault and its one secret are invented.
 */
final class ServiceAnswers {
    private static final Pattern SECRET = Pattern.compile("/secrets/([0-9A-Za-z-]+)(/[0-9a-f]*)?/?");

    private final String address;
    private final BearerCheck graph;
    private final BearerCheck vault;

    ServiceAnswers(TokenAnswers tokens, String address) {
        this.address = address;
        this.graph = new BearerCheck(tokens, List.of("https://graph.microsoft.com"));
        this.vault = new BearerCheck(tokens, List.of("https://vault.azure.net"));
    }

    static boolean has(SimulatedRequest request) {
        return request.path().startsWith("/v1.0/") || request.path().startsWith("/secrets/");
    }

    ResponseDefinitionBuilder answer(SimulatedRequest request) {
        return request.path().startsWith("/v1.0/")
                ? graph.refuse(request).orElseGet(() -> graph(request))
                : vault.refuse(request).orElseGet(() -> secret(request));
    }

    private ResponseDefinitionBuilder graph(SimulatedRequest request) {
        if (!request.path().equals("/v1.0/me")) {
            return error(404, "Request_ResourceNotFound", "Simulated: there is only /v1.0/me here.");
        }
        var me = JsonNodeFactory.instance.objectNode();
        me.put("@odata.context", address + "/v1.0/$metadata#users/$entity");
        me.putArray("businessPhones");
        me.put("displayName", "Simulated User")
                .put("givenName", "Simulated")
                .putNull("jobTitle")
                .put("mail", "user@simulator.example")
                .put("surname", "User")
                .put("userPrincipalName", "user@simulator.example")
                .put("id", Estate.USER);
        return json(200, me.toString());
    }

    private ResponseDefinitionBuilder secret(SimulatedRequest request) {
        if (!request.query().containsKey("api-version")) {
            return error(400, "BadParameter", "Simulated: api-version must be specified.");
        }
        var match = SECRET.matcher(request.path());
        if (!match.matches() || !match.group(1).equals("demo")) {
            return error(404, "SecretNotFound", "Simulated: there is only the secret 'demo' here.");
        }
        var secret = JsonNodeFactory.instance.objectNode();
        secret.put("value", "simulated-secret")
                .put("id", address + "/secrets/demo/0123456789abcdef0123456789abcdef")
                .putObject("attributes")
                .put("enabled", true)
                .put("created", 1700000000)
                .put("updated", 1700000000)
                .put("recoveryLevel", "Recoverable+Purgeable");
        return json(200, secret.toString());
    }
}
