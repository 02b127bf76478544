package cloudshell.simulator.services;

import static cloudshell.simulator.wire.Answer.error;
import static cloudshell.simulator.wire.Answer.json;

import cloudshell.simulator.identity.BearerCheck;
import cloudshell.simulator.identity.Issued;
import cloudshell.simulator.identity.Who;
import cloudshell.simulator.wire.Answer;
import cloudshell.simulator.wire.SimulatedRequest;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The secrets of a key vault, for reading: {@code /secrets} is a vault without a name, {@code /NAME/secrets} the one of
 * that name. The shapes are those of the reference; the secrets, the same in each, are invented.
 */
public final class KeyVault {
    private static final Pattern PATH =
            Pattern.compile("(/[A-Za-z0-9-]+)?/secrets(?:/([0-9A-Za-z-]+)(/[0-9a-f]*|/versions)?)?");
    private static final String VERSION = "0123456789abcdef0123456789abcdef";
    private static final long MADE = 1_700_000_000;

    private final BearerCheck bearer;
    private final List<Secret> secrets;

    /** @param expires in seconds of the epoch, 0 for never */
    private record Secret(String name, String value, String type, long expires) {}

    public KeyVault(Issued issued, Clock clock) {
        this.bearer =
                new BearerCheck(issued, List.of("https://vault.azure.net", "cfa8b339-82a2-471a-a3c9-0fc0be7a4093"));
        var now = clock.instant();
        this.secrets = List.of(
                new Secret("demo", "simulated-secret", "", 0),
                new Secret(
                        "db-password",
                        "simulated-password",
                        "password",
                        now.plus(Duration.ofDays(10)).getEpochSecond()),
                new Secret(
                        "api-key",
                        "simulated-key",
                        "",
                        now.plus(Duration.ofDays(200)).getEpochSecond()),
                new Secret(
                        "old-certificate",
                        "simulated-old",
                        "",
                        now.minus(Duration.ofDays(3)).getEpochSecond()));
    }

    public static boolean has(SimulatedRequest request) {
        return PATH.matcher(request.path()).matches();
    }

    public Answer answer(SimulatedRequest request) {
        if (bearer.refuse(request).isPresent()) {
            return error(401, "Unauthorized", reason(request))
                    .with(
                            "WWW-Authenticate",
                            "Bearer authorization=\"https://login.microsoftonline.com/" + Who.TENANT
                                    + "\", resource=\"https://vault.azure.net\"");
        }
        if (!request.query().containsKey("api-version")) {
            return error(400, "BadParameter", "api-version must be specified");
        }
        var path = PATH.matcher(request.path());
        if (!path.matches()) {
            return error(404, "NotFound", "Simulated: there are only secrets here.")
                    .invented();
        }
        if (!request.method().equals("GET")) {
            return error(405, "MethodNotAllowed", "Simulated: only reading is part of the simulator.")
                    .invented();
        }
        var vault = request.origin() + (path.group(1) == null ? "" : path.group(1));
        if (path.group(2) == null) {
            return list(request, vault, secrets, "");
        }
        var name = path.group(2);
        var named = secrets.stream()
                .filter(secret -> secret.name().equalsIgnoreCase(name))
                .toList();
        if (named.isEmpty()) {
            return error(
                    404,
                    "SecretNotFound",
                    "A secret with (name/id) " + name + " was not found in this key vault. If you recently deleted this"
                            + " secret you may be able to recover it using the correct recovery command. For help"
                            + " resolving this issue, please see https://go.microsoft.com/fwlink/?linkid=2125182");
        }
        if ("/versions".equals(path.group(3))) {
            return list(request, vault, named, "/" + VERSION);
        }
        var body =
                JsonNodeFactory.instance.objectNode().put("value", named.get(0).value());
        body.setAll(described(vault, named.get(0), "/" + VERSION));
        return json(200, body);
    }

    private String reason(SimulatedRequest request) {
        var wrong = bearer.wrongAudience(request);
        return wrong.map(audience ->
                        "AKV10022: Invalid audience. Expected https://vault.azure.net, found: " + audience + ".")
                .orElse("AKV10000: Request is missing a Bearer or PoP token.");
    }

    private static Answer list(SimulatedRequest request, String vault, List<Secret> all, String version) {
        var most = request.parameter("maxresults");
        int size = most.matches("[1-9]\\d?") ? Integer.parseInt(most) : 25;
        int from = request.parameter("$skiptoken").matches("\\d{1,4}")
                ? Integer.parseInt(request.parameter("$skiptoken"))
                : 0;
        int to = Math.min(all.size(), from + size);
        var body = JsonNodeFactory.instance.objectNode();
        var value = body.putArray("value");
        all.subList(Math.min(from, to), to).forEach(secret -> value.add(described(vault, secret, version)));
        if (to < all.size()) {
            body.put("nextLink", request.origin() + request.urlWithout("skiptoken") + "&$skiptoken=" + to);
        } else {
            body.putNull("nextLink");
        }
        return json(200, body);
    }

    private static ObjectNode described(String vault, Secret secret, String version) {
        var node = JsonNodeFactory.instance.objectNode();
        if (!secret.type().isEmpty()) {
            node.put("contentType", secret.type());
        }
        node.put("id", vault + "/secrets/" + secret.name() + version);
        var attributes = node.putObject("attributes").put("enabled", true);
        if (secret.expires() > 0) {
            attributes.put("exp", secret.expires());
        }
        attributes
                .put("created", MADE)
                .put("updated", MADE)
                .put("recoveryLevel", "Recoverable+Purgeable")
                .put("recoverableDays", 90);
        node.putObject("tags");
        return node;
    }
}
