package cloudshell.lend;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloudshell.token.AccessToken;
import cloudshell.wire.JsonWriter;
import java.time.Instant;

/** Cloud Shell's endpoint: parameters in a form or in the address, an error as an object of its own. */
record Nested() implements Protocol {
    @Override
    public Question question(String query, byte[] body) {
        return Question.of(query, new String(body, UTF_8));
    }

    @Override
    public Answer token(AccessToken token, String resource, Instant notBefore, Instant now) {
        return Flat.granted(token, resource, notBefore, now);
    }

    @Override
    public Answer refusal(Refusal refusal) {
        return new Answer(refusal.status(), JsonWriter.bytes(JsonWriter.object(json -> {
            json.writeObjectFieldStart("error");
            json.writeStringField("code", refusal.code());
            json.writeStringField("message", refusal.message());
            json.writeEndObject();
        })));
    }
}
