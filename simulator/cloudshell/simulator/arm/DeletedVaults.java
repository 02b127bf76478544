package cloudshell.simulator.arm;

import static cloudshell.simulator.http.Response.error;
import static cloudshell.simulator.http.Response.json;

import cloudshell.simulator.estate.Estate;
import cloudshell.simulator.http.Response;
import cloudshell.simulator.http.ResponseException;
import cloudshell.simulator.http.SimulatedRequest;
import cloudshell.simulator.resources.ArmErrors;
import cloudshell.simulator.resources.ArmPath;
import cloudshell.simulator.resources.Page;
import cloudshell.simulator.resources.ResourceBodies;
import cloudshell.simulator.services.KeyVault;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Vaults that were deleted: listed, purged, and recovered by a PUT with {@code createMode} {@code recover}. */
final class DeletedVaults {
    static final String TYPE = "Microsoft.KeyVault/vaults";

    private final Estate estate;
    private final Page page;
    private final KeyVault vaults;
    private final Map<String, ObjectNode> deleted = new LinkedHashMap<>();

    DeletedVaults(Estate estate, Page page, KeyVault vaults) {
        this.estate = estate;
        this.page = page;
        this.vaults = vaults;
    }

    void add(ObjectNode vault) {
        deleted.put(key(vault.path("name").asText()), vault);
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /**
     * The request that a PUT of a vault comes to: one that recovers has the properties that the vault had.
     *
     * @throws ResponseException if the name is one of a deleted vault
     */
    SimulatedRequest checked(SimulatedRequest request, String name) {
        var vault = deleted.get(key(name));
        if (vault == null) {
            return request;
        }
        var mode = ResourceBodies.of(request.body())
                .map(body -> body.path("properties").path("createMode").asText())
                .orElse("");
        if (!mode.equalsIgnoreCase("recover")) {
            throw new ResponseException(error(
                    409,
                    "ConflictError",
                    "A vault with the same name already exists in deleted state. You need to either recover or purge"
                            + " existing key vault. Follow this link https://go.microsoft.com/fwlink/?linkid=2149745 for"
                            + " more information on soft delete."));
        }
        deleted.remove(key(name));
        var body = vault.deepCopy();
        body.remove(List.of("id", "name", "type"));
        return request.withBody(body.toString());
    }

    /** A new vault has no secrets; one that is recovered has those that it had. */
    void created(String name) {
        vaults.created(name);
    }

    /** {@code deletedVaults}, {@code locations/L/deletedVaults/NAME[/purge]}. */
    Response handle(SimulatedRequest request, ArmPath path, String subscription) {
        if (path.is(0, "deletedVaults")) {
            var all = deleted.values().stream()
                    .filter(vault -> vault.path("id").asText().contains(subscription))
                    .map(this::described)
                    .toList();
            return request.method().equals("GET")
                    ? page.of(request, all.size(), n -> Optional.of(all.get(n)))
                    : ArmErrors.method(request);
        }
        var vault = path.rest().size() > 3 ? deleted.get(key(path.rest().get(3))) : null;
        if (vault == null) {
            return error(
                    404, "DeletedVaultNotFound", "The specified deleted vault '" + path.name() + "' does not exist.");
        }
        if (path.rest().size() == 4 && request.method().equals("GET")) {
            return json(200, described(vault));
        }
        if (path.is(4, "purge") && request.method().equals("POST")) {
            deleted.remove(key(vault.path("name").asText()));
            return Response.of(200);
        }
        return ArmErrors.method(request);
    }

    private ObjectNode described(ObjectNode vault) {
        var name = vault.path("name").asText();
        var location = vault.path("location").asText();
        var node = JsonNodeFactory.instance.objectNode();
        node.put(
                        "id",
                        "/subscriptions/" + vault.path("id").asText().split("/")[2]
                                + "/providers/Microsoft.KeyVault/locations/" + location + "/deletedVaults/" + name)
                .put("name", name)
                .put("type", "Microsoft.KeyVault/deletedVaults");
        node.putObject("properties")
                .put("vaultId", vault.path("id").asText())
                .put("location", location)
                .put("deletionDate", estate.now().toString())
                .put(
                        "scheduledPurgeDate",
                        estate.now().plus(Duration.ofDays(90)).toString());
        return node;
    }
}
