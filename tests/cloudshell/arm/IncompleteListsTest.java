package cloudshell.arm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloudshell.CloudShell;
import cloudshell.token.AccessToken;
import cloudshell.token.Settings;
import harness.RawServer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A list that is not known to be complete never looks complete. */
class IncompleteListsTest {
    private static final String PATH = "/things?api-version=1";

    @ParameterizedTest
    @ValueSource(strings = {"{\"href\":\"x\"}", "[\"x\"]", "7", "true"})
    void aNextLinkThatIsNoTextIsAnError(String link) {
        try (var server = serving(request -> "{\"value\":[{\"name\":\"a\"}],\"nextLink\":" + link + "}")) {
            assertSays("its nextLink is not a string", () -> count(server));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1}", "[1]", "7"})
    void soIsASkipTokenOfResourceGraph(String token) {
        try (var server =
                serving(request -> "{\"totalRecords\":1,\"data\":[{\"id\":\"a\"}],\"$skipToken\":" + token + "}")) {
            assertSays(
                    "its $skipToken is not a string",
                    () -> rows(server).mapToInt(row -> 1).sum());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "\"x\"", "null", "{\"rows\":[]}"})
    void aPageThatIsNoArrayIsAnError(String page) {
        try (var server = serving(request -> "{\"value\":" + page + "}")) {
            assertSays("the response has no array called value", () -> count(server));
        }
    }

    @Test
    void endlessEmptyPagesAreGivenUpAfterAHundred() {
        var pages = new AtomicInteger();
        try (var server = serving(request ->
                "{\"value\":[],\"nextLink\":\"" + request.header("Host").replaceAll("^", "http://") + "/things?page="
                        + pages.incrementAndGet() + "\"}")) {
            assertSays("100 consecutive pages were empty", () -> count(server));
            assertTrue(server.requests().size() <= 102, server.requests().size() + " requests");
        }
    }

    @Test
    void aListThatIsReadOnAfterAFailureFailsForTheSameReason() {
        var pages = new AtomicInteger();
        try (var server = RawServer.start((request, connection) -> {
            var first = pages.incrementAndGet() == 1;
            var next = "http://" + request.header("Host") + "/things?page=2";
            var body = first ? "{\"value\":[{\"name\":\"a\"}],\"nextLink\":\"" + next + "\"}" : "{}";
            RawServer.send(connection, RawServer.message(first ? 200 : 404, "", body.getBytes()));
        })) {
            var elements = arm(server).list(PATH).iterator();
            assertEquals("a", elements.next().path("name").asText());

            var failure = assertThrows(ArmException.class, elements::hasNext);
            assertTrue(failure.getMessage().contains("HTTP 404"), failure.getMessage());
            assertSame(failure, assertThrows(ArmException.class, elements::hasNext));
            assertSame(failure, assertThrows(ArmException.class, elements::next));
        }
    }

    @Test
    void nextWithoutHasNextGivesTheElementsAndThenSaysThatThereAreNone() {
        try (var server = serving(request -> "{\"value\":[{\"name\":\"a\"},{\"name\":\"b\"}]}")) {
            var elements = arm(server).list(PATH).iterator();

            assertEquals("a", elements.next().path("name").asText());
            assertEquals("b", elements.next().path("name").asText());
            assertThrows(NoSuchElementException.class, elements::next);
        }
    }

    @Test
    void fewerRowsThanResourceGraphAnnouncesAreAnErrorBehindTheLastOne() {
        try (var server =
                serving(request -> "{\"totalRecords\":5,\"count\":2,\"data\":[{\"id\":\"a\"},{\"id\":\"b\"}]}")) {
            var seen = new ArrayList<String>();

            assertSays("ends after 2 of 5 rows", () -> rows(server)
                    .forEach(row -> seen.add(row.path("id").asText())));
            assertEquals(List.of("a", "b"), seen);
        }
    }

    @Test
    void aTruncatedResponseWithoutANextPageSaysWhatHelps() {
        try (var server = serving(
                request -> "{\"totalRecords\":2,\"resultTruncated\":\"true\",\"data\":[{\"name\":\"a\"},{}]}")) {
            var failure = assertThrows(
                    ArmException.class, () -> rows(server).mapToInt(row -> 1).sum());

            assertTrue(failure.hint().startsWith("keep the column id in the query"), failure.hint());
        }
    }

    private interface Responses {
        String to(RawServer.Request request);
    }

    private static RawServer serving(Responses responses) {
        return RawServer.start((request, connection) -> RawServer.send(
                connection, RawServer.message(200, "", responses.to(request).getBytes())));
    }

    private static void assertSays(String reason, Runnable reading) {
        var failure = assertThrows(ArmException.class, reading::run);
        assertTrue(failure.getMessage().contains(reason), failure.getMessage());
    }

    private static long count(RawServer server) {
        return arm(server).list(PATH).mapToInt(element -> 1).sum();
    }

    private static Stream<com.fasterxml.jackson.databind.JsonNode> rows(RawServer server) {
        return azure(server).resourceGraph().query("resources").map(row -> row);
    }

    private static Arm arm(RawServer server) {
        return azure(server).arm();
    }

    private static CloudShell azure(RawServer server) {
        var settings = Settings.of(Map.of("AZURE_RESOURCE_MANAGER_ENDPOINT", server.address()))
                .withPause((wait, why) -> {});
        return CloudShell.connect(settings, audience -> new AccessToken(audience.resource(), Instant.MAX, "opaque"));
    }
}
