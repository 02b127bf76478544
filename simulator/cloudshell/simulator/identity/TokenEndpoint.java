//SOURCES BearerCheck.java Claims.java Directory.java IssuedTokens.java Origins.java RoleAssignments.java
//SOURCES Roles.java SimulatedUser.java
package cloudshell.simulator.identity;

import static cloudshell.simulator.http.Response.error;
import static cloudshell.simulator.http.Response.json;

import cloudshell.simulator.http.Response;
import cloudshell.simulator.http.SimulatedRequest;
import cloudshell.token.KnownAudience;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/**
 * Cloud Shell's token endpoint: all three request forms and its list of audiences. Unknown parameters are ignored, as
 * there.
 */
public final class TokenEndpoint {
    private final IssuedTokens issued;
    private final Origins origins;

    public TokenEndpoint(IssuedTokens issued, Origins origins) {
        this.issued = issued;
        this.origins = origins;
    }

    public Response handle(SimulatedRequest request) {
        if (!request.path().equals("/oauth2/token") && !request.path().equals("/metadata/identity/oauth2/token")) {
            return Response.of(404);
        }
        // Nobody has published Cloud Shell's responses to the next three.
        if (!request.method().equals("POST") && !request.method().equals("GET")) {
            return error(405, "MethodNotAllowed", "Simulated: use POST or GET.").invented();
        }
        if (!request.header("Metadata").equalsIgnoreCase("true")) {
            return error(400, "MetadataHeaderMissing", "Simulated: the header 'Metadata: true' is missing.")
                    .invented();
        }
        var resource = request.form().getOrDefault("resource", request.parameter("resource"));
        if (resource.isEmpty()) {
            return error(400, "ResourceMissing", "Simulated: the parameter 'resource' is missing.")
                    .invented();
        }
        var known = KnownAudience.of(resource);
        return known.isPresent() && known.get().supported()
                        || origins.audience(resource).isPresent()
                ? granted(issued.token(resource))
                : error(
                        400,
                        "AudienceNotSupported",
                        "Audience " + resource + " is not a supported MSI token audience.");
    }

    /** Every value is a string, and expires_in is the lifetime, not what is left, as recorded. */
    private static Response granted(IssuedTokens.Token token) {
        var body = JsonNodeFactory.instance
                .objectNode()
                .put("access_token", token.text())
                .put("refresh_token", "")
                .put("expires_in", Long.toString(token.expiresOn() - token.notBefore()))
                .put("expires_on", Long.toString(token.expiresOn()))
                .put("not_before", Long.toString(token.notBefore()))
                .put("resource", token.resource())
                .put("token_type", "Bearer");
        return json(200, body);
    }
}
