//SOURCES ../../cli/Command.java ../../wire/JsonWriter.java
package cloudshell.commands.token;

import cloudshell.token.AccessToken;
import cloudshell.token.Claims;
import cloudshell.token.UsageException;
import cloudshell.wire.JsonTrees;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/** The forms in which a token is handed to other programs. */
public final class TokenFormat {
    private TokenFormat() {}

    /** For {@code curl -H @-}: the secret stays out of the process list. */
    public static String header(AccessToken token) {
        return "Authorization: Bearer " + token.reveal();
    }

    /**
     * The shape of {@code az account get-access-token}: {@code expiresOn} in local time, {@code expires_on} in seconds
     * of the epoch.
     */
    public static JsonNode json(AccessToken token, Map<String, String> environment) {
        var subscription = token.known("subscription").isEmpty()
                ? environment.getOrDefault("AZURE_SUBSCRIPTION_ID", "")
                : token.known("subscription");
        var json = JsonNodeFactory.instance.objectNode();
        var local = LocalDateTime.ofInstant(token.expiresAt(), ZoneId.systemDefault());
        json.put("accessToken", token.reveal());
        json.put(
                "expiresOn",
                DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS").format(local));
        json.put("expires_on", token.expiresAt().getEpochSecond());
        if (!subscription.isEmpty()) {
            json.put("subscription", subscription);
        }
        json.put("tenant", tenant(token, environment));
        json.put("tokenType", token.type());
        return json;
    }

    private static String tenant(AccessToken token, Map<String, String> environment) {
        var claimed = Claims.unverified(token).getOrDefault("tid", "");
        var known = claimed.isEmpty() ? token.known("tenant") : claimed;
        return known.isEmpty() ? environment.getOrDefault("ACC_TID", "") : known;
    }

    /** @throws UsageException where a shell has no variable of this name; ask before a token is fetched for it */
    public static void checkVariable(String name) {
        if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw new UsageException(
                    "export the token", "'" + name + "' is no name of a variable", "letters, digits and _: --name T");
        }
    }

    /**
     * An assignment for the shell, always quoted, and a comment that shows how to use it.
     *
     * @throws UsageException where the name is no name of a variable, or the token could break out of its quotes
     */
    public static String export(AccessToken token, String variable, String shell) {
        checkVariable(variable);
        if (!token.reveal().matches("[A-Za-z0-9._~+/=-]+")) {
            throw new UsageException(
                    "export the token", "it has a character that no token has (RFC 6750)", "-o value, and look at it");
        }
        return switch (shell) {
            case "fish" ->
                "set -gx " + variable + " '" + token.reveal() + "'\n# jbang token@catalog -o export --shell fish"
                        + " | source\n";
            case "powershell" ->
                "$env:" + variable + " = '" + token.reveal() + "'\n# jbang token@catalog -o export --shell"
                        + " powershell | Out-String | Invoke-Expression\n";
            default ->
                "export " + variable + "='" + token.reveal() + "'\n# out=$(jbang token@catalog -o export) && eval"
                        + " \"$out\"\n";
        };
    }

    /** What the token says of itself, without the token; nothing is verified. */
    public static JsonNode claims(AccessToken token) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("verified", false);
        json.set("claims", Claims.text(token).map(JsonTrees::again).orElse(JsonNodeFactory.instance.objectNode()));
        return json;
    }
}
