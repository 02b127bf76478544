package cloudshell.managedidentity;

import cloudshell.http.JsonWriter;
import cloudshell.token.AccessToken;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * The protocol of Azure Developer CLI's external authentication (Azure/azure-dev,
 * cli/azd/docs/external-authentication.md): scopes in JSON. Errors have status 200, since azd prints no message for any
 * other status.
 */
record AzdProtocol() implements Protocol {
    private static final JsonFactory FACTORY = new JsonFactory();

    @Override
    public TokenRequest parse(String query, byte[] body) throws IOException {
        try (var json = FACTORY.createParser(body)) {
            var scopes = new ArrayList<String>();
            var tenant = read(json, scopes);
            if (scopes.size() != 1) {
                throw new IOException("expected one scope, got " + scopes.size());
            }
            return new TokenRequest(scopes.get(0), "", "", tenant);
        } catch (JacksonException e) {
            throw new IOException("the request is not JSON");
        }
    }

    /** Adds the scopes to a list and returns the tenant, "" if there is none. */
    private static String read(JsonParser json, List<String> scopes) throws IOException {
        var tenant = "";
        json.nextToken();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            var name = json.currentName();
            var value = json.nextToken();
            if (value == JsonToken.START_ARRAY && name.equals("scopes")) {
                while (json.nextToken() == JsonToken.VALUE_STRING) {
                    scopes.add(json.getText());
                }
            } else if (name.equals("tenantId") && value != JsonToken.VALUE_NULL) {
                if (value != JsonToken.VALUE_STRING) {
                    throw new IOException("tenantId is not a string");
                }
                tenant = json.getText();
            } else {
                json.skipChildren();
            }
        }
        return tenant;
    }

    @Override
    public TokenResponse token(AccessToken token, String resource, Instant notBefore, Instant now) {
        return new TokenResponse(200, JsonWriter.bytes(JsonWriter.object(json -> {
            json.writeStringField("status", "success");
            json.writeStringField("token", token.reveal());
            json.writeStringField(
                    "expiresOn",
                    token.expiresAt().truncatedTo(ChronoUnit.SECONDS).toString());
        })));
    }

    @Override
    public TokenResponse errorResponse(TokenErrorResponse failure) {
        var text = failure.isNobodySignedIn() || failure.message().contains(failure.code())
                ? failure.message()
                : failure.code() + ": " + failure.message();
        return new TokenResponse(200, JsonWriter.bytes(JsonWriter.object(json -> {
            json.writeStringField("status", "error");
            json.writeStringField("code", failure.isNobodySignedIn() ? "NotSignedInError" : "GetTokenError");
            json.writeStringField("message", text);
        })));
    }
}
