//SOURCES KeyVault.java MicrosoftGraphErrors.java MicrosoftGraphList.java MicrosoftGraphShapes.java
//SOURCES ODataFilter.java Secret.java Vault.java
package cloudshell.simulator.services;

import static cloudshell.simulator.http.Response.json;

import cloudshell.simulator.http.Response;
import cloudshell.simulator.http.ResponseException;
import cloudshell.simulator.http.SimulatedRequest;
import cloudshell.simulator.identity.BearerCheck;
import cloudshell.simulator.identity.Directory;
import cloudshell.simulator.identity.IssuedTokens;
import cloudshell.simulator.identity.Origins;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The part of Microsoft Graph that scripts use: the signed-in user with messages and groups, the users, groups,
 * applications and service principals of the tenant. Reading only. The shapes are those of its reference.
 */
public final class MicrosoftGraph {
    private static final int MAX_BATCH = 20;

    private final JsonMapper mapper = new JsonMapper();
    private final BearerCheck bearer;

    public MicrosoftGraph(IssuedTokens issued, Origins origins) {
        this.bearer = new BearerCheck(issued, Origins.GRAPH_AUDIENCES, origins);
    }

    public Response handle(SimulatedRequest request) {
        var id = UUID.randomUUID().toString();
        return (bearer.reject(request).isPresent() ? unauthorized(request) : routed(request))
                .with("request-id", id)
                .with(
                        "client-request-id",
                        request.header("client-request-id").isEmpty() ? id : request.header("client-request-id"));
    }

    private Response unauthorized(SimulatedRequest request) {
        var message = request.header("Authorization").isEmpty()
                ? "Access token is empty."
                : bearer.wrongAudience(request).isPresent()
                        ? "Access token validation failure. Invalid audience."
                        : "Lifetime validation failed, the token is expired.";
        return MicrosoftGraphErrors.of(401, "InvalidAuthenticationToken", message);
    }

    private Response routed(SimulatedRequest request) {
        try {
            return route(request);
        } catch (ResponseException e) {
            return e.response();
        }
    }

    private Response route(SimulatedRequest request) {
        if (!request.path().matches("/(v1\\.0|beta)/.+")) {
            return MicrosoftGraphErrors.of(400, "BadRequest", "Invalid version.");
        }
        var path = request.path().replaceFirst("^/(v1\\.0|beta)/", "");
        boolean post = request.method().equals("POST");
        if (post && path.equals("directoryObjects/getByIds")) {
            return json(200, MicrosoftGraphShapes.byIds(request));
        }
        if (post && path.equals("$batch")) {
            return batch(request);
        }
        if (!request.method().equals("GET")) {
            return MicrosoftGraphErrors.notSimulated(request.method() + " of '" + path + "'");
        }
        var parts = path.split("/");
        return switch (parts[0]) {
            case "me" -> ofUser(request, 0, rest(parts, 1));
            case "users" -> users(request, parts);
            case "groups" -> groups(request, parts);
            case "applications", "servicePrincipals" -> applications(request, parts);
            case "organization" ->
                parts.length == 1
                        ? list(request, "organization", Stream.of(MicrosoftGraphShapes.organization()))
                        : MicrosoftGraphErrors.segment(path);
            default -> key(request, path);
        };
    }

    /** {@code applications(appId='...')}, or what is not there. */
    private static Response key(SimulatedRequest request, String path) {
        var key = path.replaceAll("(?i)^(applications|servicePrincipals)\\(appId='([^']*)'\\)$", "$1/$2");
        return key.equals(path) ? MicrosoftGraphErrors.segment(path) : applications(request, key.split("/"));
    }

    private static String rest(String[] parts, int from) {
        return String.join("/", List.of(parts).subList(from, parts.length));
    }

    private static Response users(SimulatedRequest request, String[] parts) {
        if (parts.length == 1) {
            return list(request, "users", Directory.PEOPLE.stream().map(MicrosoftGraphShapes::person));
        }
        if (parts[1].equals("$count")) {
            return MicrosoftGraphList.count(
                    request,
                    Directory.PEOPLE.stream().map(MicrosoftGraphShapes::person).toList());
        }
        return person(parts[1])
                .map(person -> ofUser(request, person, rest(parts, 2)))
                .orElseGet(() -> MicrosoftGraphErrors.missing(parts[1]));
    }

    private static Response ofUser(SimulatedRequest request, int person, String below) {
        return switch (below) {
            case "" -> one(request, "users", MicrosoftGraphShapes.person(Directory.PEOPLE.get(person)));
            case "memberOf", "transitiveMemberOf" ->
                list(
                        request,
                        "directoryObjects",
                        Directory.GROUPS.stream()
                                .filter(group -> group.members().contains(person))
                                .map(group -> MicrosoftGraphShapes.typed("group", MicrosoftGraphShapes.group(group))));
            case "messages", "mailFolders/inbox/messages", "mailFolders/Inbox/messages" -> {
                var now = Instant.now();
                yield list(
                        request,
                        "users('" + Directory.PEOPLE.get(person).id() + "')/messages",
                        person == 0
                                ? IntStream.range(0, Directory.MESSAGES.size())
                                        .mapToObj(n -> MicrosoftGraphShapes.message(Directory.MESSAGES.get(n), n, now))
                                : Stream.empty());
            }
            default -> MicrosoftGraphErrors.segment(below);
        };
    }

    private static Response groups(SimulatedRequest request, String[] parts) {
        var all = Directory.GROUPS.stream().map(MicrosoftGraphShapes::group).toList();
        if (parts.length == 1) {
            return MicrosoftGraphList.of(request, "groups", all);
        }
        if (parts[1].equals("$count")) {
            return MicrosoftGraphList.count(request, all);
        }
        var group = Directory.GROUPS.stream()
                .filter(each -> each.id().equalsIgnoreCase(parts[1]))
                .findFirst();
        if (group.isEmpty()) {
            return MicrosoftGraphErrors.missing(parts[1]);
        }
        return switch (rest(parts, 2)) {
            case "" -> one(request, "groups", MicrosoftGraphShapes.group(group.get()));
            case "members", "transitiveMembers" ->
                list(
                        request,
                        "directoryObjects",
                        group.get().members().stream()
                                .map(n -> MicrosoftGraphShapes.typed(
                                        "user", MicrosoftGraphShapes.person(Directory.PEOPLE.get(n)))));
            case "owners" -> list(request, "directoryObjects", Stream.empty());
            default -> MicrosoftGraphErrors.segment(rest(parts, 2));
        };
    }

    private static Response applications(SimulatedRequest request, String[] parts) {
        boolean registrations = parts[0].equalsIgnoreCase("applications");
        var all = Directory.APPLICATIONS.stream()
                .map(each -> registrations
                        ? MicrosoftGraphShapes.registration(each)
                        : MicrosoftGraphShapes.application(each))
                .toList();
        if (parts.length == 1) {
            return MicrosoftGraphList.of(request, parts[0], all);
        }
        if (parts[1].equals("$count")) {
            return MicrosoftGraphList.count(request, all);
        }
        var found = all.stream()
                .filter(each -> each.path("id").asText().equalsIgnoreCase(parts[1])
                        || each.path("appId").asText().equalsIgnoreCase(parts[1]))
                .findFirst();
        if (found.isEmpty()) {
            return MicrosoftGraphErrors.missing(parts[1]);
        }
        return switch (rest(parts, 2)) {
            case "" -> one(request, parts[0], found.get());
            case "owners" -> list(request, "directoryObjects", Stream.empty());
            default -> MicrosoftGraphErrors.segment(rest(parts, 2));
        };
    }

    private static Response one(SimulatedRequest request, String what, ObjectNode node) {
        if (request.query().keySet().stream()
                .anyMatch(name -> name.startsWith("$") && !name.equalsIgnoreCase("$select"))) {
            return MicrosoftGraphErrors.notSimulated("a query option of one resource beside $select");
        }
        return json(200, MicrosoftGraphShapes.alone(request, what, MicrosoftGraphList.selected(request, node)));
    }

    private static Response list(SimulatedRequest request, String what, Stream<ObjectNode> all) {
        return MicrosoftGraphList.of(request, what, all.toList());
    }

    /** Several requests in one, each with its response. */
    private Response batch(SimulatedRequest request) {
        var responses = JsonNodeFactory.instance.objectNode();
        var all = responses.putArray("responses");
        try {
            var requests = mapper.readTree(request.body()).path("requests");
            if (!requests.isArray() || requests.isEmpty() || requests.size() > MAX_BATCH) {
                return MicrosoftGraphErrors.of(
                        400, "BadRequest", "Batch request must have between 1 and " + MAX_BATCH + " requests.");
            }
            var version = request.path().replaceFirst("^(/[^/]+).*", "$1");
            for (var each : requests) {
                var url = each.path("url").asText();
                var inner = SimulatedRequest.of(
                        each.path("method").asText(),
                        request.origin(),
                        request.port(),
                        version + (url.startsWith("/") ? url : "/" + url),
                        name -> each.path("headers").path(name).asText(request.header(name)),
                        each.path("body").toString());
                boolean nested = inner.path().endsWith("$batch");
                var response = nested ? MicrosoftGraphErrors.segment("$batch") : routed(inner);
                var node = all.addObject().put("id", each.path("id").asText()).put("status", response.status());
                node.putObject("headers").put("Content-Type", "application/json");
                node.set("body", mapper.readTree(response.body().isEmpty() ? "null" : response.body()));
            }
            return json(200, responses);
        } catch (JsonProcessingException e) {
            return MicrosoftGraphErrors.of(400, "BadRequest", "Unable to read JSON request payload.");
        }
    }

    private static Optional<Integer> person(String key) {
        return IntStream.range(0, Directory.PEOPLE.size())
                .filter(n -> Directory.PEOPLE.get(n).id().equalsIgnoreCase(key)
                        || Directory.PEOPLE.get(n).mail().equalsIgnoreCase(key))
                .boxed()
                .findFirst();
    }
}
