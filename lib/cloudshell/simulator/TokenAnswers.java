package cloudshell.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloudshell.token.KnownAudience;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Cloud Shell's token endpoint: all three request forms, its list of audiences, and its own cache, which hands out one
 * token until that expires. Unknown parameters are ignored, as there. The tokens are signed by nobody.
 */
final class TokenAnswers {
    private static final String APP = "b677c290-cf4b-4a8e-a60e-91ba650a4abe";

    private final Plan plan;
    private final Clock clock;
    private final Map<String, Issued> cache = new ConcurrentHashMap<>();
    private final Map<String, Issued> issued = new ConcurrentHashMap<>();

    TokenAnswers(Plan plan, Clock clock) {
        this.plan = plan;
        this.clock = clock;
    }

    /** A token and its times, in seconds of the epoch. */
    record Issued(String resource, String token, long notBefore, long expiresOn) {}

    /** What this endpoint issued under that text, if anything. */
    Optional<Issued> find(String token) {
        return Optional.ofNullable(issued.get(token));
    }

    boolean isExpired(Issued token) {
        return clock.instant().getEpochSecond() >= token.expiresOn();
    }

    ResponseDefinitionBuilder answer(SimulatedRequest request) {
        if (!request.path().equals("/oauth2/token") && !request.path().equals("/metadata/identity/oauth2/token")) {
            return ResponseDefinitionBuilder.responseDefinition().withStatus(404);
        }
        var resource = request.form().getOrDefault("resource", request.query().getOrDefault("resource", ""));
        // Invented: nobody has published what Cloud Shell answers to the next three.
        if (!request.method().equals("POST") && !request.method().equals("GET")) {
            return error(405, "MethodNotAllowed", "Simulated: use POST or GET.");
        }
        if (!request.header("Metadata").equalsIgnoreCase("true")) {
            return error(400, "MetadataHeaderMissing", "Simulated: the header 'Metadata: true' is missing.");
        }
        if (resource.isEmpty()) {
            return error(400, "ResourceMissing", "Simulated: the parameter 'resource' is missing.");
        }
        var known = KnownAudience.of(resource);
        if (known.isEmpty() || !known.get().supported()) {
            return error(
                    400, "AudienceNotSupported", "Audience " + resource + " is not a supported MSI token audience.");
        }
        return granted(cached(resource));
    }

    private Issued cached(String resource) {
        return cache.compute(resource, (key, before) -> before == null || isExpired(before) ? issue(resource) : before);
    }

    private Issued issue(String resource) {
        long now = clock.instant().getEpochSecond();
        var token = new Issued(resource, jwt(resource, now), now - 300, now + plan.tokenLife());
        issued.put(token.token(), token);
        return token;
    }

    /** Every value is a string, and expires_in is the lifetime, not what is left, as recorded. */
    private static ResponseDefinitionBuilder granted(Issued token) {
        var body = JsonNodeFactory.instance
                .objectNode()
                .put("access_token", token.token())
                .put("refresh_token", "")
                .put("expires_in", Long.toString(token.expiresOn() - token.notBefore()))
                .put("expires_on", Long.toString(token.expiresOn()))
                .put("not_before", Long.toString(token.notBefore()))
                .put("resource", token.resource())
                .put("token_type", "Bearer");
        return json(200, body.toString());
    }

    /** The claims that tokens from Cloud Shell have been seen to carry, and one that says where these come from. */
    private String jwt(String resource, long now) {
        var claims = JsonNodeFactory.instance.objectNode();
        claims.put("aud", resource)
                .put("iss", "https://sts.windows.net/" + Estate.TENANT + "/")
                .put("iat", now)
                .put("nbf", now - 300)
                .put("exp", now + plan.tokenLife())
                .put("acr", "1")
                .put("appid", APP)
                .put("appidacr", "0")
                .put("idtyp", "user")
                .put("name", "Simulated User")
                .put("oid", Estate.USER)
                .put("tid", Estate.TENANT)
                .put("upn", "user@simulator.example")
                .put("uti", UUID.randomUUID().toString())
                .put("ver", "1.0")
                .put("simulated", true)
                .putArray("amr")
                .add("pwd")
                .add("mfa");
        return part("{\"alg\":\"none\",\"typ\":\"JWT\"}") + "." + part(claims.toString()) + "." + part("simulated");
    }

    private static String part(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    static ResponseDefinitionBuilder error(int status, String code, String message) {
        var body = JsonNodeFactory.instance.objectNode();
        body.putObject("error").put("code", code).put("message", message);
        return json(status, body.toString());
    }

    static ResponseDefinitionBuilder json(int status, String body) {
        return ResponseDefinitionBuilder.responseDefinition()
                .withStatus(status)
                .withHeader("Content-Type", "application/json; charset=utf-8")
                .withBody(body);
    }
}
