package cloudshell.errors;

import static harness.Responses.response;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloudshell.http.Transport;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import harness.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Responses that services have given, from public issues, recordings and documentation: the codes and sentences are the
 * services', the values are made up. Each says where it is from and what a person must see of it.
 */
class RecordingsTest {
    private static final JsonMapper MAPPER = new JsonMapper();

    @ParameterizedTest
    @MethodSource("recordings")
    void theCodeTheMessageAndTheRequestIdReachThePerson(JsonNode recorded) {
        var error = ErrorResponseParser.of(responded(recorded), "");
        var line = error.describe();

        assertEquals(recorded.path("code").asText(), error.code(), line);
        for (var said : recorded.path("says")) {
            assertTrue(line.contains(said.asText()), line);
        }
        assertTrue(line.contains(recorded.path("id").asText()), line);
        assertEquals(1, line.lines().count());
        assertTrue(line.startsWith("HTTP " + recorded.path("status").asInt()), line);
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void theHintIsRightForItOrThereIsNone(JsonNode recorded) {
        var response = responded(recorded);
        var hint = Hints.of(
                ErrorResponseParser.of(response, ""),
                response,
                recorded.path("resource").asText());

        var wanted = recorded.path("hint").asText();
        assertTrue(wanted.isEmpty() ? hint.isEmpty() : hint.contains(wanted), hint);
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void truncatedAnywhereItIsStillReportedOnOneLine(JsonNode recorded) {
        var whole = responded(recorded);
        for (int length = 0; length < whole.body().length; length += 1 + whole.body().length / 40) {
            var cut = new Transport.Response(whole.status(), whole.headers(), Arrays.copyOf(whole.body(), length));

            assertEquals(1, ErrorResponseParser.of(cut, "").describe().lines().count());
        }
    }

    @Test
    void theyAreOfManyServicesAndEachHasItsSource() {
        var all = recordings().map(Named::getPayload).toList();
        Set<String> services =
                all.stream().map(each -> each.path("service").asText()).collect(Collectors.toSet());

        assertTrue(all.size() >= 60, all.size() + " recordings");
        assertTrue(services.size() >= 15, services.toString());
        assertTrue(all.stream().noneMatch(each -> each.path("source").asText().isBlank()));
    }

    private static Transport.Response responded(JsonNode recorded) {
        var headers = new ArrayList<String>();
        recorded.path("headers").properties().forEach(header -> {
            headers.add(header.getKey());
            headers.add(header.getValue().asText());
        });
        return response(
                recorded.path("status").asInt(), recorded.path("body").asText(), headers.toArray(String[]::new));
    }

    static Stream<Named<JsonNode>> recordings() {
        try {
            return Files.readAllLines(Project.root().resolve("tests/recordings/reasons.jsonl")).stream()
                    .map(RecordingsTest::parsed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Named<JsonNode> parsed(String line) {
        try {
            var recorded = MAPPER.readTree(line);
            return Named.of(
                    recorded.path("service").asText() + ", "
                            + recorded.path("source").asText(),
                    recorded);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
