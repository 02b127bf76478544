package cloudshell.simulator.services;

import static cloudshell.simulator.http.Response.error;
import static cloudshell.simulator.http.Response.json;

import cloudshell.simulator.http.Response;
import cloudshell.simulator.http.SimulatedRequest;
import cloudshell.simulator.identity.BearerCheck;
import cloudshell.simulator.identity.IssuedTokens;
import cloudshell.simulator.identity.Origins;
import cloudshell.simulator.identity.SimulatedUser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The secrets of key vaults, each of which has an origin of its own: set, read, listed with their versions, deleted,
 * recovered and purged. The shapes are those of the reference; the values are invented.
 */
public final class KeyVault {
    private static final Pattern PATH =
            Pattern.compile("/(secrets|deletedsecrets)(?:/([0-9A-Za-z-]{1,127})(?:/([0-9a-zA-Z]+))?)?");
    private static final int MAX_VALUE = 25_000;
    private static final int MAX_VERSIONS = 1_000;

    private final JsonMapper mapper = new JsonMapper();
    private final BearerCheck bearer;
    private final Clock clock;
    private final Map<String, Vault> vaults = new HashMap<>();

    public KeyVault(IssuedTokens issued, Clock clock, Origins origins) {
        this.bearer = new BearerCheck(issued, Origins.VAULT_AUDIENCES, origins);
        this.clock = clock;
    }

    /** A vault that is created in this run has no secrets. */
    public synchronized void created(String name) {
        vaults.putIfAbsent(name.toLowerCase(Locale.ROOT), new Vault());
    }

    /** @param name of the vault */
    public synchronized Response handle(SimulatedRequest request, String name) {
        if (bearer.reject(request).isPresent()) {
            return error(401, "Unauthorized", reason(request))
                    .with(
                            "WWW-Authenticate",
                            "Bearer authorization=\"https://login.microsoftonline.com/" + SimulatedUser.TENANT
                                    + "\", resource=\"https://vault.azure.net\"");
        }
        if (!request.query().containsKey("api-version")) {
            return error(400, "BadParameter", "api-version must be specified");
        }
        var path = PATH.matcher(request.path());
        if (!path.matches()) {
            return notSimulated(request);
        }
        var vault = vaults.computeIfAbsent(name, key -> Vault.sample(clock));
        var secret = path.group(2) == null ? "" : path.group(2);
        var last = path.group(3) == null ? "" : path.group(3);
        return path.group(1).equals("secrets")
                ? secrets(request, vault, secret, last)
                : deleted(request, vault, secret, last);
    }

    private static Response notSimulated(SimulatedRequest request) {
        var kind = request.path().replaceFirst("^/([^/]*).*", "$1");
        return error(
                        501,
                        "NotSimulated",
                        "Simulated: '" + (kind.isEmpty() ? "/" : kind) + "' of key vaults is not simulated.")
                .invented();
    }

    private String reason(SimulatedRequest request) {
        var wrong = bearer.wrongAudience(request);
        return wrong.map(audience ->
                        "AKV10022: Invalid audience. Expected https://vault.azure.net, found: " + audience + ".")
                .orElse("AKV10000: Request is missing a Bearer or PoP token.");
    }

    private Response secrets(SimulatedRequest request, Vault vault, String name, String last) {
        var origin = request.origin();
        if (name.isEmpty()) {
            return request.method().equals("GET")
                    ? page(
                            request,
                            vault.secrets().values().stream()
                                    .map(each -> each.described(
                                            origin, each.version("").orElseThrow(), false))
                                    .toList())
                    : notAllowed(request);
        }
        if (request.method().equals("PUT") && last.isEmpty()) {
            return set(request, vault, name);
        }
        if (request.method().equals("POST")) {
            return notSimulated(request);
        }
        var secret = vault.secrets().get(name);
        if (secret == null) {
            return missing("A secret", name, "secret", "this key vault");
        }
        if (last.equals("versions")) {
            return request.method().equals("GET") ? page(request, secret.listed(origin)) : notAllowed(request);
        }
        var version = secret.version(last);
        if (version.isEmpty()) {
            return missing("A secret", name + "/" + last, "secret", "this key vault");
        }
        return switch (request.method()) {
            case "GET" ->
                version.get().path("attributes").path("enabled").asBoolean()
                        ? json(200, secret.bundle(origin, version.get()))
                        : error(403, "Forbidden", "Operation get is not allowed on a disabled secret.");
            case "PATCH" ->
                body(request)
                        .map(body -> {
                            Secret.change(version.get(), body, now());
                            return json(200, secret.described(origin, version.get(), true));
                        })
                        .orElseGet(KeyVault::badBody);
            case "DELETE" -> last.isEmpty() ? delete(vault, secret, origin) : notAllowed(request);
            default -> notAllowed(request);
        };
    }

    private Response set(SimulatedRequest request, Vault vault, String name) {
        var body = body(request).filter(each -> each.path("value").isTextual());
        if (body.isEmpty()) {
            return badBody();
        }
        if (body.get().path("value").asText().length() > MAX_VALUE) {
            return error(400, "BadParameter", "The value of the secret is larger than 25k characters.");
        }
        if (vault.deleted().containsKey(name)) {
            return error(
                    409,
                    "Conflict",
                    "Secret " + name
                            + " is currently in a deleted but recoverable state, and its name cannot be reused;"
                            + " in this state, the secret can only be recovered or purged.");
        }
        if (vault.versions() >= MAX_VERSIONS) {
            return error(400, "BadParameter", "Simulated: a vault holds " + MAX_VERSIONS + " versions at most.")
                    .invented();
        }
        var version = vault.set(name, body.get(), now());
        return json(200, vault.secrets().get(name).bundle(request.origin(), version));
    }

    private Response delete(Vault vault, Secret secret, String origin) {
        vault.secrets().remove(secret.name());
        var deleted = new Vault.Deleted(secret, now());
        vault.deleted().put(secret.name(), deleted);
        return json(200, described(deleted, origin));
    }

    private Response deleted(SimulatedRequest request, Vault vault, String name, String last) {
        var origin = request.origin();
        if (name.isEmpty()) {
            return request.method().equals("GET")
                    ? page(
                            request,
                            vault.deleted().values().stream()
                                    .map(each -> described(each, origin))
                                    .toList())
                    : notAllowed(request);
        }
        var deleted = vault.deleted().get(name);
        if (deleted == null) {
            return missing("Deleted Secret", name, "deleted secret", "this key vault");
        }
        if (request.method().equals("POST") && last.equals("recover")) {
            vault.deleted().remove(name);
            vault.secrets().put(name, deleted.secret());
            return json(
                    200,
                    deleted.secret()
                            .described(origin, deleted.secret().version("").orElseThrow(), true));
        }
        if (request.method().equals("DELETE") && last.isEmpty()) {
            vault.deleted().remove(name);
            return Response.of(204);
        }
        return request.method().equals("GET") && last.isEmpty()
                ? json(200, described(deleted, origin))
                : notAllowed(request);
    }

    private static ObjectNode described(Vault.Deleted deleted, String origin) {
        var secret = deleted.secret();
        var node = JsonNodeFactory.instance.objectNode();
        node.put("recoveryId", origin + "/deletedsecrets/" + secret.name())
                .put("deletedDate", deleted.when())
                .put("scheduledPurgeDate", deleted.when() + Duration.ofDays(90).toSeconds());
        return node.setAll(secret.described(origin, secret.version("").orElseThrow(), true));
    }

    private static Response page(SimulatedRequest request, List<ObjectNode> all) {
        var requested = request.parameter("maxresults");
        int size = requested.matches("[1-9]\\d?") ? Integer.parseInt(requested) : 25;
        int from = request.parameter("$skiptoken").matches("\\d{1,4}")
                ? Integer.parseInt(request.parameter("$skiptoken"))
                : 0;
        int to = Math.min(all.size(), from + size);
        var body = JsonNodeFactory.instance.objectNode();
        var value = body.putArray("value");
        all.subList(Math.min(from, to), to).forEach(value::add);
        if (to < all.size()) {
            var url = request.urlWithout("skiptoken");
            body.put("nextLink", request.origin() + url + "&$skiptoken=" + to);
        } else {
            body.putNull("nextLink");
        }
        return json(200, body);
    }

    private Optional<ObjectNode> body(SimulatedRequest request) {
        try {
            return mapper.readTree(request.body()) instanceof ObjectNode object
                    ? Optional.of(object)
                    : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }

    private static Response badBody() {
        return error(400, "BadParameter", "Property has invalid value");
    }

    private static Response notAllowed(SimulatedRequest request) {
        return error(405, "MethodNotAllowed", "The method " + request.method() + " is not allowed here.");
    }

    private static Response missing(String what, String name, String kind, String place) {
        return error(
                404,
                "SecretNotFound",
                what + " with (name/id) " + name + " was not found in " + place
                        + ". If you recently deleted this " + kind
                        + " you may be able to recover it using the correct recovery command. For help"
                        + " resolving this issue, please see https://go.microsoft.com/fwlink/?linkid=2125182");
    }
}
