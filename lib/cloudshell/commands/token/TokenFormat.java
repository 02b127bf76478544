//SOURCES ../../cli/Command.java ../../http/JsonWriter.java
//SOURCES SubscriptionLookup.java
package cloudshell.commands.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloudshell.cli.Invocation;
import cloudshell.http.Json;
import cloudshell.http.JsonWriter;
import cloudshell.token.AccessToken;
import cloudshell.token.Tokens;
import cloudshell.token.UsageException;
import java.io.IOException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Formats a token for other programs. */
public final class TokenFormat {
    private static final String EXEC_API = "client.authentication.k8s.io/";
    private static final byte[] NOTHING = {'{', '}'};

    private TokenFormat() {}

    /**
     * Returns the token if {@code -s} is not given or has selected it. A source other than az has one token for all
     * subscriptions of its tenant; it is returned if the given one is among them.
     *
     * @throws UsageException if the user sees no such subscription with it
     */
    public static AccessToken ofSubscription(AccessToken token, Tokens tokens, Invocation call) {
        if (!call.has("subscription") || !token.metadata("subscription").isEmpty()) {
            return token;
        }
        var known = new HashMap<String, String>();
        for (var name : List.of("tenant", "source")) {
            if (!token.metadata(name).isEmpty()) {
                known.put(name, token.metadata(name));
            }
        }
        known.put("subscription", SubscriptionLookup.id(call.value("subscription", ""), tokens, call.settings()));
        return new AccessToken(token.audience(), token.expiresAt(), token.reveal(), token.type(), known);
    }

    /**
     * Checks the options before anything is requested.
     *
     * @throws UsageException if they contradict each other
     */
    public static void check(Invocation call) {
        if (call.has("name")) {
            checkVariable(call.value("name", ""));
        }
        for (var option : List.of("name", "shell")) {
            if (call.has(option) && !call.value("output", "").equals("export")) {
                throw call.usage("--" + option + " is for --output export");
            }
        }
    }

    /** Returns the token in the format of {@code --output}, with a line break. */
    public static String text(AccessToken token, Invocation call) {
        var environment = call.terminal().environment();
        return switch (call.value("output", "value")) {
            case "json" -> AsJson.json(token, environment) + "\n";
            case "header" -> header(token) + "\n";
            case "export" -> export(token, call.value("name", "access_token"), call.value("shell", "bash"));
            case "claims" -> AsJson.claims(token) + "\n";
            case "exec-credential" -> AsJson.execCredential(token, environment) + "\n";
            default -> token.reveal() + "\n";
        };
    }

    /** Returns a header for {@code curl -H @-}, which keeps the secret out of the process list. */
    static String header(AccessToken token) {
        return "Authorization: Bearer " + token.reveal();
    }

    /** @throws UsageException if the name is not a valid shell variable */
    static void checkVariable(String name) {
        if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw new UsageException(
                    "export the token",
                    "'" + name + "' is not a valid variable name",
                    "letters, digits and _: --name T");
        }
    }

    /**
     * Returns a quoted assignment for the shell, and a comment with its usage.
     *
     * @throws UsageException if the name is not a valid variable, or the token could end its quotes
     */
    static String export(AccessToken token, String variable, String shell) {
        checkVariable(variable);
        if (!token.reveal().matches("[A-Za-z0-9._~+/=-]+")) {
            throw new UsageException(
                    "export the token",
                    "it has a character that is not allowed in a token (RFC 6750)",
                    "-o value, and check it");
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

    /** The JSON formats; a class of its own, since its verification loads Jackson's generator. */
    private static final class AsJson {
        /**
         * Returns an ExecCredential for kubectl in the version of {@code KUBERNETES_EXEC_INFO} (Kubernetes, client-go
         * credential plugins).
         */
        static String execCredential(AccessToken token, Map<String, String> environment) {
            return JsonWriter.line(JsonWriter.object(json -> {
                json.writeStringField("apiVersion", execVersion(environment.getOrDefault("KUBERNETES_EXEC_INFO", "")));
                json.writeStringField("kind", "ExecCredential");
                json.writeObjectFieldStart("status");
                json.writeStringField("token", token.reveal());
                json.writeStringField(
                        "expirationTimestamp",
                        token.expiresAt().truncatedTo(ChronoUnit.SECONDS).toString());
                json.writeEndObject();
            }));
        }

        private static String execVersion(String info) {
            try {
                var wanted =
                        info.isBlank() ? "" : Json.flat(info.getBytes(UTF_8)).getOrDefault("apiVersion", "");
                return wanted.startsWith(EXEC_API) ? wanted : EXEC_API + "v1";
            } catch (IOException e) {
                return EXEC_API + "v1";
            }
        }

        /**
         * Returns the form of {@code az account get-access-token}: {@code expiresOn} in local time, {@code expires_on}
         * in seconds since the epoch.
         */
        static String json(AccessToken token, Map<String, String> environment) {
            var subscription = token.metadata("subscription").isEmpty()
                    ? environment.getOrDefault("AZURE_SUBSCRIPTION_ID", "")
                    : token.metadata("subscription");
            var local = LocalDateTime.ofInstant(token.expiresAt(), ZoneId.systemDefault());
            return JsonWriter.indented(JsonWriter.object(json -> {
                json.writeStringField("accessToken", token.reveal());
                json.writeStringField(
                        "expiresOn",
                        DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS")
                                .format(local));
                json.writeNumberField("expires_on", token.expiresAt().getEpochSecond());
                if (!subscription.isEmpty()) {
                    json.writeStringField("subscription", subscription);
                }
                json.writeStringField("tenant", tenant(token, environment));
                json.writeStringField("tokenType", token.type());
            }));
        }

        private static String tenant(AccessToken token, Map<String, String> environment) {
            var claimed = token.claims().getOrDefault("tid", "");
            var known = claimed.isEmpty() ? token.metadata("tenant") : claimed;
            return known.isEmpty() ? environment.getOrDefault("ACC_TID", "") : known;
        }

        /** Returns the claims, not verified, without the token. */
        static String claims(AccessToken token) {
            return JsonWriter.indented(JsonWriter.object(json -> {
                json.writeBooleanField("verified", false);
                json.writeFieldName("claims");
                JsonWriter.copy(token.claimsJson().orElse(NOTHING), json);
            }));
        }
    }
}
