package cloudshell.simulator.services;

import static cloudshell.simulator.http.Response.json;

import cloudshell.simulator.http.Response;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.UUID;

/** Microsoft Graph's errors, which carry their ids inside. */
final class MicrosoftGraphErrors {
    /** The segments that Microsoft Graph has at its root, and at a user. */
    private static final Set<String> KNOWN = Set.of(("admin agreements appCatalogs applications applicationTemplates"
                    + " auditLogs chats communications contacts contracts copilot devices deviceManagement directory"
                    + " directoryObjects directoryRoles directoryRoleTemplates domains drive drives education employeeExperience"
                    + " external functions groups groupSettings identity identityGovernance identityProtection"
                    + " informationProtection invitations me oauth2PermissionGrants organization permissionGrants places"
                    + " planner policies print privacy reports roleManagement schemaExtensions search security"
                    + " servicePrincipals shares sites solutions storage subscribedSkus subscriptions teams teamwork"
                    + " tenantRelationships users activities authentication calendar calendars calendarView contactFolders"
                    + " directReports events inferenceClassification insights joinedTeams licenseDetails mailFolders manager"
                    + " memberOf onenote onlineMeetings outlook ownedDevices ownedObjects people photo presence"
                    + " registeredDevices settings todo transitiveMemberOf appRoleAssignments sendMail members owners")
            .split(" "));

    private MicrosoftGraphErrors() {}

    static Response of(int status, String code, String message) {
        var id = UUID.randomUUID().toString();
        var body = JsonNodeFactory.instance.objectNode();
        body.putObject("error")
                .put("code", code)
                .put("message", message)
                .putObject("innerError")
                .put("date", LocalDateTime.now(ZoneOffset.UTC).withNano(0).toString())
                .put("request-id", id)
                .put("client-request-id", id);
        return json(status, body);
    }

    static Response missing(String id) {
        return of(
                404,
                "Request_ResourceNotFound",
                "Resource '" + id
                        + "' does not exist or one of its queried reference-property objects are not present.");
    }

    static Response notSimulated(String what) {
        return of(400, "NotSimulated", "Simulated: " + what + " is not simulated.")
                .invented();
    }

    static Response segment(String path) {
        var first = path.replaceFirst("/.*", "");
        if (KNOWN.contains(first)) {
            return notSimulated("'" + path + "'");
        }
        return of(400, "BadRequest", "Resource not found for the segment '" + first + "'.");
    }
}
