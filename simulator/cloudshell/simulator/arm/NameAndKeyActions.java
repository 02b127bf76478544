package cloudshell.simulator.arm;

import static cloudshell.simulator.http.Response.error;
import static cloudshell.simulator.http.Response.json;
import static java.nio.charset.StandardCharsets.UTF_8;

import cloudshell.simulator.estate.Estate;
import cloudshell.simulator.http.Response;
import cloudshell.simulator.http.SimulatedRequest;
import cloudshell.simulator.resources.ArmErrors;
import cloudshell.simulator.resources.ArmPath;
import cloudshell.simulator.resources.ResourceBodies;
import cloudshell.simulator.resources.types.StorageNames;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code checkNameAvailability} of storage accounts and vaults, and the keys of storage accounts. */
final class NameAndKeyActions {
    private final Estate estate;
    private final Map<String, Integer> regenerated = new HashMap<>();

    NameAndKeyActions(Estate estate) {
        this.estate = estate;
    }

    Response checkName(SimulatedRequest request, ArmPath path) {
        var body = ResourceBodies.of(request.body());
        if (!request.method().equals("POST")) {
            return ArmErrors.method(request);
        }
        if (body.isEmpty() || !body.get().path("name").isTextual()) {
            return ArmErrors.noJson();
        }
        var name = body.get().path("name").asText();
        boolean storage = path.provider().equalsIgnoreCase("Microsoft.Storage");
        var invalid = storage && !name.matches("[a-z0-9]{3,24}")
                || !storage && !name.matches("[a-zA-Z](?!.*--)[a-zA-Z0-9-]{1,22}[a-zA-Z0-9]");
        boolean taken = storage ? StorageNames.isTaken(estate, name) : isVault(name);
        var response = JsonNodeFactory.instance.objectNode().put("nameAvailable", !invalid && !taken);
        if (invalid) {
            response.put("reason", "AccountNameInvalid")
                    .put("message", name + " is not a valid " + (storage ? "storage account" : "vault") + " name.");
        } else if (taken) {
            response.put("reason", "AlreadyExists")
                    .put(
                            "message",
                            "The " + (storage ? "storage account named " : "vault name '") + name
                                    + (storage ? " is already taken." : "' is already in use."));
        }
        return json(200, response);
    }

    private boolean isVault(String name) {
        for (int n = 0; n < Math.min(estate.subscriptions(), 50); n++) {
            if (!estate.search("Microsoft.KeyVault/vaults", n, node -> node.path("name")
                            .asText()
                            .equalsIgnoreCase(name))
                    .isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** @param account that is there */
    synchronized Response keys(SimulatedRequest request, ArmPath path, ObjectNode account) {
        var id = account.path("id").asText().toLowerCase(Locale.ROOT);
        if (path.is(2, "regenerateKey")) {
            var key = ResourceBodies.of(request.body())
                    .map(body -> body.path("keyName").asText())
                    .orElse("");
            if (!List.of("key1", "key2").contains(key)) {
                return error(
                        400,
                        "InvalidValuesForRequestParameters",
                        "Values for request parameters are invalid: keyName.");
            }
            regenerated.merge(id + key, 1, Integer::sum);
        }
        var body = JsonNodeFactory.instance.objectNode();
        var keys = body.putArray("keys");
        for (var name : List.of("key1", "key2")) {
            keys.addObject()
                    .put("creationTime", "2026-01-15T08:00:00.0000000Z")
                    .put("keyName", name)
                    .put("value", value(id + name + regenerated.getOrDefault(id + name, 0)))
                    .put("permissions", "FULL");
        }
        return json(200, body);
    }

    private static String value(String seed) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-512").digest(("simulated " + seed).getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
