package cloudshell.simulator.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Base64;
import java.util.UUID;

/**
 * The claims of a token: those that tokens from Cloud Shell have been seen to carry, with invented values, and one,
 * {@code simulated}, that names their source. Nobody signs them.
 */
final class Claims {
    private static final String APP = "b677c290-cf4b-4a8e-a60e-91ba650a4abe";

    private Claims() {}

    static String jwt(String resource, long now, long expires) {
        var claims = JsonNodeFactory.instance.objectNode();
        claims.put("aud", resource)
                .put("iss", "https://sts.windows.net/" + SimulatedUser.TENANT + "/")
                .put("iat", now)
                .put("nbf", now)
                .put("exp", expires)
                .put("acr", "1")
                .put("aio", "simulated")
                .putArray("amr")
                .add("pwd")
                .add("mfa");
        claims.put("app_displayname", "AzurePortal Console App")
                .put("appid", APP)
                .put("appidacr", "0")
                .put("email", SimulatedUser.MAIL)
                .put("idtyp", "user")
                .put("ipaddr", "127.0.0.1")
                .put("name", SimulatedUser.NAME)
                .put("oid", SimulatedUser.USER)
                .put("platf", "14")
                .put("puid", "10030000A0B1C2D3")
                .put("rh", "1.simulated")
                .put("scp", scopes(resource))
                .put("sid", "0a1b2c3d-0000-4000-8000-000000000003")
                .putArray("signin_state")
                .add("kmsi");
        claims.put("sub", "simulated-" + Integer.toHexString(resource.hashCode()))
                .put("tid", SimulatedUser.TENANT)
                .put("unique_name", SimulatedUser.MAIL)
                .put("upn", SimulatedUser.MAIL)
                .put("uti", UUID.randomUUID().toString())
                .put("ver", "1.0")
                .putArray("wids")
                .add("62e90394-69f5-4237-9190-012177145e10");
        claims.put("xms_idrel", "1 30").put("xms_tcdt", "1500000000").put("simulated", true);
        return part("{\"typ\":\"JWT\",\"alg\":\"none\"}") + "." + part(claims.toString()) + "." + part("simulated");
    }

    private static String scopes(String resource) {
        return resource.startsWith("https://graph.microsoft.com")
                ? "Directory.Read.All Group.Read.All Mail.Read email openid profile User.Read"
                : "user_impersonation";
    }

    private static String part(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }
}
