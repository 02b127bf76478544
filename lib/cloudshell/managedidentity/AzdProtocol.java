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
 * Azure Developer CLI's external authentication (Azure/azure-dev, cli/azd/docs/external-authentication.md): scopes in
 * JSON; a refusal is an answer like another, since of any other status azd shows no message.
 */
record AzdProtocol() implements Protocol {
    private static final JsonFactory FACTORY = new JsonFactory();

    /** A tenant in it is passed over: what is lent is one sign-in. */
    @Override
    public TokenRequest question(String query, byte[] body) throws IOException {
        try (var json = FACTORY.createParser(body)) {
            var scopes = scopes(json);
            if (scopes.size() != 1) {
                throw new IOException("a token is for one scope, and these are " + scopes.size());
            }
            return new TokenRequest(scopes.get(0), "", "");
        } catch (JacksonException e) {
            throw new IOException("the request is no JSON");
        }
    }

    private static List<String> scopes(JsonParser json) throws IOException {
        var scopes = new ArrayList<String>();
        json.nextToken();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            var isScopes = json.currentName().equals("scopes");
            if (json.nextToken() == JsonToken.START_ARRAY && isScopes) {
                while (json.nextToken() == JsonToken.VALUE_STRING) {
                    scopes.add(json.getText());
                }
            } else {
                json.skipChildren();
            }
        }
        return scopes;
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
    public TokenResponse refusal(TokenErrorResponse refusal) {
        var text = refusal.isNobodySignedIn() || refusal.message().contains(refusal.code())
                ? refusal.message()
                : refusal.code() + ": " + refusal.message();
        return new TokenResponse(200, JsonWriter.bytes(JsonWriter.object(json -> {
            json.writeStringField("status", "error");
            json.writeStringField("code", refusal.isNobodySignedIn() ? "NotSignedInError" : "GetTokenError");
            json.writeStringField("message", text);
        })));
    }
}
