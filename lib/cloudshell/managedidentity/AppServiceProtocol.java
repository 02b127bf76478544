package cloudshell.managedidentity;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloudshell.http.JsonWriter;
import cloudshell.token.AccessToken;
import java.time.Duration;
import java.time.Instant;

/**
 * The protocol of App Service in both its versions, Azure ML, and a VM's metadata service: parameters in the URL,
 * errors in flat fields (MSAL for Python prints only the last two of them).
 */
record AppServiceProtocol() implements Protocol {
    @Override
    public TokenRequest parse(String query, byte[] body) {
        return TokenRequest.of(query, new String(body, UTF_8));
    }

    @Override
    public TokenResponse token(AccessToken token, String resource, Instant notBefore, Instant now) {
        return granted(token, resource, notBefore, now);
    }

    /** Writes the fields in Azure's order and every time as a string: clients in Rust and Go accept nothing else. */
    static TokenResponse granted(AccessToken token, String resource, Instant notBefore, Instant now) {
        long left = Duration.between(now, token.expiresAt()).toSeconds();
        return new TokenResponse(200, JsonWriter.bytes(JsonWriter.object(json -> {
            json.writeStringField("access_token", token.reveal());
            json.writeStringField("expires_in", Long.toString(Math.max(left, 0)));
            json.writeStringField("expires_on", Long.toString(token.expiresAt().getEpochSecond()));
            json.writeStringField("not_before", Long.toString(notBefore.getEpochSecond()));
            json.writeStringField("resource", resource);
            json.writeStringField("token_type", token.type());
        })));
    }

    @Override
    public TokenResponse errorResponse(TokenErrorResponse failure) {
        return new TokenResponse(failure.status(), JsonWriter.bytes(JsonWriter.object(json -> {
            json.writeStringField("error", failure.code());
            json.writeStringField("error_description", failure.message());
            json.writeNumberField("statusCode", failure.status());
            json.writeStringField("message", failure.message());
        })));
    }
}
