package cloudshell.managedidentity;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloudshell.http.JsonWriter;
import cloudshell.token.AccessToken;
import java.time.Instant;

/** Cloud Shell's endpoint: parameters in a form or in the address, an error as an object of its own. */
record CloudShellProtocol() implements Protocol {
    @Override
    public TokenRequest question(String query, byte[] body) {
        return TokenRequest.of(query, new String(body, UTF_8));
    }

    @Override
    public TokenResponse token(AccessToken token, String resource, Instant notBefore, Instant now) {
        return AppServiceProtocol.granted(token, resource, notBefore, now);
    }

    @Override
    public TokenResponse refusal(TokenErrorResponse refusal) {
        return new TokenResponse(refusal.status(), JsonWriter.bytes(JsonWriter.object(json -> {
            json.writeObjectFieldStart("error");
            json.writeStringField("code", refusal.code());
            json.writeStringField("message", refusal.message());
            json.writeEndObject();
        })));
    }
}
