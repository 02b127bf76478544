package cloudshell.simulator.services;

import cloudshell.simulator.http.SimulatedRequest;
import cloudshell.simulator.identity.Directory;
import cloudshell.simulator.identity.Directory.Application;
import cloudshell.simulator.identity.Directory.Group;
import cloudshell.simulator.identity.Directory.Message;
import cloudshell.simulator.identity.Directory.Person;
import cloudshell.simulator.identity.SimulatedUser;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** Users, groups and messages as Microsoft Graph shows them. */
final class MicrosoftGraphShapes {
    private MicrosoftGraphShapes() {}

    static ObjectNode person(Person person) {
        var node = JsonNodeFactory.instance.objectNode();
        node.putArray("businessPhones");
        return node.put("displayName", person.name())
                .put("givenName", person.first())
                .putNull("jobTitle")
                .put("mail", person.mail())
                .putNull("mobilePhone")
                .putNull("officeLocation")
                .putNull("preferredLanguage")
                .put("surname", person.last())
                .put("userPrincipalName", person.mail())
                .put("id", person.id());
    }

    static ObjectNode group(Group group) {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("id", group.id())
                .put("displayName", group.name())
                .put("description", group.description())
                .put("mailEnabled", false)
                .put("mailNickname", group.name().toLowerCase(java.util.Locale.ROOT))
                .put("securityEnabled", true)
                .put("createdDateTime", "2026-01-15T08:00:00Z")
                .putArray("groupTypes");
        return node;
    }

    /** The registration behind a service principal. */
    static ObjectNode registration(Application application) {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("id", new UUID(0x0a1b2c3d_0000_4000L, application.appId().hashCode()).toString())
                .put("appId", application.appId())
                .put("displayName", application.name())
                .put("createdDateTime", "2026-01-15T08:00:00Z")
                .put("signInAudience", "AzureADMyOrg")
                .put("publisherDomain", "simulator.example");
        for (var list : List.of("identifierUris", "passwordCredentials", "keyCredentials", "requiredResourceAccess")) {
            node.putArray(list);
        }
        return node;
    }

    static ObjectNode application(Application application) {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("id", application.id())
                .put("accountEnabled", true)
                .put("appDisplayName", application.name())
                .put("appId", application.appId())
                .put("appOwnerOrganizationId", SimulatedUser.TENANT)
                .put("displayName", application.name())
                .put("servicePrincipalType", "Application")
                .putArray("servicePrincipalNames")
                .add(application.appId());
        return node;
    }

    /** @param place in the list; each is a day older than the one before it */
    static ObjectNode message(Message mail, int place, Instant now) {
        var received = now.minus(Duration.ofDays(place))
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
        var node = JsonNodeFactory.instance.objectNode();
        node.put("id", "simulated-mail-" + mail.number())
                .put("receivedDateTime", received)
                .put("sentDateTime", received)
                .put("hasAttachments", mail.subject().equals("Minutes"))
                .put("subject", mail.subject())
                .put("bodyPreview", mail.text())
                .put("importance", "normal")
                .put("isRead", place > 1);
        node.putObject("body").put("contentType", "text").put("content", mail.text());
        address(node.putObject("from"), Directory.PEOPLE.get(mail.from()));
        address(node.putArray("toRecipients").addObject(), Directory.PEOPLE.get(0));
        return node;
    }

    private static void address(ObjectNode node, Person person) {
        node.putObject("emailAddress").put("name", person.name()).put("address", person.mail());
    }

    static ObjectNode organization() {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("id", SimulatedUser.TENANT)
                .put("displayName", "Simulated Company")
                .put("countryLetterCode", "NL");
        node.putArray("verifiedDomains")
                .addObject()
                .put("name", "simulator.example")
                .put("isDefault", true);
        return node;
    }

    /** The people, groups and programs whose ids the request's body has. */
    static ObjectNode byIds(SimulatedRequest request) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("@odata.context", context(request) + "directoryObjects");
        var value = body.putArray("value");
        for (var person : Directory.PEOPLE) {
            if (request.body().contains(person.id())) {
                value.add(typed("user", person(person)));
            }
        }
        for (var group : Directory.GROUPS) {
            if (request.body().contains(group.id())) {
                value.add(typed("group", group(group)));
            }
        }
        for (var application : Directory.APPLICATIONS) {
            if (request.body().contains(application.id())) {
                value.add(typed("servicePrincipal", application(application)));
            }
        }
        return body;
    }

    static ObjectNode typed(String type, ObjectNode thing) {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("@odata.type", "#microsoft.graph." + type);
        return node.setAll(thing);
    }

    /** One thing with its context in front. */
    static ObjectNode alone(SimulatedRequest request, String what, ObjectNode thing) {
        ObjectNode node =
                JsonNodeFactory.instance.objectNode().put("@odata.context", context(request) + what + "/$entity");
        return node.setAll(thing);
    }

    static String context(SimulatedRequest request) {
        return request.origin() + request.path().replaceFirst("^(/[^/]+).*", "$1") + "/$metadata#";
    }
}
