package cloudshell.managedidentity;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloudshell.http.JsonWriter;
import cloudshell.token.AccessToken;
import java.time.Instant;

/** The protocol of Cloud Shell's endpoint: parameters in a form or in the URL, errors in a nested object. */
record CloudShellProtocol() implements Protocol {
    @Override
    public TokenRequest parse(String query, byte[] body) {
        return TokenRequest.of(query, new String(body, UTF_8));
    }

    @Override
    public TokenResponse token(AccessToken token, String resource, Instant notBefore, Instant now) {
        return AppServiceProtocol.granted(token, resource, notBefore, now);
    }

    @Override
    public TokenResponse errorResponse(TokenErrorResponse failure) {
        return new TokenResponse(failure.status(), JsonWriter.bytes(JsonWriter.object(json -> {
            json.writeObjectFieldStart("error");
            json.writeStringField("code", failure.code());
            json.writeStringField("message", failure.message());
            json.writeEndObject();
        })));
    }
}
