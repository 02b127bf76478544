//SOURCES KeyVault.java MicrosoftGraphErrors.java MicrosoftGraphList.java MicrosoftGraphShapes.java
//SOURCES Secret.java Vault.java
package cloudshell.simulator.services;

import static cloudshell.simulator.http.Response.json;

import cloudshell.simulator.http.Response;
import cloudshell.simulator.http.SimulatedRequest;
import cloudshell.simulator.identity.BearerCheck;
import cloudshell.simulator.identity.Directory;
import cloudshell.simulator.identity.IssuedTokens;
import cloudshell.simulator.identity.Origins;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * As much of Microsoft Graph as scripts ask: who is signed in, their mails and groups, the people and groups of the
 * company. Reading only. The shapes are those of its reference; the people are invented.
 */
public final class MicrosoftGraph {
    private final BearerCheck bearer;

    public MicrosoftGraph(IssuedTokens issued, Origins origins) {
        this.bearer = new BearerCheck(issued, Origins.GRAPH_AUDIENCES, origins);
    }

    private static boolean has(SimulatedRequest request) {
        return request.path().startsWith("/v1.0/") || request.path().startsWith("/beta/");
    }

    public Response handle(SimulatedRequest request) {
        var id = UUID.randomUUID().toString();
        return (bearer.refuse(request).isPresent() ? unauthorized(request) : routed(request))
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
        if (!has(request)) {
            return MicrosoftGraphErrors.of(400, "BadRequest", "Invalid version.");
        }
        if (request.method().equals("POST") && request.path().endsWith("/directoryObjects/getByIds")) {
            return json(200, MicrosoftGraphShapes.byIds(request));
        }
        if (!request.method().equals("GET")) {
            return MicrosoftGraphErrors.of(
                            405, "Request_BadRequest", "Simulated: only reading is part of the simulator.")
                    .invented();
        }
        var path = request.path().replaceFirst("^/(v1\\.0|beta)/", "");
        var parts = path.split("/");
        var person = parts[0].equals("me")
                ? Optional.of(0)
                : parts[0].equals("users") && parts.length > 1 ? person(parts[1]) : Optional.<Integer>empty();
        if (parts[0].equals("users") && parts.length > 1 && person.isEmpty()
                || parts[0].equals("groups")
                        && parts.length > 1
                        && team(parts[1]).isEmpty()) {
            return MicrosoftGraphErrors.missing(parts[1]);
        }
        if (person.isPresent()) {
            var below = String.join("/", List.of(parts).subList(parts[0].equals("me") ? 1 : 2, parts.length));
            return ofPerson(request, person.get(), below);
        }
        return switch (parts.length > 2 ? parts[0] + "/" + parts[2] : path.replaceFirst("/.*", "/")) {
            case "users" -> list(request, "users", Directory.PEOPLE.stream().map(MicrosoftGraphShapes::person));
            case "groups" -> list(request, "groups", Directory.GROUPS.stream().map(MicrosoftGraphShapes::team));
            case "servicePrincipals" ->
                list(
                        request,
                        "servicePrincipals",
                        Directory.APPLICATIONS.stream().map(MicrosoftGraphShapes::application));
            case "groups/" ->
                json(
                        200,
                        MicrosoftGraphShapes.alone(
                                request,
                                "groups",
                                MicrosoftGraphShapes.team(team(parts[1]).get())));
            case "groups/members" ->
                list(
                        request,
                        "directoryObjects",
                        team(parts[1]).get().members().stream()
                                .map(n -> MicrosoftGraphShapes.typed(
                                        "user", MicrosoftGraphShapes.person(Directory.PEOPLE.get(n)))));
            case "organization" -> list(request, "organization", Stream.of(MicrosoftGraphShapes.organization()));
            default -> MicrosoftGraphErrors.segment(path);
        };
    }

    private static Response ofPerson(SimulatedRequest request, int person, String below) {
        return switch (below) {
            case "" ->
                json(
                        200,
                        MicrosoftGraphShapes.alone(
                                request,
                                "users",
                                MicrosoftGraphList.selected(
                                        request, MicrosoftGraphShapes.person(Directory.PEOPLE.get(person)))));
            case "memberOf", "transitiveMemberOf" ->
                list(
                        request,
                        "directoryObjects",
                        Directory.GROUPS.stream()
                                .filter(team -> team.members().contains(person))
                                .map(team -> MicrosoftGraphShapes.typed("group", MicrosoftGraphShapes.team(team))));
            case "messages", "mailFolders/inbox/messages", "mailFolders/Inbox/messages" -> {
                var now = Instant.now();
                yield list(
                        request,
                        "users('" + Directory.PEOPLE.get(person).id() + "')/messages",
                        person == 0
                                ? IntStream.range(0, Directory.MESSAGES.size())
                                        .mapToObj(n -> MicrosoftGraphShapes.mail(Directory.MESSAGES.get(n), n, now))
                                : Stream.empty());
            }
            default -> MicrosoftGraphErrors.segment(below);
        };
    }

    private static Response list(SimulatedRequest request, String what, Stream<ObjectNode> all) {
        return MicrosoftGraphList.of(request, what, all.toList());
    }

    private static Optional<Integer> person(String key) {
        return IntStream.range(0, Directory.PEOPLE.size())
                .filter(n -> Directory.PEOPLE.get(n).id().equalsIgnoreCase(key)
                        || Directory.PEOPLE.get(n).mail().equalsIgnoreCase(key))
                .boxed()
                .findFirst();
    }

    private static Optional<Directory.Group> team(String id) {
        return Directory.GROUPS.stream()
                .filter(team -> team.id().equalsIgnoreCase(id))
                .findFirst();
    }
}
