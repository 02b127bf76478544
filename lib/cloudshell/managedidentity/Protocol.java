package cloudshell.managedidentity;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloudshell.http.JsonWriter;
import cloudshell.token.AccessToken;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** A form of token requests and responses. */
sealed interface Protocol {
    /**
     * Parses a request.
     *
     * @param query of the URL, still encoded; null if there is none
     * @throws IOException if the body is malformed
     * @throws IllegalArgumentException if a parameter is not encoded correctly
     */
    TokenRequest parse(String query, byte[] body) throws IOException;

    /** @param resource as the program wrote it */
    TokenResponse token(AccessToken token, String resource, Instant notBefore, Instant now);

    TokenResponse errorResponse(TokenErrorResponse failure);

    /**
     * The response to a token request. {@code toString()} omits the body, which may contain a token.
     *
     * @param isForTrusted whether the request contained the secret
     */
    record TokenResponse(int status, byte[] body, boolean isForTrusted) {
        TokenResponse(int status, byte[] body) {
            this(status, body, true);
        }

        /** Returns a response without a body, for a client without the secret. */
        static TokenResponse silent(int status) {
            return new TokenResponse(status, new byte[0], false);
        }

        @Override
        public String toString() {
            return "HTTP " + status;
        }
    }

    /**
     * The protocol of App Service in both its versions, Azure ML, and a VM's metadata service: parameters in the URL,
     * errors in flat fields (MSAL for Python prints only the last two of them).
     */
    record AppService() implements Protocol {
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
                json.writeStringField(
                        "expires_on", Long.toString(token.expiresAt().getEpochSecond()));
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

    /** The protocol of Cloud Shell's endpoint: parameters in a form or in the URL, errors in a nested object. */
    record CloudShell() implements Protocol {
        @Override
        public TokenRequest parse(String query, byte[] body) {
            return TokenRequest.of(query, new String(body, UTF_8));
        }

        @Override
        public TokenResponse token(AccessToken token, String resource, Instant notBefore, Instant now) {
            return AppService.granted(token, resource, notBefore, now);
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

    /**
     * The protocol of Azure Developer CLI's external authentication (Azure/azure-dev,
     * cli/azd/docs/external-authentication.md): scopes in JSON. Errors have status 200, since azd prints no message for any
     * other status.
     */
    record Azd() implements Protocol {
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
}
