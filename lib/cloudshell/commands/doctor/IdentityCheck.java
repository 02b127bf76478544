package cloudshell.commands.doctor;

import cloudshell.http.JsonTrees;
import cloudshell.token.AccessToken;
import cloudshell.token.Settings;
import java.util.ArrayList;
import java.util.List;

/** Reports the identity in a token, not verified: only the service that the token is for can do that. */
final class IdentityCheck {
    private static final String CHECK = "identity";

    private IdentityCheck() {}

    static List<Finding> findings(AccessToken token, Settings settings) {
        var claims = token.claims();
        if (claims.isEmpty()) {
            return List.of(Finding.note(CHECK, "the token has no claim that names its user", ""));
        }
        var findings = new ArrayList<Finding>();
        var user = AccessToken.user(claims);
        var tenant = claims.getOrDefault("tid", "");
        findings.add(Finding.ok(
                CHECK,
                "the token says (unverified): user %s, %s, application %s"
                        .formatted(
                                user,
                                tenant.isEmpty() ? "no tenant" : "tenant " + tenant,
                                app(claims.getOrDefault("appid", ""))),
                user,
                tenant));
        findings.add(strength(token, claims.getOrDefault("acr", "")));
        var session = settings.variable("ACC_TID");
        if (!session.isBlank() && !tenant.isEmpty() && !session.equalsIgnoreCase(tenant)) {
            findings.add(Finding.warn(
                    "tenant",
                    "the session's tenant is " + session + " (ACC_TID), and the token's is " + tenant,
                    "switch the directory in the portal and open a new session"));
        }
        return findings;
    }

    /** Reports how the user signed in; Conditional Access evaluates {@code amr} and {@code acr}. */
    private static Finding strength(AccessToken token, String acr) {
        var methods = new ArrayList<String>();
        token.claimsJson().map(JsonTrees::again).ifPresent(claims -> claims.path("amr")
                .forEach(method -> methods.add(method.asText())));
        var amr = String.join(", ", methods);
        if (methods.contains("mfa")) {
            return Finding.ok("sign-in", "signed in with more than one factor (amr: %s; acr: %s)".formatted(amr, acr));
        }
        return Finding.note(
                "sign-in",
                methods.isEmpty()
                        ? "the token has no amr claim; the sign-in method is unknown"
                        : "signed in without a second factor (amr: %s; acr: %s)".formatted(amr, acr),
                "if a service requires a second factor, sign in with one: az login");
    }

    /** Returns an application by its id, as sign-in logs name it. */
    private static String app(String id) {
        return switch (id) {
            case "b677c290-cf4b-4a8e-a60e-91ba650a4abe" -> "Cloud Shell in the portal";
            case "b1395854-dccf-4fe6-9186-655f101f919b" -> "shell.azure.com";
            case "7f59a773-2eaf-429c-a059-50fc5bb28b44" ->
                "the documentation's Try It pane, which loses its token early";
            case "0c1307d4-29d6-4389-a11c-5cbe7f65d7fa" -> "the Azure mobile app";
            case "04b07795-8ddb-461a-bbee-02f9e1bf7b46" -> "the Azure CLI";
            case "1950a258-227b-4e31-a9cf-717495945fc2" -> "Azure PowerShell";
            case "" -> "not named";
            default -> id;
        };
    }
}
