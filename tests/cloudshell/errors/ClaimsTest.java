package cloudshell.errors;

import static harness.Responses.response;
import static org.junit.jupiter.api.Assertions.assertEquals;

import cloudshell.http.Transport;
import com.fasterxml.jackson.databind.JsonNode;
import harness.Shared;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaimsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Bearer error=\"insufficient_claims\", claims=\"eyJhIjoxfQ==\" | eyJhIjoxfQ==",
                "Bearer realm=\"\", error=\"invalid_token\", claims=\"eyJhIjoxfQ\" | eyJhIjoxfQ==",
                "bearer CLAIMS = \"eyJhIjoxfQ\"                               | eyJhIjoxfQ==",
                "Bearer claims=\"{\\\"a\\\":1}\" | eyJhIjoxfQ==",
                "Bearer claims=eyJhIjoxfQ                                     | eyJhIjoxfQ==",
            })
    void claimsAreFoundWhateverTheErrorSays(String header, String claims) {
        assertEquals(Optional.of(claims), claims(header));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Bearer authorization_uri=\"https://login.windows.net/\"",
                "Bearer claims=\"invalid\"",
                "Bearer claims=\"\"",
                "Bearer claims=\"$(rm -rf ~)\"",
                "Bearer myclaims=\"eyJhIjoxfQ==\"",
            })
    void anythingElseIsNoClaimsChallenge(String header) {
        assertEquals(Optional.empty(), claims(header));
    }

    @Test
    void theHeaderMayComeSeveralTimes() {
        var response = new Transport.Response(
                401, Map.of("www-authenticate", List.of("Basic realm=x", "Bearer claims=\"eyJhIjoxfQ\"")), new byte[0]);

        assertEquals(Optional.of("eyJhIjoxfQ=="), Hints.claims(response));
    }

    @Test
    void thePeersTestVectorsAreReadAsThePeersReadThem() {
        var recorded =
                Shared.json("samples/arm/quoted-401-claims-challenges.json").path("challenges");

        StreamSupport.stream(recorded.spliterator(), false)
                .filter(challenge -> challenge.has("header"))
                .forEach(challenge -> assertEquals(
                        hasClaims(challenge),
                        claims(challenge.path("header").asText()).isPresent(),
                        challenge.path("case").asText()));
    }

    private static boolean hasClaims(JsonNode challenge) {
        return challenge.path("claims").asText().startsWith("{");
    }

    private static Optional<String> claims(String header) {
        return Hints.claims(response(401, "", "WWW-Authenticate", header));
    }
}
